using System.Numerics;
using static Neuropil.Units;

namespace Neuropil.Experiments;

/// <summary>The parameters of <see cref="SynapseAsFilterExperiment"/>.</summary>
internal sealed record SynapseAsFilterParameters
{
    [Option("rise time constant of the receptor", MoreThan = "0 ms", AtMost = "50 ms", Unit = "ms")] public Time Rise { get; init; } = 2 * ms;
    [Option("decay time constant of the receptor", MoreThan = "0 ms", AtMost = "50 ms", Unit = "ms")] public Time Decay { get; init; } = 8 * ms;

    [Option("frequencies at which gain and phase are checked", MoreThan = "0 Hz", AtMost = "2000 Hz", Unit = "Hz")]
    public IReadOnlyList<Frequency> Frequencies { get; init; } = [1 * Hz, 10 * Hz, 100 * Hz, 500 * Hz];

    [Option("U: the part of the resource that a spike releases", MoreThan = "0", AtMost = "1")] public double Utilization { get; init; } = 0.5;
    [Option("time constant of recovery", MoreThan = "0 ms", AtMost = "5 s", Unit = "ms")] public Time Recovery { get; init; } = 800 * ms;
    [Option("rate of the inputs whose modulation is followed", MoreThan = "0 Hz", AtMost = "100 Hz", Unit = "Hz")]
    public Frequency Rate { get; init; } = 10 * Hz;

    [Option("frequencies of the modulation", AtLeast = "0.05 Hz", AtMost = "50 Hz", Unit = "Hz")]
    public IReadOnlyList<Frequency> Modulations { get; init; } = [0.1 * Hz, 0.3 * Hz, 1 * Hz, 3 * Hz, 10 * Hz];

    [Option("inputs at each frequency, in 100 groups", AtLeast = "200", AtMost = "100000")] public int Inputs { get; init; } = 2000;
    [Option("time step", Name = "dt", MoreThan = "0 ms", AtMost = "0.2 ms", Unit = "ms")] public Time TimeStep { get; init; } = 0.05 * ms;

    /// <summary>The receptor's transfer function over its value at frequency zero.</summary>
    internal Complex Transfer(double hertz)
    {
        var s = new Complex(0, 2 * Math.PI * hertz / 1000);
        return 1 / ((1 + (s * (Rise / ms))) * (1 + (s * (Decay / ms))));
    }

    /// <summary>The same of its samples: two stages, each a geometric series.</summary>
    internal Complex SampledTransfer(double hertz)
    {
        var z = Complex.Exp(new Complex(0, -2 * Math.PI * hertz / 1000 * (TimeStep / ms)));
        var (a, b) = (Math.Exp(-(TimeStep / Rise)), Math.Exp(-(TimeStep / Decay)));
        return z * (1 - a) * (1 - b) / ((1 - (a * z)) * (1 - (b * z)));
    }

    /// <summary>How the release of depressing synapses follows a modulation of the rate, over the mean release per spike.</summary>
    internal Complex Depression(double hertz)
    {
        double uses = Utilization * Rate.SiValue;
        return 1 - (uses / new Complex((1 / Recovery.SiValue) + uses, 2 * Math.PI * hertz));
    }

    /// <summary>The mean release per spike of a Poisson train of a rate in Hz, U/(1 + U r tau).</summary>
    internal double ReleasePerSpike(double rate) => Utilization / (1 + (Utilization * rate * Recovery.SiValue));
}
