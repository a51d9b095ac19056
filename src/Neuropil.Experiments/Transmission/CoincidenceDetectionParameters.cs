using static Neuropil.Units;

namespace Neuropil.Experiments;

/// <summary>The parameters of <see cref="CoincidenceDetectionExperiment"/>.</summary>
internal sealed record CoincidenceDetectionParameters
{
    [Option("height of the back-propagating spike", MoreThan = "0 mV", AtMost = "150 mV", Unit = "mV")] public Voltage SpikeHeight { get; init; } = 100 * mV;

    [Option("its decay: the fast part, its time constant, and that of the rest", MoreThan = "0", AtMost = "1")] public double FastPart { get; init; } = 0.75;

    [Option("time constant of its fast part", MoreThan = "0 ms", Unit = "ms")] public Time FastDecay { get; init; } = 3 * ms;
    [Option("time constant of its slow part", MoreThan = "0 ms", Unit = "ms")] public Time SlowDecay { get; init; } = 25 * ms;
    [Option("resting potential", AtLeast = "-90 mV", AtMost = "-50 mV", Unit = "mV")] public Voltage Rest { get; init; } = -70 * mV;

    [Option("times of the postsynaptic spike after the presynaptic one", AtLeast = "-100 ms", AtMost = "200 ms", Unit = "ms")]
    public IReadOnlyList<Time> Timings { get; init; } =
    [
        -60 * ms, -40 * ms, -30 * ms, -20 * ms, -15 * ms, -10 * ms, -5 * ms, -2 * ms, 0 * ms, 2 * ms, 5 * ms, 10 * ms, 15 * ms, 20 * ms, 30 * ms, 40 * ms,
        60 * ms,
        80 * ms, 100 * ms, 140 * ms,
    ];

    [Option("concentration of magnesium outside", AtLeast = "0 mM", Unit = "mM")] public Concentration Magnesium { get; init; } = 1 * mM;
    [Option("time constant at which calcium is removed", MoreThan = "0 ms", Unit = "ms")] public Time CalciumRemoval { get; init; } = 20 * ms;
    [Option("time step", Name = "dt", MoreThan = "0 ms", AtMost = "0.1 ms", Unit = "ms")] public Time TimeStep { get; init; } = 0.02 * ms;

    /// <summary>The receptor.</summary>
    internal Nmda Receptor => new("nmda") { Magnesium = Magnesium, CalciumRemoval = CalciumRemoval };

    /// <summary>The potential at a time, ms, after a back-propagating spike; rest before it.</summary>
    internal double Potential(double sinceSpike) => (Rest / mV) + (sinceSpike < 0 ? 0
        : SpikeHeight / mV * ((FastPart * Math.Exp(-sinceSpike / (FastDecay / ms))) + ((1 - FastPart) * Math.Exp(-sinceSpike / (SlowDecay / ms)))));
}
