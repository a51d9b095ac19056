using static Neuropil.Units;

namespace Neuropil.Experiments;

/// <summary>The parameters of <see cref="CurrentClampExperiment"/>.</summary>
internal sealed record CurrentClampParameters
{
    /// <summary>The text that stands for a value that the experiment finds itself.</summary>
    internal const string Auto = "auto";

    [Option("cell model, as 'neuropil models' lists them, or passive-membrane")] public string Model { get; init; } = "hodgkin-huxley";
    [Option("lowest current of the f-I curve, absolute or per area: '0.1 nA', '2 uA/cm^2'")] public string LowestCurrent { get; init; } = "0 pA";

    [Option("highest current of the f-I curve; auto for three times a current that makes the cell fire on and on")]
    public string HighestCurrent { get; init; } = Auto;

    [Option("currents of the f-I curve", AtLeast = "3", AtMost = "100000")] public int Currents { get; init; } = 61;

    [Option("current for input resistance and time constant; auto for one that moves the membrane by half a millivolt")]
    public string TestCurrent { get; init; } = Auto;

    [Option("time before a step begins", Unit = "ms", MoreThan = "0 ms")] public Time Onset { get; init; } = 100 * ms;
    [Option("duration of a step", Unit = "ms", AtLeast = "10 ms")] public Time Duration { get; init; } = 1000 * ms;
    [Option("integration method of f-I curve and traces")] public string Method { get; init; } = "rk4";
    [Option("time step of f-I curve and traces", Name = "dt", MoreThan = "0 ms", Unit = "ms")] public Time TimeStep { get; init; } = 0.01 * ms;

    /// <summary>How the steps are given.</summary>
    internal StepProtocol Steps => new(Onset, Duration, TimeStep, OptionText.Method("method", Method));
}
