// Exercise "Asynchronous, sparse, without bursts?": activity.md beside this file asks the questions.
#:project ../../../src/Neuropil
#:property PublishAot=false
using Neuropil;
using static Neuropil.Distributions;
using static Neuropil.Units;

Conductance inhibition = 67 * nS; // of one synapse
const int Cells = 4000, Excitatory = 3200;
Time duration = 200 * ms;

var cell = new PointNeuron
{
    Area = 20_000 * um2, Capacitance = 1 * uF / cm2, Threshold = -20 * mV,
    Mechanisms =
    [
        new Sodium { Reversal = 50 * mV, Channels = [new SodiumTraubMiles { Conductance = 100 * mS / cm2, Shift = -63 * mV }] },
        new Potassium { Reversal = -90 * mV, Channels = [new PotassiumTraubMiles { Conductance = 30 * mS / cm2, Shift = -63 * mV }] },
        new Leak { Reversal = -60 * mV, Conductance = 5 * nS / cm2 },
    ],
};
var network = new Network { Seed = 1 };
var cells = network.Add(new Population("cells", Cells, cell) { Initial = { ["V"] = Uniform(-70 * mV, -60 * mV) } });
var wiring = new FixedOutDegree(80) { WithRepetition = true };
network.Connect(
    cells.Slice("E", ..Excitatory), cells, wiring, new Exponential("excitation") { Decay = 5 * ms, Reversal = 0 * mV }, weight: 6 * nS);
network.Connect(
    cells.Slice("I", Excitatory..), cells, wiring, new Exponential("inhibition") { Decay = 10 * ms, Reversal = -80 * mV }, weight: inhibition);

using var run = new Simulation(network, new RunOptions { TimeStep = 0.1 * ms });
var fired = run.Record(cells.Spikes);
run.Advance(duration);

// All cells start together: what they do in the first 100 ms is not what the network does.
var spikes = fired.Trains(100 * ms, duration);
int silent = spikes.Counts().Count(count => count == 0);
Console.WriteLine($"{spikes.MeanRate() / Hz:F1} Hz, {100.0 * silent / Cells:F0} % silent, CV {spikes.InterspikeIntervals().Cv:F2}, "
    + $"chi {spikes.SynchronyChi(5 * ms):F3}");
fired.Raster().Save("activity.svg");

// 1. Weaken inhibition to 30 and 10 nS, and strengthen it to 150. Does weak inhibition bring synchronous bursts?
// 2. Half of the cells excitatory, and 95 %: what do rate and silence do?
// 3. Simulate 1 s. Does the activity last, and is it asynchronous?
