using static Neuropil.Units;

namespace Neuropil.Experiments;

/// <summary>The parameters of <see cref="EiInhibitionSweepExperiment"/>.</summary>
internal sealed record EiInhibitionSweepParameters
{
    [Option("inhibitory weights to try", Unit = "nS", AtLeast = "0 nS")]
    public IReadOnlyList<Conductance> InhibitoryWeights { get; init; } = [10 * nS, 20 * nS, 35 * nS, 50 * nS, 67 * nS, 100 * nS, 150 * nS];

    [Option("wirings at each weight", AtLeast = "1")] public int Wirings { get; init; } = 2;
    [Option("simulated time of each run", MoreThan = "0 ms", Unit = "ms")] public Time Duration { get; init; } = 300 * ms;
    [Option("time step", Name = "dt", MoreThan = "0 ms", Unit = "ms")] public Time TimeStep { get; init; } = 0.1 * ms;
}

/// <summary>The tutorial's first exercise: change the weight of inhibition and look for synchronous bursts.</summary>
internal sealed class EiInhibitionSweepExperiment : Experiment<EiInhibitionSweepParameters>
{
    public override string Name => "ei-inhibition-sweep";

    public override string Question
        => "What do rate, synchrony and silence do when the weight of inhibition changes: does weak inhibition give synchronous bursts?";

    public override string Source => "the E-I network tutorial, exercise 1";

    public override bool HasPoints => true;

    public override void Run(EiInhibitionSweepParameters p, Session session, Findings findings)
    {
        EiNetworkParameters At(double weight)
            => EiNetworkPresets.AsRun(new()) with { InhibitoryWeight = weight * nS, Duration = p.Duration, TimeStep = p.TimeStep };
        var sweep = EiSweep.Run(
            [.. p.InhibitoryWeights.Select(weight => weight / nS)], p.Wirings, At, new Axis("Inhibitory weight", "nS"), weight => $"{weight:G4} nS",
            (weak, strong, most) => Answer(weak, strong, most, EiSweep.Transient(p.Duration)), session, findings);
        foreach (var reference in new[] { Rate(67, 35.9), Rate(20, 194) })
        {
            if (sweep.Points.FirstOrDefault(point => Math.Abs(point.Value - reference.Weight) < 1e-9) is { } point)
            {
                findings.Check(reference.Reference, p, point.Mean(EiSweep.Rate));
            }
        }
    }

    // The number of spikes of 30 wirings in 100 ms has a standard deviation of 1036 / 12693; a longer run's is smaller. Four of them.
    private static (double Weight, Reference<EiInhibitionSweepParameters> Reference) Rate(double weight, double hertz)
        => (weight, new Reference<EiInhibitionSweepParameters>(
            $"rate at {weight:G3} nS (Hz)", hertz, "an independent C program that does what the tutorial's code does, 300 ms",
            p => p.Duration == new EiInhibitionSweepParameters().Duration && p.TimeStep == new EiInhibitionSweepParameters().TimeStep)
            .Within(4 * 1036.0 / 12_693 * hertz));

    private static string Answer(SweepPoint<double> weak, SweepPoint<double> strong, SweepPoint<double> most, Time transient)
    {
        string Change(string measure, string format) => $"{StatisticText.Of(strong.Mean(measure), format)} to {StatisticText.Of(weak.Mean(measure), format)}";
        bool runaway = weak.Mean(EiSweep.Rate) > 3 * strong.Mean(EiSweep.Rate) && weak.Mean(EiSweep.Cv) < 0.5;
        return $"From {strong.Value:G4} to {weak.Value:G4} nS the rate goes from {Change(EiSweep.Rate, "F0")} Hz, "
            + $"the silent cells from {Change(EiSweep.Silent, "F0")} %, the CV of the intervals from {Change(EiSweep.Cv, "F2")} "
            + $"and synchrony chi (after {transient}, bins of 5 ms) from {Change(EiSweep.Synchrony, "F2")}; "
            + $"it is largest ({StatisticText.Of(most.Mean(EiSweep.Synchrony), "F2")}) at {most.Value:G4} nS. "
            + (runaway ? "Weak inhibition gives tonic runaway firing at a high and regular rate in every cell, not synchronous bursts." : "");
    }
}
