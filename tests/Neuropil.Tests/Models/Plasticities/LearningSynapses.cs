using static Neuropil.Units;

namespace Neuropil.Tests.Models.Plasticities;

/// <summary>Small networks whose synapses learn by a rule.</summary>
internal static class LearningSynapses
{
    /// <summary>One synapse, and a cell that spikes at given times.</summary>
    /// <param name="before">When the source spikes, ms.</param>
    /// <param name="after">When the cell spikes, ms.</param>
    /// <param name="weight">The weight at the start.</param>
    /// <param name="rule">The rule.</param>
    /// <param name="synapses">The synapse.</param>
    public static Simulation Pair(double[] before, double[] after, Conductance weight, Plasticity rule, out Projection<Conductance> synapses)
    {
        var network = new Network();
        var sources = network.Add(new Population("sources", 1, new SpikeTimes([.. before.Select(time => (0, time * ms))])));
        var triggers = network.Add(new Population("triggers", 1, new SpikeTimes([.. after.Select(time => (0, (time - 0.1) * ms))])));
        var cells = network.Add(new Population("cells", 1, new LeakyIntegrateAndFire { RefractoryPeriod = 0.1 * ms }));
        network.Connect(triggers, cells, new OneToOne(), new Delta("kick"), 60 * mV);
        synapses = network.Connect(sources, cells, new OneToOne(), new Exponential("e"), weight, plasticity: rule);
        return new Simulation(network);
    }

    /// <summary>What many synapses with drawn delays have become, and the potentials of their cells, perhaps after a resume on other threads.</summary>
    public static (SynapseTable Synapses, double[] Potentials) Learned(Plasticity rule, int threads, bool resumes)
    {
        var network = new Network { Seed = 9 };
        var sources = network.Add(new Population("sources", 60, new PoissonSource { Rate = 60 * Hz }));
        var cells = network.Add(new Population("cells", 1500, new LeakyIntegrateAndFire()));
        var synapses = network.Connect(sources, cells, new FixedProbability(0.5), new Exponential("e"), 4 * nS,
            delay: Distributions.Uniform(0.1 * ms, 3 * ms), plasticity: rule);
        using var run = Resumed(network, 60.5 * ms, 60.5 * ms, new RunOptions { Threads = threads }, resumes ? new RunOptions { Threads = 3 } : null);
        return (run.SynapsesOf(synapses), run.Values(cells, "V").In(mV));
    }

    /// <summary>A run of two parts, between which it goes through a checkpoint into another simulation where options for that are given.</summary>
    public static Simulation Resumed(Network network, Time first, Time second, RunOptions options, RunOptions? resumed)
    {
        var run = new Simulation(network, options);
        run.Advance(first);
        if (resumed is not null)
        {
            using var saved = new MemoryStream();
            run.SaveCheckpoint(saved);
            run.Dispose();
            saved.Position = 0;
            run = new Simulation(network, resumed);
            run.LoadCheckpoint(saved);
        }

        run.Advance(second);
        return run;
    }
}
