namespace Neuropil.Experiments;

/// <summary>
/// The numbers that an experiment gives at a point of a sweep: activity of its populations, what it measured, what its checks measured. Each has a name of its
/// own, so that none is lost in the table.
/// </summary>
internal static class PointMeasures
{
    /// <summary>The rate of a population.</summary>
    public const string Rate = "rate (Hz)";

    /// <summary>The coefficient of variation of its intervals.</summary>
    public const string Cv = "CV of intervals";

    /// <summary>How many of its cells do not fire.</summary>
    public const string Silent = "silent neurons";

    /// <summary>
    /// All of them. Those of a population that is alone are <c>rate (Hz)</c>, of several <c>E rate (Hz)</c>; a measured number of such a name is
    /// <c>measured rate (Hz)</c>, and a check of a name that is taken <c>check rate (Hz)</c>.
    /// </summary>
    public static IReadOnlyList<Measurement> Of(ExperimentResult result)
    {
        var measures = new List<Measurement>();
        var taken = new HashSet<string>(StringComparer.Ordinal);
        void Add(string name, string kind, double value)
        {
            string free = taken.Contains(name) ? $"{kind} {name}" : name;
            for (int i = 2; !taken.Add(free); i++)
            {
                free = $"{kind} {i} {name}";
            }

            measures.Add(new Measurement(free, value));
        }

        foreach (var population in result.Populations)
        {
            string of = result.Populations.Count == 1 ? "" : population.Name + " ";
            Add(of + Rate, "population", population.RateHz);
            Add(of + Cv, "population", population.CvIsi);
            Add(of + Silent, "population", population.Silent);
        }

        foreach (var (name, value) in result.Measurements)
        {
            Add(name, "measured", value);
        }

        foreach (var check in result.Checks)
        {
            Add(check.Name, "check", check.Measured);
        }

        return measures;
    }
}
