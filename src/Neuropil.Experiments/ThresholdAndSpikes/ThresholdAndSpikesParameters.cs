using static Neuropil.Units;

namespace Neuropil.Experiments;

/// <summary>The parameters of <see cref="ThresholdAndSpikesExperiment"/>.</summary>
internal sealed record ThresholdAndSpikesParameters
{
    [Option("threshold levels", Unit = "mV", AtLeast = "-100 mV", AtMost = "100 mV")]
    public IReadOnlyList<Voltage> Levels { get; init; } = [.. Enumerable.Range(0, 26).Select(i => (-70 + (5 * i)) * mV)];

    [Option("refractory period of the definitions that have one", Unit = "ms", MoreThan = "0 ms")]
    public Time RefractoryPeriod { get; init; } = 3 * ms;

    [Option("how far a peak rises and falls at least", Unit = "mV", MoreThan = "0 mV")] public Voltage Prominence { get; init; } = 10 * mV;
    [Option("simulated time", Unit = "ms", AtLeast = "20 ms")] public Time Duration { get; init; } = 510 * ms;

    [Option("multiples of the time step to compare", AtLeast = "1", AtMost = "100")]
    public IReadOnlyList<double> StepMultiples { get; init; } = [1, 2, 5];

    [Option("the smallest time step", Name = "dt", MoreThan = "0 ms", Unit = "ms")] public Time TimeStep { get; init; } = 0.01 * ms;
}
