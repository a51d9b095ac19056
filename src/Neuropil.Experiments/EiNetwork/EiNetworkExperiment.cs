namespace Neuropil.Experiments;

/// <summary>The tutorial's network with its printed values, or a published variant of it.</summary>
public sealed class EiNetworkExperiment : Experiment<EiNetworkParameters>
{
    private const double SpectrumNeedsSeconds = 0.5;

    /// <inheritdoc/>
    public override string Name => "ei-network";

    /// <inheritdoc/>
    public override string Question => "How does a network of 3200 excitatory and 800 inhibitory Hodgkin-Huxley cells fire?";

    /// <inheritdoc/>
    public override string Source => "the E-I network tutorial; Brette et al., J. Comput. Neurosci. 23 (2007), benchmark 3; Traub and Miles (1991)";

    /// <inheritdoc/>
    public override IReadOnlyList<Preset<EiNetworkParameters>> Presets => EiNetworkPresets.All;

    /// <inheritdoc/>
    public override IEnumerable<string?> ValidationPresets(bool full) => [null, "as-run", "cobahh"];

    /// <inheritdoc/>
    public override ExperimentResult Run(EiNetworkParameters parameters, ExperimentContext context)
    {
        var runs = new List<EiNetworkRun>();
        for (int repeat = 0; repeat < parameters.Repeats; repeat++)
        {
            var progress = parameters.Repeats == 1 ? context.Progress : context.Progress.Part(repeat, parameters.Repeats);
            runs.Add(EiNetworkRun.Of(parameters, context.Seed + (ulong)repeat, context, progress, keepsCheckpoint: parameters.Repeats == 1, traces: repeat == 0));
            if (runs[^1].Interrupted)
            {
                break;
            }
        }

        var first = runs[0];
        bool interrupted = runs[^1].Interrupted;
        return new ExperimentResult
        {
            Answer = Describe(first),
            Notes = first.Warnings,
            Checks = interrupted ? [] : EiNetworkReference.Checks(parameters with { Repeats = 1 }, runs),
            Figures = Figures(first),
            Files = first.VoltageFiles(),
            Spikes = [first.Cells],
            Populations = [PopulationSummary.Of(first.Excitatory), PopulationSummary.Of(first.Inhibitory)],
            Counters = runs.Select(run => run.Counters).Aggregate((sum, next) => sum.Add(next)),
            Interrupted = interrupted,
        };
    }

    /// <inheritdoc/>
    protected override void Validate(EiNetworkParameters parameters)
    {
        EiNetworkModel.Initial(parameters);
        Integrators.ByName(parameters.Method);
    }

    private static string Describe(EiNetworkRun run)
    {
        var spikes = run.Cells;
        if (!(spikes.Duration.SiValue > 0))
        {
            return "Nothing was simulated: the run is shorter than half a time step, or it was interrupted before the first.";
        }

        return $"{spikes.Count} spikes of {spikes.NeuronCount} cells in {spikes.Duration}: {spikes.MeanRate().SiValue:F1} Hz on average, "
            + $"{spikes.SilentCount()} cells silent, population synchrony chi {StatisticText.Of(spikes.SynchronyChi(5 * Units.ms), "F2")} in bins of 5 ms.";
    }

    private static List<ExperimentFigure> Figures(EiNetworkRun run)
    {
        SpikeTrains[] both = [run.Excitatory, run.Inhibitory];
        List<ExperimentFigure> figures =
        [
            new("raster", "Spikes", "Each point is a spike; below, the rate of each population.", both.Raster("")),
            new("voltages", "Membrane potentials", "Three excitatory cells.", run.Voltages.Plot()),
        ];
        if (run.Cells.Duration.SiValue >= SpectrumNeedsSeconds)
        {
            figures.Add(new(
                "spectrum", "Rhythms", "Power spectrum of the rate of all cells (Welch's method, bins of 1 ms).",
                run.Cells.PopulationRate(1 * Units.ms).Spectrum(250 * Units.ms).Plot()));
        }

        return figures;
    }
}
