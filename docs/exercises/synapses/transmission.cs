// Exercise "From the spike to the conductance": transmission.md beside this file asks the questions.
#:project ../../../src/Neuropil
#:property PublishAot=false
using Neuropil;
using static Neuropil.Units;

// One spike at 1 ms, through a synapse of 1 nS, onto a cell whose potential is held: what remains is the conductance.
var dt = 0.01 * ms;
var network = new Network();
var source = network.Add(new Population("source", 1, new SpikeTimes([(0, 1 * ms)])));
var held = network.Add(new Population("held", 1, new VoltageClamp { Holding = -65 * mV }));
network.Connect(source, held, new OneToOne(), new DoubleExponential("synapse") { Rise = 2 * ms, Decay = 8 * ms }, weight: 1 * nS);
using var run = new Simulation(network, new RunOptions { TimeStep = dt });
var recorded = run.Record(held.Trace("synapse.g", 0));
run.Advance(100 * ms);

double[] conductance = recorded.Traces().Columns[0].In(nS);
int peak = Array.IndexOf(conductance, conductance.Max());
Console.WriteLine($"2 and 8 ms: largest conductance {conductance[peak]:F3} nS, in the figure at {recorded.Traces().TimesSeconds[peak] * 1000:F2} ms");
recorded.Traces().Plot("Conductance after a spike").Save("transmission.svg");

// 1. How long after the spike is that? Find the constant C with which C (exp(-t/decay) - exp(-t/rise)) has this peak.
// 2. Put decays of 8, 4, 2.1 and 2 ms in the place of the one: what becomes of the peak's time, of the area, and of C?
// 3. Join two passive cells by a gap junction, and connect two others by the synapse; let a current depolarise the first of each.
