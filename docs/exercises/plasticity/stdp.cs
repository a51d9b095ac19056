// Exercise "Who was first?": stdp.md beside this file asks the questions.
#:project ../../../src/Neuropil
#:property PublishAot=false
using Neuropil;
using static Neuropil.Units;

// What trains of spikes (ms) make of a weight of 0.5 nS: each row is a source and a target of its own, which spike when they are told to.
static double[] Weights(Plasticity rule, params (double[] Before, double[] After)[] trains)
{
    Time At(double time) => (time + 5) * ms;
    (int Cell, Time Time)[] Spikes(Func<int, double[]> times) => [.. Enumerable.Range(0, trains.Length).SelectMany(i => times(i).Select(t => (i, At(t))))];
    var network = new Network();
    var sources = network.Add(new Population("sources", trains.Length, new SpikeTimes(Spikes(i => trains[i].Before))));

    // A cell that is kicked spikes at the end of the time step, of 1 ms.
    var kicks = network.Add(new Population("kicks", trains.Length, new SpikeTimes(Spikes(i => [.. trains[i].After.Select(t => t - 1)]))));
    var targets = network.Add(new Population("targets", trains.Length, new LeakyIntegrateAndFire { RefractoryPeriod = 0 * ms }));
    network.Connect(kicks, targets, new OneToOne(), new Delta("kick"), weight: 100 * mV);
    var synapses = network.Connect(sources, targets, new OneToOne(), new Exponential("excitation"), weight: 0.5 * nS, plasticity: rule);
    using var run = new Simulation(network, new RunOptions { TimeStep = 1 * ms, Precision = Precision.Double });
    run.Advance(At(trains.Max(train => train.Before.Concat(train.After).Max()) + 5));
    return run.SynapsesOf(synapses).In("w", nS);
}

// Pairs with a distance from the first to the second spike, repeated after an interval.
static (double[] Before, double[] After) Pairs(double distance, int count, double interval)
{
    double[] starts = [.. Enumerable.Range(0, count).Select(i => i * interval)];
    return ([.. starts.Select(t => t + Math.Max(0, -distance))], [.. starts.Select(t => t + Math.Max(0, distance))]);
}

var additive = new SpikeTimingPlasticity<Conductance>("rule") { LargestWeight = 1 * nS, Potentiation = 0.01, Depression = 0.0105 };
double[] distances = [.. Enumerable.Range(-50, 101).Where(distance => distance != 0)];
double[] changes = [.. Weights(additive, [.. distances.Select(distance => Pairs(distance, 1, 1000))]).Select(w => w - 0.5)];
Console.WriteLine($"one pair at 50 ms: {changes[^1]:F5} nS");
var window = new Series("one pair", distances, changes) { Line = LineStyle.None, Marker = Marker.Circle };
new Figure { Panels = [new Panel { X = new Axis("Post after pre", "ms"), Y = new Axis("Weight change", "nS"), Layers = [window] }] }.Save("stdp.svg");

// 1. Compute the changes at 10 ms and -10 ms with pencil and paper, and print them.
// 2. Repeat the pair of 10 ms 60 times, once a second: with the additive rule, and with PotentiationExponent = 1, DepressionExponent = 1.
// 3. Let pairs of 10 ms and -10 ms take turns, with both rules.
// 4. Repeat the pair of 10 ms every 20 ms instead.
