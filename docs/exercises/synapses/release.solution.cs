// Solution of the exercise "Chance at release sites".
#:project ../../../src/Neuropil
#:property PublishAot=false
using Neuropil;
using static Neuropil.Units;

// What 10 000 synapses let out at one spike: the same as one synapse at 10 000 spikes. The current jumps by what arrives.
static double[] Trials(BinomialRelease release)
{
    var network = new Network { Seed = 1 };
    var source = network.Add(new Population("source", 1, new SpikeTimes([(0, 0.1 * ms)])));
    var targets = network.Add(new Population("targets", 10_000, new LeakyIntegrateAndFire()));
    network.Connect(source, targets, new AllToAll(), new ExponentialCurrent("synapse") { Decay = 5 * ms }, weight: 10 * pA, release: release);
    using var run = new Simulation(network, new RunOptions { TimeStep = 0.1 * ms, Precision = Precision.Double });
    run.Advance(0.2 * ms);
    return run.Values(targets, "synapse.s").In(pA);
}

static double Variance(double[] values)
{
    double mean = values.Average();
    return values.Sum(value => (value - mean) * (value - mean)) / (values.Length - 1);
}

// 1 and 2. Three synapses of one mean.
foreach (var (sites, probability) in new[] { (5, 0.3), (15, 0.1), (2, 0.75) })
{
    double[] currents = Trials(new BinomialRelease("quanta") { Sites = sites, Probability = probability });
    double failures = currents.Count(current => current == 0) / (double)currents.Length;
    Console.WriteLine($"N {sites}, p {probability}: mean {currents.Average():F2} pA, variance {Variance(currents):F1} pA^2, failures {failures:F4}");
}

// 3. variance / mean = q - mean / N is a straight line. The points get the weights of their errors, which grow with variance / mean.
double[] probabilities = [0.1, 0.3, 0.5, 0.7, 0.9];
double[][] trials = [.. probabilities.Select(p => Trials(new BinomialRelease("quanta") { Sites = 5, Probability = p }))];
double[] mean = [.. trials.Select(currents => currents.Average())];
double[] variance = [.. trials.Select(Variance)];
double[] ratio = [.. variance.Zip(mean, (v, m) => v / m)];
double[] weight = [.. ratio.Select(y => 1 / (y * y))];
double Weighted(Func<int, double> of) => weight.Select((w, i) => w * of(i)).Sum() / weight.Sum();
var (x, y) = (Weighted(i => mean[i]), Weighted(i => ratio[i]));
double slope = Weighted(i => (mean[i] - x) * (ratio[i] - y)) / Weighted(i => (mean[i] - x) * (mean[i] - x));
Console.WriteLine($"from the parabola: N {-1 / slope:F2}, q {y - (slope * x):F2} pA");
var parabola = new Series("q m - m^2/N", [.. Enumerable.Range(0, 51)], [.. Enumerable.Range(0, 51).Select(m => ((y - (slope * x)) * m) + (slope * m * m))]);
var points = new Series("trials", mean, variance) { Line = LineStyle.None, Marker = Marker.Circle };
new Figure { Panels = [new Panel { X = new Axis("Mean", "pA"), Y = new Axis("Variance", "pA^2"), Layers = [parabola, points] }] }.Save("release.svg");

// 4. The mean equations of the cycle, for the 20 s in which they settle.
var network = new Network();
var silent = network.Add(new Population("silent", 1, new SpikeTimes([])));
var target = network.Add(new Population("target", 1, new LeakyIntegrateAndFire()));
var cycle = network.Connect(
    silent, target, new AllToAll(), new Exponential("synapse"), 0.01 * nS, release: new MeanVesicleCycle("cycle") { SpontaneousRate = 2 * Hz });
using var run = new Simulation(network, new RunOptions { TimeStep = 0.1 * ms });
run.Advance(20 * second);
var table = run.SynapsesOf(cycle);
foreach (string state in (string[])["U", "D", "P", "F", "R"])
{
    Console.WriteLine($"part of the sites in {state}: {table.Numbers(state)[0]:F4}");
}
