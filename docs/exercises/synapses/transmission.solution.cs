// Solution of the exercise "From the spike to the conductance".
#:project ../../../src/Neuropil
#:property PublishAot=false
using Neuropil;
using static Neuropil.Units;

// 1 and 2. A held cell for each decay: a parameter takes a list, with a value for each cell.
var dt = 0.01 * ms;
var (spike, rise) = (1 * ms, 2 * ms);
Time[] decays = [8 * ms, 4 * ms, 2.1 * ms, 2 * ms];
var network = new Network();
var source = network.Add(new Population("source", 1, new SpikeTimes([(0, spike)])));
var held = network.Add(new Population("held", decays.Length, new VoltageClamp { Holding = -65 * mV }));
network.Connect(source, held, new AllToAll(), new DoubleExponential("synapse") { Rise = rise, Decay = decays }, weight: 1 * nS);
using var run = new Simulation(network, new RunOptions { TimeStep = dt });
var recorded = run.Record(held.Trace("synapse.g", 0, 1, 2, 3));
run.Advance(100 * ms);
var traces = recorded.Traces();
for (int i = 0; i < decays.Length; i++)
{
    double[] g = traces.Columns[i].In(nS);
    int peak = Array.IndexOf(g, g.Max());
    double time = (traces.TimesSeconds[peak] * 1000) - (spike / ms);
    double scale = 1 / (Math.Exp(-time / (decays[i] / ms)) - Math.Exp(-time / (rise / ms)));
    Console.WriteLine($"decay {decays[i] / ms} ms: peak after {time:F2} ms, area {g.Sum() * (dt / ms):F3} nS ms, C {scale:F2}");
}

traces.Plot("Conductance after a spike").Save("transmission.svg");

// 3. Two pairs of passive cells: they have no channels, and their thresholds are out of reach. The first cell of each pair gets a current.
var passive = new LeakyIntegrateAndFire
{
    LeakConductance = 10 * nS, LeakReversal = -60 * mV, Threshold = 0 * mV,
    Inputs = [new ConstantCurrent { Amplitude = (Current[])[100 * pA, 0 * pA, 100 * pA, 0 * pA] }],
};
var pairs = new Network();
var cells = pairs.Add(new Population("cells", 4, passive));
pairs.Join(cells.Slice("one", ..1), cells.Slice("other", 1..2), new AllToAll(), new GapJunction("gap"), 0.5 * nS);
pairs.Connect(cells.Slice("before", 2..3), cells.Slice("behind", 3..4), new AllToAll(), new DoubleExponential("synapse"), 1 * nS);
using var steady = new Simulation(pairs, new RunOptions { Precision = Precision.Double });
steady.Advance(1 * second);
double[] change = [.. steady.Values(cells, "V").In(mV).Select(v => v + 60)];
Console.WriteLine($"gap junction: {change[0]:F3} and {change[1]:F3} mV, coupling {change[1] / change[0]:F5}");
Console.WriteLine($"chemical synapse below threshold: {change[2]:F3} and {change[3]:F3} mV");
