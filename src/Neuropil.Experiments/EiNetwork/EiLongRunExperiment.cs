using static Neuropil.Units;

namespace Neuropil.Experiments;

/// <summary>The parameters of <see cref="EiLongRunExperiment"/>.</summary>
internal sealed record EiLongRunParameters
{
    [Option("simulated time", AtLeast = "20 ms", Unit = "ms")] public Time Duration { get; init; } = 3000 * ms;
    [Option("time at the beginning that statistics leave out", AtLeast = "0 ms", Unit = "ms")] public Time Transient { get; init; } = 200 * ms;
    [Option("time step", Name = "dt", MoreThan = "0 ms", Unit = "ms")] public Time TimeStep { get; init; } = 0.1 * ms;
}

/// <summary>The tutorial's third exercise: run longer and see whether activity stays, and whether it is asynchronous.</summary>
internal sealed class EiLongRunExperiment : Experiment<EiLongRunParameters>
{
    private const int Windows = 10;

    // Ten windows of two bins of synchrony at least; a voltage of more than the last 300 ms is a band of ink.
    private static readonly Time shortest = 100 * ms;

    public override string Name => "ei-long-run";

    public override string Question => "Does the network keep a steady asynchronous activity when it runs for long?";

    public override string Source => "the E-I network tutorial, exercise 3";

    public override void Run(EiLongRunParameters p, Session session, Findings findings)
    {
        var network = EiNetworkPresets.AsRun(new()) with { Duration = p.Duration, TimeStep = p.TimeStep };
        var run = new EiNetworkRun(network, session.Seed, session, traces: true);
        findings.Always(() => Show(run, p, findings));
        run.Advance(p.Duration);
        if (run.Cells.Duration - p.Transient >= shortest)
        {
            double[] rates = WindowRates(run.Cells.Window(p.Transient, run.Cells.Duration));
            CheckDrift(rates[..(Windows / 2)], rates[(Windows / 2)..], findings);
        }
    }

    // A run that ended, or was stopped, before statistics make sense, shows its raster only.
    private static void Show(EiNetworkRun run, EiLongRunParameters p, Findings findings)
    {
        run.Show(findings);
        if (run.Cells.Duration - p.Transient < shortest)
        {
            findings.Answer($"{run.Cells.Duration} were simulated, of which the first {p.Transient} do not count: too short for an answer.");
            return;
        }

        var steady = run.Cells.Window(p.Transient, run.Cells.Duration);
        double[] rates = WindowRates(steady);
        double width = (steady.Duration / Windows) / second;
        double[] centres = [.. Enumerable.Range(0, Windows).Select(i => (steady.Start / second) + ((i + 0.5) * width))];
        var spectrum = steady.PopulationRate(1 * ms).Spectrum(steady.Duration > 500 * ms ? 250 * ms : steady.Duration / 2);
        findings.Answer(Answer(steady, rates[..(Windows / 2)].Average(), rates[(Windows / 2)..].Average(), spectrum));
        findings.Figure("windows", "Rate in ten windows after the transient", "Steady activity is a flat line.", Plot.Single(
            new Axis("Time", "s"), new Axis("Rate", "Hz") { Minimum = 0 }, new Series("", centres, rates) { Marker = Marker.Circle }));
        findings.Figure("spectrum", "Rhythms", "Power spectrum of the rate of all cells after the transient.", spectrum.Plot());
        run.ShowVoltages(findings);
    }

    private static double[] WindowRates(SpikeTrains spikes)
    {
        Time width = spikes.Duration / Windows;
        return [.. Enumerable.Range(0, Windows).Select(i => spikes.Window(spikes.Start + (i * width), spikes.Start + ((i + 1) * width)).MeanRate().SiValue)];
    }

    // Two means of five windows each; the tolerance is four standard errors of their difference by Student's t with 8 degrees of freedom at
    // a false-alarm rate of 1e-4, which is 7.1 of them.
    private static void CheckDrift(double[] early, double[] late, Findings findings)
    {
        const double StudentQuantile = 7.12;
        double error = Math.Sqrt((Variance(early) / early.Length) + (Variance(late) / late.Length));
        findings.Check(
            "rate of the second half minus that of the first (Hz)", 0, late.Average() - early.Average(), StudentQuantile * error,
            "steady activity; tolerance from the variance over ten windows (Student's t, 1e-4)");
    }

    private static double Variance(double[] values) => values.Sum(value => Math.Pow(value - values.Average(), 2)) / (values.Length - 1);

    private static string Answer(SpikeTrains steady, double early, double late, PowerSpectrum spectrum)
    {
        double chi = steady.SynchronyChi(5 * ms);
        var peak = spectrum.Peak(10 * Hz, 400 * Hz);
        double unsynchronised = 1 / Math.Sqrt(steady.NeuronCount);
        string course = late < early / 2 ? "Activity fades" : late > 2 * early ? "Activity grows"
            : early + late > 0 ? "Activity lasts" : "There is no activity";

        // Chi of independent cells is 1 / sqrt(N); between that and twice that, nobody sees a difference.
        string kind = chi > 2 * unsynchronised ? "It is not fully asynchronous" : chi > 0 ? "It is asynchronous" : "Synchrony has no value";
        return $"{course}: {early:F1} Hz in the first half after the transient, {late:F1} Hz in the second. "
            + $"{kind}: synchrony chi is {StatisticText.Of(chi, "F3")} in bins of 5 ms, "
            + $"where {steady.NeuronCount} independent cells would have {unsynchronised:F3}, "
            + $"and the population rate has its largest power at {StatisticText.Of(peak.Frequency.SiValue, "F0")} Hz. "
            + $"CV of the intervals {StatisticText.Of(steady.InterspikeIntervals().Cv, "F2")}; {100 * steady.SilentFraction():F0} % of the cells are silent.";
    }
}
