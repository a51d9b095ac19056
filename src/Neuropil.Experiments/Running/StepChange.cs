namespace Neuropil.Experiments;

/// <summary>One statistic of one population at the step of the run and at half of it.</summary>
/// <param name="Population">The population.</param>
/// <param name="Statistic">What was measured, with its unit.</param>
/// <param name="AtStep">Its value in the run.</param>
/// <param name="AtHalfStep">Its value in the repeated run.</param>
public sealed record StepChange(string Population, string Statistic, double AtStep, double AtHalfStep)
{
    /// <summary>How much the statistic moved, relative to its value in the run.</summary>
    public double RelativeChange => (AtHalfStep - AtStep) / AtStep;

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

        return changes;
    }
}
