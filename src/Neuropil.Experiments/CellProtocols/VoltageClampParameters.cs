using static Neuropil.Units;

namespace Neuropil.Experiments;

/// <summary>The parameters of <see cref="VoltageClampExperiment"/>.</summary>
internal sealed record VoltageClampParameters
{
    [Option("channel, as 'neuropil models' lists them")] public string Channel { get; init; } = "sodium-hodgkin-huxley";

    [Option("lowest potential of the curves", Unit = "mV", AtLeast = "-200 mV", AtMost = "200 mV")]
    public Voltage Lowest { get; init; } = -100 * mV;

    [Option("highest potential of the curves", Unit = "mV", AtLeast = "-200 mV", AtMost = "200 mV")]
    public Voltage Highest { get; init; } = 50 * mV;

    [Option("potentials of the curves", AtLeast = "3", AtMost = "1000")] public int Potentials { get; init; } = 31;

    [Option("temperature in degrees Celsius, for channels that depend on it", MoreThan = "-273.15", AtMost = "100")]
    public double Celsius { get; init; } = 6.3;

    [Option("concentration of calcium inside, which is held fixed (2 mM outside)", Unit = "uM", MoreThan = "0 uM")]
    public Concentration Calcium { get; init; } = 0.24 * uM;

    [Option(
        "time step, of which slow channels take multiples; gates are advanced exactly for any", Name = "dt", MoreThan = "0 ms", AtMost = "1 ms", Unit = "ms")]
    public Time TimeStep { get; init; } = 0.01 * ms;
}
