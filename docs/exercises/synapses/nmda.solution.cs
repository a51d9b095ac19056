// Solution of the exercise "The NMDA receptor as a detector of coincidence".
#:project ../../../src/Neuropil
#:property PublishAot=false
using Neuropil;
using static Neuropil.Units;

// The largest value after a spike of 1 nS, in cells that are held at many potentials. As everywhere in the library, inward is positive.
static double[] Largest(Nmda receptor, double[] potentials, string variable)
{
    var network = new Network();
    var source = network.Add(new Population("source", 1, new SpikeTimes([(0, 1 * ms)])));
    var held = network.Add(new Population("held", potentials.Length, new VoltageClamp { Holding = potentials.Select(v => v * mV).ToArray() }));
    network.Connect(source, held, new AllToAll(), receptor, weight: 1 * nS);
    using var run = new Simulation(network, new RunOptions { TimeStep = 0.1 * ms, Precision = Precision.Double });
    var record = run.Record(held.All(variable));
    run.Advance(20 * ms);
    double[,] current = record.Matrix().In(pA);
    return [.. potentials.Select((_, cell) => Enumerable.Range(0, current.GetLength(0)).Select(n => current[n, cell]).MaxBy(Math.Abs))];
}

// 1. 160 potentials of a millivolt's distance; a parabola through the largest current and its neighbours, a line between the two parts around one half.
double[] potentials = [.. Enumerable.Range(0, 160).Select(i => -100.5 + i)];
double[] blocked = Largest(new Nmda("nmda") { Magnesium = 1 * mM }, potentials, "nmda.current");
double[] open = Largest(new Nmda("nmda") { Magnesium = 0 * mM }, potentials, "nmda.current");
int top = Array.IndexOf(blocked, blocked.Max());
double bend = blocked[top - 1] - (2 * blocked[top]) + blocked[top + 1];
Console.WriteLine($"largest inward current at {potentials[top] + ((blocked[top - 1] - blocked[top + 1]) / (2 * bend)):F2} mV");
double[] part = [.. blocked.Zip(open, (with, without) => with / without)];
int half = Array.FindIndex(part, value => value >= 0.5);
Console.WriteLine($"half of the conductance is blocked at {potentials[half] - ((part[half] - 0.5) / (part[half] - part[half - 1])):F2} mV");

// 2. [Mg]/K exp(-gamma V) = 1.
var magnesium = 3.57 * mM * Math.Exp(-0.062 * 40);
double[] at = Largest(new Nmda("nmda") { Magnesium = magnesium }, [-40], "nmda.current");
double[] free = Largest(new Nmda("nmda") { Magnesium = 0 * mM }, [-40], "nmda.current");
Console.WriteLine($"half is blocked at -40 mV by {magnesium / mM:F4} mM: there the part is {at[0] / free[0]:F4}");

// 3. The transmitter is the same: what differs is the block, and the driving force of calcium.
double[] influx = Largest(new Nmda("nmda"), [0, -70], "nmda.calciumCurrent");
Console.WriteLine($"calcium at 0 mV over calcium at -70 mV: {influx[0] / influx[1]:F3}");

// 4. A spike 10 ms after the arrival, 10 ms before it, and none. The potential has a given course: of the synaptic current nothing comes back.
var (arrival, dt) = (50 * ms, 0.02 * ms);
var cell = new EquationCell("""
    dslow/dt = -slow/(25 ms) : mV
    dfast/dt = -fast/(3 ms)  : mV
    dV/dt = -slow/(25 ms) - fast/(3 ms) + 0*I*mV/(pA*ms) : mV
    on t >= spike: slow += 25 mV; fast += 75 mV; V += 100 mV
    """)
{
    Parameters = { ["spike"] = (Time[])[60 * ms, 40 * ms, 1000 * ms] },
    Initial = { ["V"] = "-70 mV" },
};
var network = new Network();
var source = network.Add(new Population("source", 1, new SpikeTimes([(0, arrival)])));
var cells = network.Add(new Population("cells", 3, cell));
network.Connect(source, cells, new AllToAll(), new Nmda("nmda"), weight: 1 * nS);
using var run = new Simulation(network, new RunOptions { TimeStep = dt, Method = Integrators.RungeKutta4 });
var calcium = run.Record(cells.Trace("nmda.calcium.charge", 0, 1, 2));
run.Advance(300 * ms);
double[] peaks = [.. calcium.Traces().Columns.Select(column => column.In(fC).Max())];
Console.WriteLine($"peak of calcium without a spike: {peaks[2]:F2} fC");
Console.WriteLine($"with the spike 10 ms after the arrival: {peaks[0] / peaks[2]:F2} times, 10 ms before it: {peaks[1] / peaks[2]:F2} times");
calcium.Traces().Plot("Calcium of three cells").Save("nmda.svg");
