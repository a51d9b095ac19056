// Solution of the exercise "Where receptors are".
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

static string Text(double[] pools) => $"internal {pools[0]:F2}, extrasynaptic {pools[1]:F2}, mobile {pools[2]:F2}, bound {pools[3]:F2}";

var rule = new ReceptorTrafficking<Conductance>("pools") { PerReceptor = 0.001 * nS };

// 1. Two pools.
double[][] closed = Pools(rule with { Entry = 0 * Hz }, 400);
Console.WriteLine($"synapse closed: extrasynaptic after 20 s {closed[19][1]:F2}, in the end {closed[^1][1]:F2}");

// 2 and 3. Three, and four.
Console.WriteLine($"nothing binds: {Text(Pools(rule with { Trapping = 0 * Hz }, 1000)[^1])}");
Console.WriteLine($"60 slots: {Text(Pools(rule, 1000)[^1])}");

// 4. What a signal could change.
Console.WriteLine($"120 slots: {Text(Pools(rule with { Slots = 120 }, 1000)[^1])}");
Console.WriteLine($"insertion doubled: {Text(Pools(rule with { Insertion = 0.02 * Hz }, 1000)[^1])}");
Console.WriteLine($"both: {Text(Pools(rule with { Slots = 120, Insertion = 0.02 * Hz }, 1000)[^1])}");
