using static Neuropil.Units;

namespace Neuropil.Experiments;

/// <summary>The tutorial's third exercise: run longer and see whether activity stays, and whether it is asynchronous.</summary>
public sealed class EiLongRunExperiment : Experiment<EiLongRunParameters>
{
    private const int Windows = 10;

    // Ten windows of two bins of synchrony at least; a voltage of more than the last 300 ms is a band of ink.
    private static readonly Time shortest = 100 * ms;
    private static readonly Time shownVoltage = 300 * ms;

    /// <inheritdoc/>
    public override string Name => "ei-long-run";

    /// <inheritdoc/>
    public override string Question => "Does the network keep a steady asynchronous activity when it runs for long?";

    /// <inheritdoc/>
    public override string Source => "the E-I network tutorial, exercise 3";

    /// <inheritdoc/>
    public override ExperimentResult Run(EiLongRunParameters parameters, ExperimentContext context)
    {
        var network = EiNetworkPresets.AsRun(new EiNetworkParameters()) with { Duration = parameters.Duration, TimeStep = parameters.TimeStep };
        var run = EiNetworkRun.Of(network, context.Seed, context, context.Progress, keepsCheckpoint: true);
        if (run.Cells.Duration - parameters.Transient < shortest)
        {
            return Beginning(run, parameters.Transient);
        }

        var steady = run.Cells.Window(parameters.Transient, run.Cells.Duration);
        double[] rates = WindowRates(steady);
        var (early, late) = (rates[..(Windows / 2)], rates[(Windows / 2)..]);
        var spectrum = steady.PopulationRate(1 * ms).Spectrum(Segment(steady.Duration));
        return new ExperimentResult
        {
            Answer = Answer(steady, early.Average(), late.Average(), spectrum),
            Notes = run.Warnings,
            Checks = run.Interrupted ? [] : [DriftCheck(early, late)],
            Figures =
            [
                Raster(run),
                new("windows", "Rate in ten windows after the transient", "Steady activity is a flat line.", WindowPlot(steady, rates)),
                new("spectrum", "Rhythms", "Power spectrum of the rate of all cells after the transient.", spectrum.Plot()),
                new("voltages", "Membrane potentials", $"Three excitatory cells, the last {shownVoltage} at most.", run.Voltages.Window(run.Cells.Duration - shownVoltage, run.Cells.Duration).Plot()),
            ],
            Files = run.VoltageFiles(),
            Spikes = [run.Cells],
            Populations = [PopulationSummary.Of(run.Excitatory), PopulationSummary.Of(run.Inhibitory)],
            Counters = run.Counters,
            Interrupted = run.Interrupted,
        };
    }

    /// <summary>What there is to show of a run that ended, or was interrupted, before statistics make sense.</summary>
    private static ExperimentResult Beginning(EiNetworkRun run, Time transient) => new()
    {
        Answer = $"{run.Cells.Duration} were simulated, of which the first {transient} do not count: too short for an answer.",
        Notes = run.Warnings,
        Figures = [Raster(run)],
        Files = run.VoltageFiles(),
        Spikes = [run.Cells],
        Populations = [PopulationSummary.Of(run.Excitatory), PopulationSummary.Of(run.Inhibitory)],
        Counters = run.Counters,
        Interrupted = run.Interrupted,
    };

    private static ExperimentFigure Raster(EiNetworkRun run)
    {
        SpikeTrains[] both = [run.Excitatory, run.Inhibitory];
        return new("raster", "Spikes", "Each point is a spike; below, the rate of each population.", both.Raster(""));
    }

    private static Time Segment(Time duration) => duration > 500 * ms ? 250 * ms : duration / 2;

    private static double[] WindowRates(SpikeTrains spikes)
    {
        Time width = spikes.Duration / Windows;
        return [.. Enumerable.Range(0, Windows).Select(i => spikes.Window(spikes.Start + (i * width), spikes.Start + ((i + 1) * width)).MeanRate().SiValue)];
    }

    // Two means of five windows each; the tolerance is four standard errors of their difference by Student's t with 8 degrees of freedom at
    // a false-alarm rate of 1e-4, which is 7.1 of them.
    private static Check DriftCheck(double[] early, double[] late)
    {
        const double StudentQuantile = 7.12;
        double error = Math.Sqrt((Variance(early) / early.Length) + (Variance(late) / late.Length));
        return new Check(
            "rate of the second half minus that of the first (Hz)", 0, late.Average() - early.Average(), StudentQuantile * error,
            "steady activity; tolerance from the variance over ten windows (Student's t, 1e-4)");
    }

    private static double Variance(double[] values) => values.Sum(value => Math.Pow(value - values.Average(), 2)) / (values.Length - 1);

    private static string Answer(SpikeTrains steady, double early, double late, PowerSpectrum spectrum)
    {
        double chi = steady.SynchronyChi(5 * ms);
        var peak = spectrum.Peak(10 * Hz, 400 * Hz);
        double unsynchronised = 1 / Math.Sqrt(steady.NeuronCount);
        string course = late < early / 2 ? "Activity fades" : late > 2 * early ? "Activity grows" : early + late > 0 ? "Activity lasts" : "There is no activity";
        // Chi of independent cells is 1 / sqrt(N); between that and twice that, nobody sees a difference.
        string kind = chi > 2 * unsynchronised ? "It is not fully asynchronous" : chi > 0 ? "It is asynchronous" : "Synchrony has no value";
        return $"{course}: {early:F1} Hz in the first half after the transient, {late:F1} Hz in the second. "
            + $"{kind}: synchrony chi is {StatisticText.Of(chi, "F3")} in bins of 5 ms, where {steady.NeuronCount} independent cells would have {unsynchronised:F3}, "
            + $"and the population rate has its largest power at {StatisticText.Of(peak.Frequency.SiValue, "F0")} Hz. "
            + $"CV of the intervals {StatisticText.Of(steady.InterspikeIntervals().Cv, "F2")}; {100 * steady.SilentFraction():F0} % of the cells are silent.";
    }

    private static Figure WindowPlot(SpikeTrains spikes, double[] rates)
    {
        double width = (spikes.Duration / Windows) / s;
        double[] centres = [.. Enumerable.Range(0, Windows).Select(i => (spikes.Start / s) + ((i + 0.5) * width))];
        return new Figure
        {
            Panels =
            [
                new Panel
                {
                    X = new Axis("Time", "s"),
                    Y = new Axis("Rate", "Hz") { Minimum = 0 },
                    Layers = [new Series("", centres, rates) { Marker = Marker.Circle }],
                },
            ],
        };
    }
}

/// <summary>The parameters of <see cref="EiLongRunExperiment"/>.</summary>
public sealed record EiLongRunParameters
{
    /// <summary>Duration.</summary>
    [Option("simulated time", AtLeast = "20 ms", Unit = "ms")]
    public Time Duration { get; init; } = 3000 * ms;

    /// <summary>Transient.</summary>
    [Option("time at the beginning that statistics leave out", AtLeast = "0 ms", Unit = "ms")]
    public Time Transient { get; init; } = 200 * ms;

    /// <summary>Time step.</summary>
    [Option("time step", Name = "dt", MoreThan = "0 ms", Unit = "ms")]
    public Time TimeStep { get; init; } = 0.1 * ms;
}
