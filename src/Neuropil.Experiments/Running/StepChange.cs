namespace Neuropil.Experiments;

/// <summary>One measured number at the step of the run and at half of it: a statistic of a population, a measured value, or what a check measured.</summary>
/// <param name="Population">The population; "measured" for a value that belongs to none, "check" for what a check measured.</param>
/// <param name="Statistic">What was measured, with its unit.</param>
/// <param name="AtStep">Its value in the run.</param>
/// <param name="AtHalfStep">Its value in the repeated run.</param>
public sealed record StepChange(string Population, string Statistic, double AtStep, double AtHalfStep)
{
    /// <summary>How much the statistic moved, relative to its value in the run; zero where it did not.</summary>
    public double RelativeChange => AtHalfStep.Equals(AtStep) ? 0 : (AtHalfStep - AtStep) / AtStep;

    /// <summary>The statistics of all populations in both runs.</summary>
    internal static IReadOnlyList<StepChange> Compare(ExperimentResult run, ExperimentResult atHalfStep)
    {
        var changes = new List<StepChange>();
        foreach (PopulationSummary before in run.Populations)
        {
            if (atHalfStep.Populations.FirstOrDefault(each => each.Name == before.Name) is { } after)
            {
                changes.Add(new StepChange(before.Name, "spikes", before.Spikes, after.Spikes));
                changes.Add(new StepChange(before.Name, "rate (Hz)", before.RateHz, after.RateHz));
                changes.Add(new StepChange(before.Name, "CV of intervals", before.CvIsi, after.CvIsi));
                changes.Add(new StepChange(before.Name, "silent neurons", before.Silent, after.Silent));
            }
        }

        foreach (var (name, value) in run.Measurements)
        {
            changes.AddRange(atHalfStep.Measurements.Where(after => after.Name == name).Select(after => new StepChange("measured", name, value, after.Value)));
        }

        foreach (Check before in run.Checks)
        {
            if (atHalfStep.Checks.FirstOrDefault(each => each.Name == before.Name) is { } after)
            {
                changes.Add(new StepChange("check", before.Name, before.Measured, after.Measured));
            }
        }

        return changes;
    }
}
