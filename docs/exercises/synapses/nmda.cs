// Exercise "The NMDA receptor as a detector of coincidence": nmda.md beside this file asks the questions.
#:project ../../../src/Neuropil
#:property PublishAot=false
using Neuropil;
using static Neuropil.Units;

// The largest current after a spike of 1 nS, in cells that are held at many potentials. As everywhere in the library, inward is positive.
static double[] Currents(Nmda receptor, double[] potentials)
{
    var network = new Network();
    var source = network.Add(new Population("source", 1, new SpikeTimes([(0, 1 * ms)])));
    var held = network.Add(new Population("held", potentials.Length, new VoltageClamp { Holding = potentials.Select(v => v * mV).ToArray() }));
    network.Connect(source, held, new AllToAll(), receptor, weight: 1 * nS);
    using var run = new Simulation(network, new RunOptions { TimeStep = 0.1 * ms, Precision = Precision.Double });
    var record = run.Record(held.All("nmda.current"));
    run.Advance(20 * ms);
    double[,] current = record.Matrix().In(pA);
    return [.. potentials.Select((_, cell) => Enumerable.Range(0, current.GetLength(0)).Select(n => current[n, cell]).MaxBy(Math.Abs))];
}

double[] potentials = [.. Enumerable.Range(0, 33).Select(i => -100 + (5.0 * i))];
double[] currents = Currents(new Nmda("nmda") { Magnesium = 1 * mM }, potentials);
foreach (int at in (int[])[-90, -60, -30, 0, 30])
{
    Console.WriteLine($"{at} mV: {currents[Array.IndexOf(potentials, at)]:F3} pA");
}

var curve = new Series("", potentials, currents) { Marker = Marker.Circle };
new Figure { Panels = [new Panel { X = new Axis("Potential", "mV"), Y = new Axis("Current, inward", "pA"), Layers = [curve] }] }.Save("nmda.svg");

// 1. At which potential is the inward current largest? At which is half of the conductance blocked (compare with Magnesium = 0 * mM)?
// 2. With how much magnesium is half of it blocked at -40 mV?
// 3. How much more calcium enters in a cell held at 0 mV than in one at -70 mV? The trace is nmda.calciumCurrent.
// 4. A spike of the cell itself runs back into the dendrite. Give the potential its course (the page has it) 10 ms after the arrival, and 10 ms before:
//    how many times as high does calcium (nmda.calcium.charge) rise as without it?
