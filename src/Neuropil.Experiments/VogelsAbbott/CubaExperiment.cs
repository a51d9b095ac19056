using static Neuropil.Distributions;
using static Neuropil.Units;

namespace Neuropil.Experiments;

/// <summary>The parameters of <see cref="CubaExperiment"/>.</summary>
internal sealed record CubaParameters : VogelsAbbottParameters
{
    [Option("current of a spike at an excitatory synapse; 1.62 mV times the leak conductance of 10 nS", AtLeast = "0 pA", Unit = "pA")]
    public Current ExcitatoryWeight { get; init; } = 16.2 * pA;

    [Option("current of a spike at an inhibitory synapse, outward; 9 mV times the leak conductance", AtLeast = "0 pA", Unit = "pA")]
    public Current InhibitoryWeight { get; init; } = 90 * pA;

    [Option("reversal potential of the leak, above the threshold: what drives the cells", Unit = "mV")] public Voltage LeakReversal { get; init; } = -49 * mV;

    // Threshold and reset are all that is not linear.
    public override Integrator Method => Integrators.ExactLinear;

    protected override Population Cells(int count) => new("cells", count, new LeakyIntegrateAndFire { LeakReversal = LeakReversal })
    {
        Initial = { ["V"] = Uniform(-60 * mV, -50 * mV) },
    };

    protected override void Connect(Network network, PopulationSlice excitatory, PopulationSlice inhibitory, Population cells, ConnectionRule rule)
    {
        network.Connect(excitatory, cells, rule, new ExponentialCurrent("excitation") { Decay = ExcitatoryDecay }, ExcitatoryWeight);
        network.Connect(inhibitory, cells, rule, new ExponentialCurrent("inhibition") { Decay = InhibitoryDecay }, -1 * InhibitoryWeight);
    }
}

/// <summary>Integrate-and-fire cells with current synapses, by exact propagators.</summary>
internal sealed class CubaExperiment : Experiment<CubaParameters>
{
    public override string Name => "cuba";

    public override string Question => "How do integrate-and-fire cells with current synapses fire in balance?";

    public override string Source => "Vogels and Abbott, J. Neurosci. 25 (2005); Brette et al., J. Comput. Neurosci. 23 (2007), benchmark 2";

    public override void Run(CubaParameters p, Session session, Findings findings)
    {
        var spikes = p.Run(session, findings);
        p.Check(findings, spikes, each => each == new CubaParameters(), rate: (5.519, 0.200), cv: (0.5244, 0.0124), silent: (15.89, 0.97));
    }
}
