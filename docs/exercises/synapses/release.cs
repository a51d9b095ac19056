// Exercise "Chance at release sites": release.md beside this file asks the questions.
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

double[] currents = Trials(new BinomialRelease("quanta") { Sites = 5, Probability = 0.3 });
Console.WriteLine($"ten trials: {string.Join(", ", currents.Take(10).Select(current => $"{current:F0}"))} pA");
int[] counts = [.. Enumerable.Range(0, 7).Select(quanta => currents.Count(current => Math.Round(current / 10) == quanta))];
var bars = new Bars("", [.. counts.Append(0).Select((_, i) => (10.0 * i) - 5)], [.. counts.Select(count => (double)count)]);
new Figure { Panels = [new Panel { X = new Axis("Current", "pA"), Y = new Axis("Trials"), Layers = [bars] }] }.Save("release.svg");

// 1. Compute the mean, the variance and the part of failures, and hold them against the formulas.
// 2. Compare this synapse with one of 15 sites that release with probability 0.1, and with one of 2 sites and 0.75.
// 3. Forget N and q, and find them from means and variances at the probabilities 0.1, 0.3, 0.5, 0.7, 0.9.
// 4. Let vesicles go round: new MeanVesicleCycle("cycle") { SpontaneousRate = 2 * Hz } on a source without spikes, for 20 s.
