namespace NeuropilExperiment;

/// <summary>The options of the experiment; a new one has the defaults.</summary>
public sealed record FiringParameters
{
    [Option("number of cells", AtLeast = "1")] public int Cells { get; init; } = 100;

    [Option("injected current", AtLeast = "0 pA", Unit = "pA")] public Current Current { get; init; } = 400 * pA;

    [Option("conductance that an inhibitory spike opens", AtLeast = "0 nS", Unit = "nS")] public Conductance Weight { get; init; } = 0 * nS;

    [Option("simulated time", MoreThan = "0 ms")] public Time Duration { get; init; } = 500 * ms;

    [Option("time step", Name = "dt", MoreThan = "0 ms")] public Time TimeStep { get; init; } = 0.1 * ms;
}
