// Solution of the exercise "Who was first?".
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
var multiplicative = additive with { PotentiationExponent = 1, DepressionExponent = 1 };

// 1. One pair.
double[] one = Weights(additive, Pairs(10, 1, 1000), Pairs(-10, 1, 1000));
Console.WriteLine($"one pair: at 10 ms {one[0] - 0.5:F5} nS, at -10 ms {one[1] - 0.5:F5} nS");

// 2. The same pair again and again.
foreach (int count in (int[])[60, 82, 83, 200])
{
    double hard = Weights(additive, Pairs(10, count, 1000))[0], soft = Weights(multiplicative, Pairs(10, count, 1000))[0];
    Console.WriteLine($"{count} pairs at 10 ms: additive {hard:F4} nS, multiplicative {soft:F4} nS");
}

// 3. Taking turns, far apart.
double[] starts = [.. Enumerable.Range(0, 4000).Select(i => i * 250.0)];
var turns = (starts, starts.Select((t, i) => i % 2 == 0 ? t + 10 : t - 10).ToArray());
Console.WriteLine($"2000 of each in turn: additive {Weights(additive, turns)[0]:F4} nS, multiplicative {Weights(multiplicative, turns)[0]:F4} nS");

// 4. At 50 Hz each spike has neighbours on both sides.
double fast = Weights(additive, Pairs(10, 60, 20))[0] - 0.5, slow = Weights(additive, Pairs(10, 60, 1000))[0] - 0.5;
Console.WriteLine($"60 pairs: at 1 Hz {slow:F4} nS, at 50 Hz {fast:F4} nS");
var triplets = TripletFits.VisualCortex<Conductance>("triplets", 1 * nS);
double fastTriplets = Weights(triplets, Pairs(10, 60, 20))[0] - 0.5, slowTriplets = Weights(triplets, Pairs(10, 60, 1000))[0] - 0.5;
Console.WriteLine($"60 pairs, triplet rule: at 50 Hz over 1 Hz {(fastTriplets > slowTriplets ? "more" : "less")}");
