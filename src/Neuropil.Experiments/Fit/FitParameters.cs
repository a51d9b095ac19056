using static Neuropil.Units;

namespace Neuropil.Experiments;

/// <summary>The parameters of <see cref="FitExperiment"/>.</summary>
internal sealed record FitParameters
{
    [Option("CSV file with an f-I curve (columns current, rate and, if known, sd); without one, synthetic data of known parameters")]
    public string Data { get; init; } = "";

    [Option("cell model, see 'neuropil models'")] public string Model { get; init; } = "leaky-integrate-and-fire";

    [Option("parameters of the model that are fitted, separated by commas")]
    public IReadOnlyList<string> Parameters { get; init; } = ["capacitance", "threshold"];

    [Option("where they start, one value for each; without them, the model's defaults (for synthetic data: beside the truth)")]
    public IReadOnlyList<string> Start { get; init; } = [];

    [Option("their smallest values, one for each; without them, a twentieth of the start, or 20 mV below it")]
    public IReadOnlyList<string> Lower { get; init; } = [];

    [Option("their largest values, one for each; without them, twenty times the start, or 20 mV above it")]
    public IReadOnlyList<string> Upper { get; init; } = [];

    [Option("name of the column of currents; its unit stands behind it, as in current (pA)")] public string CurrentColumn { get; init; } = "current";
    [Option("name of the column of rates")] public string RateColumn { get; init; } = "rate";
    [Option("name of the column of the rates' standard deviations, if there is one")] public string DeviationColumn { get; init; } = "sd";
    [Option("unit of currents whose column names none, such as pA")] public string CurrentUnit { get; init; } = "";
    [Option("smallest current of synthetic data", Unit = "pA")] public Current SmallestCurrent { get; init; } = 120 * pA;
    [Option("largest current of synthetic data", Unit = "pA")] public Current LargestCurrent { get; init; } = 400 * pA;
    [Option("points of synthetic data", AtLeast = "2", AtMost = "10000")] public int Points { get; init; } = 20;
    [Option("standard deviation of the noise on synthetic rates", MoreThan = "0 Hz", Unit = "Hz")] public Frequency Noise { get; init; } = 1 * Hz;

    [Option("number of synthetic data sets; with several, how often the interval holds the truth is checked", AtLeast = "1", AtMost = "10000")]
    public int Repeats { get; init; } = 1;

    [Option("time for which each current flows before intervals count", AtLeast = "0 ms", Unit = "ms")] public Time Settle { get; init; } = 200 * ms;

    [Option("time for which intervals are collected: at least a few of the longest", MoreThan = "0 ms", Unit = "ms")]
    public Time Duration { get; init; } = 500 * ms;

    [Option("time step", Name = "dt", MoreThan = "0 ms", Unit = "ms")] public Time TimeStep { get; init; } = 0.05 * ms;
}
