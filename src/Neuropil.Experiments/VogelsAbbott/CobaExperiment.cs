using static Neuropil.Distributions;
using static Neuropil.Units;

namespace Neuropil.Experiments;

/// <summary>The parameters of <see cref="CobaExperiment"/>.</summary>
internal sealed record CobaParameters : VogelsAbbottParameters
{
    [Option("conductance that a spike opens at an excitatory synapse", AtLeast = "0 nS", Unit = "nS")]
    public Conductance ExcitatoryWeight { get; init; } = 6 * nS;

    [Option("conductance that a spike opens at an inhibitory synapse", AtLeast = "0 nS", Unit = "nS")]
    public Conductance InhibitoryWeight { get; init; } = 67 * nS;

    // In units of the leak conductance, 10 nS: 4 +- 1.5 and 20 +- 12.
    protected override Population Cells(int count) => new("cells", count, new LeakyIntegrateAndFire())
    {
        Initial = { ["V"] = Normal(-65 * mV, 5 * mV), ["excitation.g"] = Normal(40 * nS, 15 * nS), ["inhibition.g"] = Normal(200 * nS, 120 * nS) },
    };

    protected override void Connect(Network network, PopulationSlice excitatory, PopulationSlice inhibitory, Population cells, ConnectionRule rule)
    {
        network.Connect(excitatory, cells, rule, new Exponential("excitation") { Decay = ExcitatoryDecay, Reversal = 0 * mV }, ExcitatoryWeight);
        network.Connect(inhibitory, cells, rule, new Exponential("inhibition") { Decay = InhibitoryDecay, Reversal = -80 * mV }, InhibitoryWeight);
    }
}

/// <summary>Integrate-and-fire cells with conductance synapses that keep themselves firing.</summary>
internal sealed class CobaExperiment : Experiment<CobaParameters>
{
    public override string Name => "coba";

    public override string Question => "How do integrate-and-fire cells with conductance synapses fire, once started, without any input?";

    public override string Source => "Vogels and Abbott, J. Neurosci. 25 (2005); Brette et al., J. Comput. Neurosci. 23 (2007), benchmark 1";

    public override void Run(CobaParameters p, Session session, Findings findings)
    {
        var spikes = p.Run(session, findings);
        p.Check(findings, spikes, each => each == new CobaParameters(), rate: (17.950, 0.866), cv: (1.5071, 0.0396), silent: (10.62, 1.41));
    }
}
