using Neuropil.Compiler;
using Neuropil.Engine;

namespace Neuropil.Tests.Engine.Twin;

/// <summary>What a network of twins, or the simulation of its declaration, has done: in kernel units, and comparable.</summary>
internal sealed class TwinRun
{
    private readonly List<(string Name, double[] Values)> rows = [];

    /// <summary>The spikes of the populations of cells.</summary>
    public List<(long Step, int Population, int Cell)> Spikes { get; private set; } = [];

    /// <summary>So many steps of the twins.</summary>
    public static TwinRun Of(RandomNetwork network, TwinMethod method, int steps)
    {
        var run = new TwinRun();
        var twin = new TwinNetwork(network.Populations, network.Projections, method, network.Seed);
        var traces = network.Populations.SelectMany((population, p) => population.Cell is not Neuron ? []
            : twin.System(p).States.SelectMany(state => Enumerable.Range(0, population.Size)
            .Select(i => (Population: p, State: state, Cell: i, Values: new double[steps + 1])))).ToList();
        for (int n = 0; n <= steps; n++)
        {
            traces.ForEach(trace => trace.Values[n] = KernelUnits.FromSi(twin.Value(trace.Population, trace.Cell, trace.State), trace.State.Symbol.Dimension));
            if (n < steps)
            {
                twin.Step();
            }
        }

        // What advances with the receptors is at a time what it is after the step that begins then.
        traces.ForEach(trace => run.rows.Add((
            $"{trace.State.Symbol.Name} of cell {trace.Cell} of population {trace.Population}",
            trace.State.Phase == UpdatePhase.Receptor ? trace.Values[1..] : trace.Values)));
        run.Spikes = twin.Spikes.FindAll(spike => network.Populations[spike.Population].Cell is Neuron);
        for (int p = 0; p < network.Projections.Count; p++)
        {
            run.AddSynapses(twin, p);
        }

        return run;
    }

    /// <summary>
    /// So many steps of the simulation; with <paramref name="resumed"/>, a checkpoint is taken in the middle and a simulation with those options goes on.
    /// </summary>
    public static TwinRun Of(RandomNetwork network, RunOptions options, int steps, RunOptions? resumed = null)
    {
        var run = new TwinRun();
        var declared = TwinNetwork.Declare(network.Populations, network.Projections, network.Seed);
        var simulation = new Simulation(declared, options);
        var records = Record(simulation, network);
        if (resumed is not null)
        {
            simulation.Advance(steps / 2 * simulation.TimeStep);
            using var stream = new MemoryStream();
            simulation.SaveCheckpoint(stream);
            simulation.Dispose();
            stream.Position = 0;
            simulation = new Simulation(declared, resumed);
            records = Record(simulation, network);
            simulation.LoadCheckpoint(stream);
        }

        simulation.Advance((steps - (resumed is null ? 0 : steps / 2)) * simulation.TimeStep);
        foreach (var (population, name, trace, _) in records)
        {
            var columns = trace.Traces().Columns;
            run.rows.AddRange(Enumerable.Range(0, columns.Count).Select(i => ($"{name} of cell {i} of population {population}", columns[i].Values.ToArray())));
        }

        run.Spikes = [.. records.GroupBy(record => record.Population).Select(group => group.First()).SelectMany(record =>
        {
            var trains = record.Spikes.Trains();
            return trains.Steps.ToArray().Zip(trains.Neurons.ToArray(), (step, cell) => ((long)step, record.Population, cell));
        }).Order()];
        foreach (var projection in declared.Projections)
        {
            var table = simulation.SynapsesOf(projection);
            run.rows.AddRange(table.Names.Where(name => name == "w" || name.Contains('.'))
                .Select(name => ($"{name} of projection {projection.Index}", table.KernelValues(name))));
        }

        simulation.Dispose();
        return run;
    }

    /// <summary>Fails unless both did the same to a part <paramref name="tolerance"/> of the scale (at least 1) of each row.</summary>
    public void RequireEqual(TwinRun other, double tolerance, string what)
    {
        var found = other.rows.ToDictionary(row => row.Name, row => row.Values);
        foreach (var (name, expected) in rows)
        {
            Assert.True(found.ContainsKey(name), $"{what}: there is no {name}");
            double[] values = found[name];
            double scale = Math.Max(1, expected.Where(double.IsFinite).Select(Math.Abs).DefaultIfEmpty(0).Max());
            Assert.Equal(expected.Length, values.Length);
            for (int n = 0; n < values.Length; n++)
            {
                bool isEqual = double.IsNaN(expected[n]) || Math.Abs(expected[n] - values[n]) <= tolerance * scale;
                Assert.True(isEqual, $"{what}: {name}, number {n}, is {values[n]:R}, expected {expected[n]:R}");
            }
        }

        Assert.Equal(Spikes, other.Spikes);
    }

    private static List<(int Population, string Name, TraceRecord Trace, SpikeRecord Spikes)> Record(Simulation simulation, RandomNetwork network)
    {
        var records = new List<(int, string, TraceRecord, SpikeRecord)>();
        for (int p = 0; p < network.Populations.Count; p++)
        {
            if (network.Populations[p].Cell is Neuron neuron)
            {
                var population = simulation.Network.Populations[p];
                var spikes = simulation.Record(population.Spikes);
                int[] all = [.. Enumerable.Range(0, population.Size)];
                records.AddRange(TwinNetwork.SystemOf(neuron, network.Populations[p].Receptors).States
                    .Select(state => (p, state.Symbol.Name, simulation.Record(population.Trace(state.Symbol.Name, all)), spikes)));
            }
        }

        return records;
    }

    // A variable of the source stands for the synapses with the shortest delay: slower ones are behind it, and are not compared.
    private void AddSynapses(TwinNetwork twin, int p)
    {
        var synapses = twin.Synapses[p];
        rows.Add(($"w of projection {p}", [.. synapses.Select(synapse => KernelUnits.FromSi(synapse.Weight, Conductance.Dimension))]));
        int shortest = synapses.Min(synapse => synapse.Contact.Axonal);
        foreach (var variable in twin.Rules[p].Variables)
        {
            rows.Add(($"{variable.Symbol.Name} of projection {p}",
            [
                .. synapses.Select(synapse => variable.Declared == Scope.Source && synapse.Contact.Axonal > shortest
                    ? double.NaN
                    : KernelUnits.FromSi(synapse[variable], variable.Symbol.Dimension)),
            ]));
        }
    }
}
