// Exercise "A synapse that tires, a synapse that warms up": short-term-plasticity.md beside this file asks the questions.
#:project ../../../src/Neuropil
#:property PublishAot=false
using Neuropil;
using static Neuropil.Units;

// What a synapse lets out at each spike of a train, read from the current that decays and jumps.
static double[] Released(TsodyksMarkram release, int spikes, Time interval)
{
    var (dt, decay) = (1 * ms, 5 * ms);
    var network = new Network();
    var source = network.Add(new Population("source", 1, new SpikeTimes([.. Enumerable.Range(1, spikes).Select(k => (0, k * interval))])));
    var target = network.Add(new Population("target", 1, new LeakyIntegrateAndFire()));
    network.Connect(source, target, new AllToAll(), new ExponentialCurrent("synapse") { Decay = decay }, weight: 1 * pA, release: release);
    using var run = new Simulation(network, new RunOptions { TimeStep = dt, Precision = Precision.Double });
    var record = run.Record(target.Trace("synapse.s", 0));
    run.Advance((spikes * interval) + dt);
    double[] current = record.Traces().Columns[0].In(pA);
    double left = Math.Exp(-dt / decay);
    return [.. Enumerable.Range(1, spikes).Select(k => (int)Math.Round(k * interval / dt)).Select(n => current[n] - (left * current[n - 1]))];
}

var depressing = new TsodyksMarkram("depressing") { Utilization = 0.5, Recovery = 800 * ms };
double[] train = Released(depressing, 10, 50 * ms);
Console.WriteLine($"20 Hz, depressing: {string.Join(", ", train.Select(part => $"{part:F4}"))}");
var layer = new Series("", [.. Enumerable.Range(1, 10)], train) { Marker = Marker.Circle };
new Figure { Panels = [new Panel { X = new Axis("Spike"), Y = new Axis("Release") { Minimum = 0 }, Layers = [layer] }] }.Save("short-term-plasticity.svg");

// 1. Work out by hand what the second spike lets out, and what a spike of an endless train does. Compare at 1, 5, 10, 20 and 50 Hz.
// 2. How much is let out in a second at 10, 20, 50 and 100 Hz? What does it tend to, and what does the cell then learn of the rate?
// 3. Make a facilitating synapse: { Utilization = 0.03, Recovery = 130 * ms, Facilitation = 530 * ms }. What is its paired-pulse ratio at 50 ms,
//    and at which frequency does a spike let out most?
