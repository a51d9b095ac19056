using static Neuropil.Units;

namespace Neuropil.Experiments;

/// <summary>The parameters of <see cref="StabilityExperiment"/>: a circuit of two rates, and a network of spiking cells.</summary>
internal sealed record StabilityParameters
{
    [Option("w_EI, the weight of inhibition onto excitation: the one to turn", AtLeast = "0", AtMost = "100")] public double Inhibition { get; init; } = 1.5;
    [Option("w_EE, the weight of excitation onto itself; above 1 it would run away alone", MoreThan = "1", AtMost = "10")]
    public double RecurrentExcitation { get; init; } = 2;

    [Option("w_IE, the weight of excitation onto inhibition", MoreThan = "0", AtMost = "10")] public double DriveOfInhibition { get; init; } = 2;
    [Option("w_II, the weight of inhibition onto itself", AtLeast = "0", AtMost = "10")] public double SelfInhibition { get; init; } = 1;
    [Option("time constant of the excitatory rate", AtLeast = "1 ms", AtMost = "100 ms", Unit = "ms")] public Time ExcitatoryTime { get; init; } = 20 * ms;
    [Option("time constant of the inhibitory rate", AtLeast = "1 ms", AtMost = "400 ms", Unit = "ms")] public Time InhibitoryTime { get; init; } = 10 * ms;
    [Option("time step of the rates", MoreThan = "0 ms", AtMost = "0.1 ms", Unit = "ms")] public Time RateStep { get; init; } = 0.01 * ms;
    [Option("excitatory spiking cells; a quarter as many inhibit", AtLeast = "400", AtMost = "40000")] public int Excitatory { get; init; } = 1000;
    [Option("excitatory synapses of a spiking cell", AtLeast = "40", AtMost = "4000")] public int Synapses { get; init; } = 100;
    [Option("strength of an inhibitory synapse over that of an excitatory one, for each network", AtLeast = "0", AtMost = "20")]
    public IReadOnlyList<double> Strengths { get; init; } = [2, 3, 3.5, 4.5, 5, 6, 8];

    [Option("rate of the input over the one that reaches the threshold alone, for each network", AtLeast = "0", AtMost = "10")]
    public IReadOnlyList<double> Inputs { get; init; } = [0.5, 0.8, 1.2, 2, 3];

    [Option("measured time of each spiking network, after 200 ms", AtLeast = "50 ms", Unit = "ms")] public Time Duration { get; init; } = 200 * ms;
    [Option("time step of the spiking cells", Name = "dt", MoreThan = "0 ms", AtMost = "0.2 ms", Unit = "ms")] public Time TimeStep { get; init; } = 0.1 * ms;

    /// <summary>The time between samples of courses.</summary>
    public Time Sampling => Math.Max(1, Math.Round(ExcitatoryTime / RateStep / 20)) * RateStep;

    /// <summary>The circuit.</summary>
    public EiRateCircuit Circuit => new(RecurrentExcitation, Inhibition, DriveOfInhibition, SelfInhibition, ExcitatoryTime, InhibitoryTime);

    /// <summary>A network of spiking cells. The weight goes with 1/sqrt(K): the paper's 0.1 mV at its 1000 synapses.</summary>
    public BrunelParameters Network(double strength, double input) => new()
    {
        Excitatory = Excitatory, Inhibitory = Excitatory / 4, ConnectionProbability = (double)Synapses / Excitatory,
        Weight = 0.1 * Math.Sqrt(1000.0 / Synapses) * mV, InhibitoryRatio = strength, ExternalRatio = input, Duration = Duration, TimeStep = TimeStep,
    };
}
