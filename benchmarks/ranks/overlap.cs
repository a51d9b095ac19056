#:project ../../src/Neuropil.Mpi
#:property PublishAot=false
using System.Diagnostics;
using System.Globalization;
using Neuropil;
using static Neuropil.Units;

// A sparse network of excitation and inhibition (10 000 and 2 500 cells of 1 000 inputs) for 300 ms, with a shortest delay in ms and steps that pass while
// spikes are on their way: how long it takes. The benchmark `overlap` runs it.
double delay = double.Parse(args[0], CultureInfo.InvariantCulture);
int ahead = int.Parse(args[1], CultureInfo.InvariantCulture);
var network = new Network { Seed = 1 };
var cell = new LeakyIntegrateAndFire { Inputs = [new ConstantCurrent { Amplitude = 600 * pA }] };
var excitatory = network.Add(new Population("excitatory", 10_000, cell) { Initial = { ["V"] = Distributions.Uniform(-70 * mV, -55 * mV) } });
var inhibitory = network.Add(new Population("inhibitory", 2_500, cell) { Initial = { ["V"] = Distributions.Uniform(-70 * mV, -55 * mV) } });
foreach (var target in new[] { excitatory, inhibitory })
{
    network.Connect(excitatory, target, new FixedInDegree(800), new Exponential("excitation") { Reversal = 0 * mV }, 0.02 * nS, delay * ms);
    network.Connect(inhibitory, target, new FixedInDegree(200), new Exponential("inhibition") { Reversal = -80 * mV }, 0.5 * nS, delay * ms);
}

using var run = new Simulation(network, new RunOptions { Threads = 1, StepsAhead = ahead });
run.Advance(20 * ms);
long begin = Stopwatch.GetTimestamp();
run.Advance(300 * ms);
double seconds = Stopwatch.GetElapsedTime(begin).TotalSeconds;
if (RankGroup.Current.Writes)
{
    Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{seconds:F3} {run.SpikeCounts.Sum()}"));
}
