using static Neuropil.Units;

namespace Neuropil.Experiments;

/// <summary>The parameters of <see cref="EiFractionSweepExperiment"/>.</summary>
internal sealed record EiFractionSweepParameters
{
    [Option("fractions of excitatory cells to try", MoreThan = "0", AtMost = "0.999")]
    public IReadOnlyList<double> ExcitatoryFractions { get; init; } = [0.5, 0.6, 0.7, 0.75, 0.8, 0.85, 0.9, 0.95];

    [Option("cells in all", AtLeast = "10")] public int Cells { get; init; } = 4000;
    [Option("wirings at each fraction", AtLeast = "1")] public int Wirings { get; init; } = 2;
    [Option("simulated time of each run", MoreThan = "0 ms", Unit = "ms")] public Time Duration { get; init; } = 300 * ms;
    [Option("time step", Name = "dt", MoreThan = "0 ms", Unit = "ms")] public Time TimeStep { get; init; } = 0.1 * ms;
}

/// <summary>The tutorial's second exercise: change the fraction of excitatory cells.</summary>
internal sealed class EiFractionSweepExperiment : Experiment<EiFractionSweepParameters>
{
    // At the tutorial's own fraction this is the tutorial's network over 300 ms.
    private static readonly Reference<EiFractionSweepParameters> tutorial = new Reference<EiFractionSweepParameters>(
        "rate at a fraction of 0.8 (Hz)", 35.9,
        "an independent C program that does what the tutorial's code does, 300 ms; 4 SD of its 100 ms counts",
        p => p.Duration == new EiFractionSweepParameters().Duration && p.Cells == 4000 && p.TimeStep == 0.1 * ms).Within(4 * 35.9 * 1036 / 12_693);

    public override string Name => "ei-fraction-sweep";

    public override string Question => "What does the network do when a larger part of its cells is excitatory?";

    public override string Source => "the E-I network tutorial, exercise 2";

    public override bool HasPoints => true;

    public override void Run(EiFractionSweepParameters p, Session session, Findings findings)
    {
        EiNetworkParameters At(double fraction)
        {
            int excitatory = Math.Clamp((int)Math.Round(p.Cells * fraction), 1, p.Cells - 1);
            return EiNetworkPresets.AsRun(new()) with
            {
                Excitatory = excitatory, Inhibitory = p.Cells - excitatory, Duration = p.Duration, TimeStep = p.TimeStep,
            };
        }

        var sweep = EiSweep.Run(
            p.ExcitatoryFractions, p.Wirings, At, new Axis("Excitatory fraction"), fraction => $"fraction {fraction:G3}", Answer, session, findings);
        if (sweep.Points.FirstOrDefault(point => Math.Abs(point.Value - 0.8) < 1e-9) is { } point)
        {
            findings.Check(tutorial, p, point.Mean(EiSweep.Rate));
        }
    }

    private static string Answer(SweepPoint<double> low, SweepPoint<double> high, SweepPoint<double> most)
    {
        string Change(string measure, string format) => $"{StatisticText.Of(low.Mean(measure), format)} to {StatisticText.Of(high.Mean(measure), format)}";
        return $"From a fraction of {low.Value:G3} to {high.Value:G3} the rate goes from {Change(EiSweep.Rate, "F0")} Hz, "
            + $"the silent cells from {Change(EiSweep.Silent, "F0")} % and synchrony chi from {Change(EiSweep.Synchrony, "F2")} "
            + $"(largest, {StatisticText.Of(most.Mean(EiSweep.Synchrony), "F2")}, at {most.Value:G3}). CV of the intervals {Change(EiSweep.Cv, "F2")}.";
    }
}
