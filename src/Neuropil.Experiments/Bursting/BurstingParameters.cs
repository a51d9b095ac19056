using static Neuropil.Units;

namespace Neuropil.Experiments;

/// <summary>The parameters of <see cref="BurstingExperiment"/>.</summary>
internal sealed record BurstingParameters
{
    [Option("weak current into the soma, per area of the cell", Unit = "uA/cm^2")] public CurrentDensity WeakCurrent { get; init; } = 0.75 * uA / cm2;
    [Option("strong current into the soma", Unit = "uA/cm^2")] public CurrentDensity StrongCurrent { get; init; } = 2.5 * uA / cm2;

    [Option("currents into the soma over which the cell is measured", Unit = "uA/cm^2")]
    public IReadOnlyList<CurrentDensity> SomaticCurrents { get; init; }
        = [0.5 * uA / cm2, 0.75 * uA / cm2, 1 * uA / cm2, 1.25 * uA / cm2, 1.5 * uA / cm2, 1.75 * uA / cm2, 2 * uA / cm2, 2.5 * uA / cm2, 3 * uA / cm2];

    [Option("currents into the dendrite over which it is measured", Unit = "uA/cm^2")]
    public IReadOnlyList<CurrentDensity> DendriticCurrents { get; init; }
        = [0.5 * uA / cm2, 0.75 * uA / cm2, 1 * uA / cm2, 1.5 * uA / cm2, 2 * uA / cm2, 2.25 * uA / cm2, 2.5 * uA / cm2, 3 * uA / cm2];

    [Option("conductances between soma and dendrite over which it is measured, at the weak current", MoreThan = "0 mS/cm^2", Unit = "mS/cm^2")]
    public IReadOnlyList<ConductanceDensity> Couplings { get; init; } =
    [
        0.1 * mS / cm2, 0.5 * mS / cm2, 1 * mS / cm2, 1.5 * mS / cm2, 1.75 * mS / cm2, 2.1 * mS / cm2, 3 * mS / cm2, 5 * mS / cm2, 10 * mS / cm2, 50 * mS / cm2,
    ];

    [Option("spikes that are no further apart belong to one burst", MoreThan = "0 ms", Unit = "ms")] public Time BurstInterval { get; init; } = 15 * ms;
    [Option("simulated time", MoreThan = "0 ms", Unit = "ms")] public Time Duration { get; init; } = 3000 * ms;
    [Option("time at the beginning that statistics leave out", AtLeast = "0 ms", Unit = "ms")] public Time Transient { get; init; } = 1000 * ms;
    [Option("whether the first spikes are held to the adaptive solver")] public bool Convergence { get; init; } = true;

    [Option("time step; convergence is measured at this, a half and a quarter of it", Name = "dt", MoreThan = "0 ms", AtMost = "0.05 ms", Unit = "ms")]
    public Time TimeStep { get; init; } = 0.01 * ms;
}
