using static Neuropil.Units;

namespace Neuropil.Experiments;

/// <summary>The parameters of <see cref="FitExperiment"/>.</summary>
public sealed record FitParameters
{
    /// <summary>The data.</summary>
    [Option("CSV file with an f-I curve (columns current, rate and, if known, sd); without one, synthetic data of known parameters")]
    public string Data { get; init; } = "";

    /// <summary>The cell.</summary>
    [Option("cell model, see 'neuropil models'")]
    public string Model { get; init; } = "leaky-integrate-and-fire";

    /// <summary>The free parameters.</summary>
    [Option("parameters of the model that are fitted, separated by commas")]
    public IReadOnlyList<string> Parameters { get; init; } = ["capacitance", "threshold"];

    /// <summary>Starts.</summary>
    [Option("where they start, one value for each; without them, the model's defaults (for synthetic data: beside the truth)")]
    public IReadOnlyList<string> Start { get; init; } = [];

    /// <summary>Lower bounds.</summary>
    [Option("their smallest values, one for each; without them, a twentieth of the start, or 20 mV below it")]
    public IReadOnlyList<string> Lower { get; init; } = [];

    /// <summary>Upper bounds.</summary>
    [Option("their largest values, one for each; without them, twenty times the start, or 20 mV above it")]
    public IReadOnlyList<string> Upper { get; init; } = [];

    /// <summary>Column of currents.</summary>
    [Option("name of the column of currents; its unit stands behind it, as in current (pA)")]
    public string CurrentColumn { get; init; } = "current";

    /// <summary>Column of rates.</summary>
    [Option("name of the column of rates")]
    public string RateColumn { get; init; } = "rate";

    /// <summary>Column of deviations.</summary>
    [Option("name of the column of the rates' standard deviations, if there is one")]
    public string DeviationColumn { get; init; } = "sd";

    /// <summary>Unit of currents.</summary>
    [Option("unit of currents whose column names none, such as pA")]
    public string CurrentUnit { get; init; } = "";

    /// <summary>Smallest current of synthetic data.</summary>
    [Option("smallest current of synthetic data", Unit = "pA")]
    public Current SmallestCurrent { get; init; } = 120 * pA;

    /// <summary>Largest current of synthetic data.</summary>
    [Option("largest current of synthetic data", Unit = "pA")]
    public Current LargestCurrent { get; init; } = 400 * pA;

    /// <summary>Points of synthetic data.</summary>
    [Option("points of synthetic data", AtLeast = "2", AtMost = "10000")]
    public int Points { get; init; } = 20;

    /// <summary>Noise of synthetic data.</summary>
    [Option("standard deviation of the noise on synthetic rates", MoreThan = "0 Hz", Unit = "Hz")]
    public Frequency Noise { get; init; } = 1 * Hz;

    /// <summary>Data sets.</summary>
    [Option("number of synthetic data sets; with several, how often the interval holds the truth is checked", AtLeast = "1", AtMost = "10000")]
    public int Repeats { get; init; } = 1;

    /// <summary>Settling time.</summary>
    [Option("time for which each current flows before intervals count", AtLeast = "0 ms", Unit = "ms")]
    public Time Settle { get; init; } = 200 * ms;

    /// <summary>Duration.</summary>
    [Option("time for which intervals are collected: at least a few of the longest", MoreThan = "0 ms", Unit = "ms")]
    public Time Duration { get; init; } = 500 * ms;

    /// <summary>Time step.</summary>
    [Option("time step", Name = "dt", MoreThan = "0 ms", Unit = "ms")]
    public Time TimeStep { get; init; } = 0.05 * ms;
}
