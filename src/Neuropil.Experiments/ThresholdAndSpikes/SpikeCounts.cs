using static Neuropil.Units;

namespace Neuropil.Experiments;

/// <summary>How many spikes each definition finds in each scenario at each level, with one time step.</summary>
/// <param name="TimeStep">The time step.</param>
/// <param name="Voltages">The membrane potential in each scenario.</param>
/// <param name="Trains">The spikes of the three threshold definitions.</param>
/// <param name="Counts">For each definition its spikes, scenario by scenario and in each level by level.</param>
internal sealed record SpikeCounts(Time TimeStep, Traces Voltages, IReadOnlyList<SpikeTrains> Trains, IReadOnlyList<int[]> Counts)
{
    /// <summary>The spikes that a definition finds.</summary>
    public int Of(SpikeDefinition definition, int scenario, int level)
        => Counts[(int)definition][(scenario * (Counts[0].Length / SpikeScenario.All.Count)) + level];

    /// <summary>Counts.</summary>
    public static SpikeCounts With(ThresholdAndSpikesParameters p, Time timeStep, Session session)
    {
        Voltage[] thresholds = [.. SpikeScenario.All.SelectMany(_ => p.Levels)];
        Current[] currents = [.. SpikeScenario.All.SelectMany(scenario => p.Levels.Select(_ => scenario.Current))];
        var network = session.NewNetwork();
        Population Add(SpikeDefinition definition) => network.Add(new Population(NameOf(definition), thresholds.Length, new HodgkinHuxley
        {
            Threshold = thresholds,
            Inputs = [new ConstantCurrent { Amplitude = currents }],
            RefractoryPeriod = definition == SpikeDefinition.Crossing ? null : p.RefractoryPeriod,
            SpikesWhileAbove = definition == SpikeDefinition.WhileAbove,
        }));
        Population[] populations = [Add(SpikeDefinition.Crossing), Add(SpikeDefinition.RefractoryCrossing), Add(SpikeDefinition.WhileAbove)];
        var run = session.Simulate(network, timeStep, Integrators.RungeKutta4);
        SpikeRecord[] spikes = [.. populations.Select(population => run.Record(population.Spikes))];
        var voltages = run.Record(populations[0].Trace("V", [.. SpikeScenario.All.Select((_, i) => i * p.Levels.Count)]));
        run.Advance(p.Duration);
        var traces = voltages.Traces();
        SpikeTrains[] trains = [.. spikes.Select(record => record.Trains())];
        int[] peaks = [.. traces.Columns.SelectMany(column => p.Levels.Select(level => SpikePeaks.Of(column.In(mV), p.Prominence / mV, level / mV).Count))];
        return new SpikeCounts(timeStep, traces, trains, [.. trains.Select(each => each.Counts()), peaks]);
    }

    /// <summary>A definition in words.</summary>
    public static string NameOf(SpikeDefinition definition) => definition switch
    {
        SpikeDefinition.Crossing => "crossing",
        SpikeDefinition.RefractoryCrossing => "crossing, refractory",
        SpikeDefinition.WhileAbove => "while above, refractory",
        _ => "peak",
    };
}
