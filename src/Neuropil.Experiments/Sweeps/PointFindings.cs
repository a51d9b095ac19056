namespace Neuropil.Experiments;

/// <summary>What one point of a sweep found, small enough to be kept in a file.</summary>
public sealed record PointFindings
{
    /// <summary>Measured quantities by name, with their units in it.</summary>
    public IReadOnlyList<Measurement> Measures { get; init; } = [];

    /// <summary>Predictions and measurements.</summary>
    public IReadOnlyList<Check> Checks { get; init; } = [];

    /// <summary>Activity of each population.</summary>
    public IReadOnlyList<PopulationSummary> Populations { get; init; } = [];

    /// <summary>Figures, already drawn.</summary>
    public IReadOnlyList<ExperimentFigure> Figures { get; init; } = [];

    /// <summary>Remarks.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];

    /// <summary>What it cost.</summary>
    public RunCounters Counters { get; init; } = new();

    /// <summary>A measured quantity; NaN where the point has none of that name.</summary>
    public double Measured(string name)
    {
        foreach (var (each, value) in Measures)
        {
            if (each == name)
            {
                return value;
            }
        }

        return double.NaN;
    }

    /// <summary>What is kept of a result: all but spikes, files and the answer. Figures are drawn now.</summary>
    internal static PointFindings Of(ExperimentResult result) => new()
    {
        Measures = result.Measurements,
        Checks = result.Checks,
        Populations = result.Populations,
        Figures = [.. result.Figures.Select(figure => figure with { Drawn = figure.ToSvg(), Figure = new Figure() })],
        Notes = result.Notes,
        Counters = result.Counters,
    };
}
