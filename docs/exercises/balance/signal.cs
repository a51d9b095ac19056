// Exercise "Who follows faster?": signal.md beside this file asks the questions.
#:project ../../../src/Neuropil
#:property PublishAot=false
using Neuropil;
using static Neuropil.Units;

const int Cells = 4000;
Voltage noise = 0 * mV; // of each cell, its own

// Cells that leak with 10 ms towards a mean of 16 mV; the threshold is 15 mV, and V begins again at 0.
var network = new Network { Seed = 1 };
var cell = new EquationCell("dV/dt = (mean - V)/(10*ms) + noise/sqrt(10*ms)*xi : mV")
{
    Parameters = { ["mean"] = 16 * mV, ["noise"] = noise }, Threshold = "V >= 15*mV", Reset = "V = 0*mV",
};

// Without noise the cells keep the phases at which they begin: they are spread evenly over the interval of 10 ms ln 16.
Voltage[] phases = [.. Enumerable.Range(0, Cells).Select(i => 16 * mV * (1 - Math.Pow(16, -(i + 0.5) / Cells)))];
var cells = network.Add(new Population("cells", Cells, cell) { Initial = { ["V"] = phases } });
using var run = new Simulation(network);
run.Advance(200 * ms);
var record = run.Record(cells.Spikes);
run.Advance(100 * ms);
run.Set(cells, "mean", 17 * mV); // the signal
run.Advance(100 * ms);
var rate = record.Trains().PopulationRate(bin: 1 * ms);
Console.WriteLine($"before the step {rate.Values.Take(100).Average():F1} Hz, in the first millisecond {rate.Values[100]:F1} Hz");
double[] time = [.. Enumerable.Range(0, rate.Values.Count).Select(k => k - 100.0)];
var course = new Series("rate", time, [.. rate.Values]);
new Figure { Panels = [new Panel { X = new Axis("Time", "ms"), Y = new Axis("Rate", "Hz") { Minimum = 0 }, Layers = [course] }] }.Save("signal.svg");

// 1. Which rates has a cell without noise before the step and long after it, and the population just after it?
// 2. How does the rate of the population go on?
// 3. The same with a mean of 14 mV, noise of 3 mV, and a step to 14.5 mV. How long does the rate take?
// 4. How many cells does it take to see the step in 10 ms?
