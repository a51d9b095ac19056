using System.Runtime.InteropServices;
using static Neuropil.Units;

namespace Neuropil.Tests.Engine.Synapses;

/// <summary>
/// A network to try synapses with state on: sources that spike at given steps (some twice in one), onto cells that fire by themselves now and
/// then and feel a conductance.
/// </summary>
internal sealed class SynapseNetwork
{
    public const double Dt = 0.1; // ms
    public const double Decay = 5; // ms

    public SynapseNetwork(int sources = 12, int targets = 70, int steps = 600, ulong seed = 3)
    {
        var random = new Random((int)seed);
        for (int i = 0; i < sources * 14; i++)
        {
            int cell = random.Next(sources);
            int step = random.Next(steps);
            Given.Add((cell, step));
            if (random.Next(6) == 0)
            {
                Given.Add((cell, step)); // twice in one step
            }
        }

        Given.Sort((a, b) => (a.Step, a.Cell).CompareTo((b.Step, b.Cell)));
        Steps = steps;
        Network = new Network { Seed = seed };
        Sources = Network.Add(new Population("sources", sources, new SpikeTimes([.. Given.Select(spike => (spike.Cell, (spike.Step + 1) * Dt * ms))])));
        var drives = Enumerable.Range(0, targets).Select(i => (300 + (5 * (i % 23))) * pA).ToArray();
        Targets = Network.Add(new Population("targets", targets, new LeakyIntegrateAndFire
        {
            LeakReversal = -65 * mV, Threshold = -50 * mV, Reset = -65 * mV, RefractoryPeriod = 1 * ms,
            Inputs = [new ConstantCurrent { Amplitude = drives }],
        }));
    }

    /// <summary>The spikes of the sources: the steps in which they are found.</summary>
    public List<(int Cell, int Step)> Given { get; } = [];

    public int Steps { get; }

    public Network Network { get; }

    public Population Sources { get; }

    public Population Targets { get; }

    public static Exponential Receptor => new("excitation") { Decay = Decay * ms, Reversal = 0 * mV };

    /// <summary>Runs the network, if asked with a stop, a checkpoint and another simulation in the middle.</summary>
    public Outcome Run(Projection projection, RunOptions options, bool resumed = false)
        => Run(projection, options, resumed ? options with { Threads = 3 } : null);

    /// <summary>Runs the network; with <paramref name="resumed"/>, a checkpoint is taken in the middle and a simulation with those options goes on.</summary>
    public Outcome Run(Projection projection, RunOptions options, RunOptions? resumed)
    {
        string[] conductances = projection.Receptor is Together<Conductance> both
            ? [.. new[] { both.First, both.Second }.Select(part => $"{both.Name}.{part.Name}.g")] : [$"{projection.Receptor.Name}.g"];
        var first = new Simulation(Network, options with { TimeStep = Dt * ms });
        var (spikes, traces) = Record(first);
        var simulation = first;
        if (resumed is not null)
        {
            first.Advance(Steps / 2 * Dt * ms);
            using var stream = new MemoryStream();
            first.SaveCheckpoint(stream);
            stream.Position = 0;
            first.Dispose();
            simulation = new Simulation(Network, resumed with { TimeStep = Dt * ms });
            (spikes, traces) = Record(simulation);
            simulation.LoadCheckpoint(stream);
            simulation.Advance((Steps - (Steps / 2)) * Dt * ms);
        }
        else
        {
            simulation.Advance(Steps * Dt * ms);
        }

        var trains = spikes.Trains();
        var (steps, cells) = (trains.Steps.ToArray(), trains.Neurons.ToArray());
        var found = steps.Select((step, i) => (cells[i], step)).ToList();
        var tables = Network.Projections.Select(simulation.SynapsesOf).ToList();
        var columns = traces.SelectMany(trace => trace.Traces().Columns).Select(column => column.Values.ToArray()).ToArray();
        simulation.Dispose();
        return new Outcome(found, columns, tables[projection.Index], tables);

        (SpikeRecord, List<TraceRecord>) Record(Simulation run) => (
            run.Record(Targets.Spikes), [.. conductances.Select(name => run.Record(Targets.Trace(name, [.. Enumerable.Range(0, Targets.Size)])))]);
    }

    /// <summary>
    /// What a run gave: spikes of the targets, their conductances after every step (nS; all cells' first ones, then their second ones), the synapses of the
    /// projection and those of all projections at the end.
    /// </summary>
    public sealed record Outcome(List<(int Cell, int Step)> Spikes, double[][] Conductance, SynapseTable Synapses, IReadOnlyList<SynapseTable> All)
    {
        /// <summary>Fails unless another run gave the same spikes, conductances and synapses, to the bit.</summary>
        public void RequireSame(Outcome other)
        {
            Assert.Equal(Spikes, other.Spikes);
            Assert.Equal(Conductance.Length, other.Conductance.Length);
            for (int i = 0; i < Conductance.Length; i++)
            {
                RequireSameBits(Conductance[i], other.Conductance[i]);
            }

            Assert.Equal(All.Count, other.All.Count);
            foreach (var (table, found) in All.Zip(other.All))
            {
                Assert.True(table.Sources.SequenceEqual(found.Sources), "Synapses come from other cells.");
                Assert.True(table.Targets.SequenceEqual(found.Targets), "Synapses go to other cells.");
                foreach (string name in table.Names)
                {
                    RequireSameBits(table.KernelValues(name), found.KernelValues(name));
                }
            }
        }
    }

    // Assert.Equal boxes each number, which took a tenth of the tests that compare runs: it only shows what differs.
    private static void RequireSameBits(double[] expected, double[] found)
    {
        if (!MemoryMarshal.AsBytes<double>(expected).SequenceEqual(MemoryMarshal.AsBytes<double>(found)))
        {
            Assert.Equal(expected, found);
            Assert.Fail("Numbers are equal, but not their bits.");
        }
    }
}
