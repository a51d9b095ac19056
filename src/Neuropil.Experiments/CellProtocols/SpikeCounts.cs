using static Neuropil.Units;

namespace Neuropil.Experiments;

/// <summary>How many spikes each definition finds in each scenario at each level, with one time step.</summary>
internal sealed class SpikeCounts
{
    private static readonly SpikeDefinition[] thresholds = [SpikeDefinition.Crossing, SpikeDefinition.RefractoryCrossing, SpikeDefinition.WhileAbove];
    private readonly Dictionary<SpikeDefinition, int[]> counts = [];
    private readonly int levels;

    private SpikeCounts(Time timeStep, int levels, Traces voltages) => (TimeStep, this.levels, Voltages) = (timeStep, levels, voltages);

    /// <summary>The time step.</summary>
    public Time TimeStep { get; }

    /// <summary>The membrane potential in each scenario.</summary>
    public Traces Voltages { get; }

    /// <summary>The spikes of all three threshold definitions.</summary>
    public IReadOnlyList<SpikeTrains> Trains { get; private set; } = [];

    /// <summary>The spikes that a definition finds.</summary>
    public int Of(SpikeDefinition definition, int scenario, int level) => counts[definition][(scenario * levels) + level];

    /// <summary>Counts.</summary>
    public static SpikeCounts With(ThresholdAndSpikesParameters p, Time timeStep, Session session)
    {
        var hodgkinHuxley = new HodgkinHuxley();
        double area = hodgkinHuxley.Area.UniformSi;
        Voltage[] thresholdOf = [.. SpikeScenario.All.SelectMany(_ => p.Levels)];
        Current[] currentOf = [.. SpikeScenario.All.SelectMany(scenario => p.Levels.Select(_ => Current.FromSi((scenario.Density * uA / cm2).SiValue * area)))];
        var network = session.NewNetwork();
        Population[] populations = [.. thresholds.Select(definition => network.Add(new Population(NameOf(definition), thresholdOf.Length, hodgkinHuxley with
        {
            Threshold = thresholdOf,
            Inputs = [new ConstantCurrent { Amplitude = currentOf }],
            RefractoryPeriod = definition == SpikeDefinition.Crossing ? null : p.RefractoryPeriod,
            SpikesWhileAbove = definition == SpikeDefinition.WhileAbove,
        })))];
        var run = session.Simulate(network, timeStep, Integrators.RungeKutta4);
        SpikeRecord[] spikes = [.. populations.Select(population => run.Record(population.Spikes))];
        var voltages = run.Record(populations[0].Trace("V", [.. SpikeScenario.All.Select((_, i) => i * p.Levels.Count)]));
        run.Advance(p.Duration);
        SpikeTrains[] trains = [.. spikes.Select(record => record.Trains())];
        var result = new SpikeCounts(timeStep, p.Levels.Count, voltages.Traces())
        {
            Trains = trains,
        };
        for (int i = 0; i < thresholds.Length; i++)
        {
            result.counts[thresholds[i]] = trains[i].Counts();
        }

        result.counts[SpikeDefinition.Peak] = [.. result.Voltages.Columns.SelectMany(column => p.Levels.Select(level => SpikePeaks.Of(column.Values, p.Prominence / mV, level / mV).Count))];
        return result;
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
