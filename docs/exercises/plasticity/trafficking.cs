// Exercise "Where receptors are": trafficking.md beside this file asks the questions.
#:project ../../../src/Neuropil
#:property PublishAot=false
using Neuropil;
using static Neuropil.Units;

// The four pools of a synapse without spikes, at the end of each second.
static double[][] Pools(ReceptorTrafficking<Conductance> rule, int seconds)
{
    var network = new Network();
    var source = network.Add(new Population("source", 1, new SpikeTimes([])));
    var target = network.Add(new Population("target", 1, new LeakyIntegrateAndFire()));
    var synapse = network.Connect(source, target, new AllToAll(), new Exponential("ampa"), weight: 0.05 * nS, plasticity: rule);
    using var run = new Simulation(network, new RunOptions { TimeStep = 10 * ms, Precision = Precision.Double });
    var pools = new double[seconds][];
    for (int i = 0; i < seconds; i++)
    {
        run.Advance(1 * second);
        var table = run.SynapsesOf(synapse);
        pools[i] = [.. new[] { "internal", "extrasynaptic", "mobile", "bound" }.Select(name => table.Numbers(name)[0])];
    }

    return pools;
}

var rule = new ReceptorTrafficking<Conductance>("pools") { PerReceptor = 0.001 * nS };
double[][] course = Pools(rule, 300);
Console.WriteLine($"bound after 300 s: {course[^1][3]:F1} of 200 receptors");
double[] time = [.. Enumerable.Range(1, course.Length).Select(i => (double)i)];
var layers = new[] { "internal", "extrasynaptic", "mobile", "bound" }.Select((name, k) => new Series(name, time, [.. course.Select(pools => pools[k])]));
new Figure { Panels = [new Panel { X = new Axis("Time", "s"), Y = new Axis("Receptors"), Layers = [.. layers] }] }.Save("trafficking.svg");

// 1. Close the way into the synapse: Entry = 0 * Hz. How many receptors are outside after 20 s, and in the end?
// 2. Open it, without slots to bind to: Trapping = 0 * Hz. Where are the receptors in the end?
// 3. Bring the slots back. What do all four pools come to?
// 4. Double the slots; or insertion; or both. What does the bound pool, the weight, gain? (Slots, Insertion)
