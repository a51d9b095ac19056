// Exercise "A line out of switches": computation.md beside this file asks the questions.
#:project ../../../src/Neuropil
#:property PublishAot=false
using Neuropil;
using static Neuropil.Units;

const int Units = 500, Inputs = 50; // of each population, from each population
double root = Math.Sqrt(Inputs);

// Units that are on or off: excitatory ones with the threshold 1, inhibitory ones with 0.7. Weights are 1/sqrt(K) from excitatory units, -2/sqrt(K) and
// -1.8/sqrt(K) from inhibitory ones; from outside come m0 sqrt(K) and 0.8 m0 sqrt(K).
double outside = 0.2;
var network = new Network { Seed = 1 };
var e = network.Add(new Population("E", Units, new BinaryUnit { TimeConstant = 10 * ms, Threshold = 1, External = outside * root }));
var i = network.Add(new Population("I", Units, new BinaryUnit { TimeConstant = 9 * ms, Threshold = 0.7, External = 0.8 * outside * root }));
var wiring = new FixedOutDegree(Inputs);
network.Connect(e, e, wiring, new DriveCoupling("excitation"), 1 / root);
network.Connect(e, i, wiring, new DriveCoupling("excitation"), 1 / root);
network.Connect(i, e, wiring, new DriveCoupling("inhibition"), -2 / root);
network.Connect(i, i, wiring, new DriveCoupling("inhibition"), -1.8 / root);
using var run = new Simulation(network);
var means = new[] { run.Record(e.Mean("r") with { Interval = 1 * ms }), run.Record(i.Mean("r") with { Interval = 1 * ms }) };
run.Advance(300 * ms);
double[][] courses = [.. means.Select(mean => mean.Traces().Columns[0].Values.ToArray())];
Console.WriteLine($"m0 {outside}: activities {courses[0].Skip(100).Average():F2} (excitatory), {courses[1].Skip(100).Average():F2} (inhibitory)");
double[] time = [.. Enumerable.Range(0, courses[0].Length).Select(k => (double)k)];
var layers = new[] { new Series("excitatory", time, courses[0]), new Series("inhibitory", time, courses[1]) };
new Figure { Panels = [new Panel { X = new Axis("Time", "ms"), Y = new Axis("Activity") { Minimum = 0 }, Layers = layers }] }.Save("computation.svg");

// 1. Which activities make large currents cancel, for any m0?
// 2. What becomes of the activities when m0 goes from 0.2 to 0.4? On which line do they lie?
// 3. Drive the inhibitory units with 0.7 m0 in place of 0.8 m0, then with 0.95 m0.
// 4. A pathway: cells that receive a signal by excitation and by inhibition. When does it arrive?
