using static Neuropil.Units;

namespace Neuropil.Experiments;

/// <summary>The parameters of <see cref="BurstingExperiment"/>.</summary>
internal sealed record BurstingParameters
{
    [Option("weak current into the soma of the Pinsky-Rinzel cell, per area of the cell", Unit = "uA/cm^2")]
    public CurrentDensity WeakCurrent { get; init; } = 0.75 * uA / cm2;

    [Option("strong current into its soma", Unit = "uA/cm^2")] public CurrentDensity StrongCurrent { get; init; } = 2.5 * uA / cm2;

    [Option("currents into its soma over which it is measured", Unit = "uA/cm^2")]
    public IReadOnlyList<CurrentDensity> SomaticCurrents { get; init; }
        = [0.5 * uA / cm2, 0.75 * uA / cm2, 1 * uA / cm2, 1.25 * uA / cm2, 1.5 * uA / cm2, 1.75 * uA / cm2, 2 * uA / cm2, 2.5 * uA / cm2, 3 * uA / cm2];

    [Option("currents into its dendrite over which it is measured", Unit = "uA/cm^2")]
    public IReadOnlyList<CurrentDensity> DendriticCurrents { get; init; }
        = [0.5 * uA / cm2, 0.75 * uA / cm2, 1 * uA / cm2, 1.5 * uA / cm2, 2 * uA / cm2, 2.25 * uA / cm2, 2.5 * uA / cm2, 3 * uA / cm2];

    [Option("conductances between soma and dendrite over which it is measured, at the weak current", MoreThan = "0 mS/cm^2", Unit = "mS/cm^2")]
    public IReadOnlyList<ConductanceDensity> Couplings { get; init; }
        = [0.1 * mS / cm2, 0.5 * mS / cm2, 1 * mS / cm2, 1.5 * mS / cm2, 1.75 * mS / cm2, 2.1 * mS / cm2, 3 * mS / cm2, 5 * mS / cm2, 10 * mS / cm2, 50 * mS / cm2];

    [Option("currents that hyperpolarise the low-threshold spiking cell; the one of largest size is drawn and held to the adaptive solver", Unit = "nA")]
    public IReadOnlyList<Current> Hyperpolarisations { get; init; } = [-0.01 * nA, -0.02 * nA, -0.03 * nA, -0.04 * nA, -0.06 * nA, -0.08 * nA, -0.1 * nA, -0.15 * nA];

    [Option("duration of the hyperpolarisation, which begins at 100 ms", MoreThan = "0 ms", Unit = "ms")]
    public Time HyperpolarisationDuration { get; init; } = 400 * ms;

    [Option("current into the regular-spiking cell", Unit = "nA")] public Current RegularSpikingCurrent { get; init; } = 0.75 * nA;
    [Option("current into the fast-spiking cell", Unit = "nA")] public Current FastSpikingCurrent { get; init; } = 0.8 * nA;

    [Option("spikes that are no further apart belong to one burst", MoreThan = "0 ms", Unit = "ms")]
    public Time BurstInterval { get; init; } = 15 * ms;

    [Option("simulated time", MoreThan = "0 ms", Unit = "ms")] public Time Duration { get; init; } = 3000 * ms;

    [Option("time at the beginning that statistics of the Pinsky-Rinzel cell leave out", AtLeast = "0 ms", Unit = "ms")]
    public Time Transient { get; init; } = 1000 * ms;

    [Option("whether the first spikes of three cells are held to the adaptive solver")] public bool Convergence { get; init; } = true;

    [Option("time step; convergence is measured at this, a half and a quarter of it", Name = "dt", MoreThan = "0 ms", AtMost = "0.05 ms", Unit = "ms")]
    public Time TimeStep { get; init; } = 0.01 * ms;

    /// <summary>When the hyperpolarisation begins, on the grid.</summary>
    internal Time HyperpolarisationStart => OnGrid(100 * ms);

    /// <summary>When it ends.</summary>
    internal Time Release => OnGrid((100 * ms) + HyperpolarisationDuration);

    private Time OnGrid(Time time) => Math.Round(time / TimeStep) * TimeStep;
}
