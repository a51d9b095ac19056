// A run that is read back and changed on its way: what is drawn, a stimulus switched on, stronger inhibition, a lesion of half of the inhibitory cells.
#:project ../src/Neuropil
#:property PublishAot=false
using Neuropil;
using static Neuropil.Distributions;
using static Neuropil.Units;

var cell = new LeakyIntegrateAndFire
{
    LeakReversal = -60 * mV, Threshold = Normal(-50 * mV, 0.5 * mV), Reset = -60 * mV, RefractoryPeriod = 5 * ms,
    Inputs = [new ConstantCurrent { Amplitude = 0 * pA }],
};
var network = new Network { Seed = 12 };
var cells = network.Add(new Population("cells", 1000, cell) { Initial = { ["V"] = Uniform(-60 * mV, -50 * mV) } });
var noise = network.Add(new Population("noise", 1000, new PoissonSource { Rate = 20 * Hz }));
var (excitatory, inhibitory) = (cells.Slice("E", ..800), cells.Slice("I", 800..));
var (excitation, inhibition) = (new Exponential("excitation") { Decay = 5 * ms }, new Exponential("inhibition") { Decay = 10 * ms, Reversal = -80 * mV });
network.Connect(noise, cells, new FixedProbability(0.1), excitation, weight: 0.25 * nS);
network.Connect(excitatory, cells, new FixedProbability(0.05), excitation, LogNormal(0.3 * nS, 0.1 * nS), delay: Uniform(0.5 * ms, 2 * ms));
var feedback = network.Connect(inhibitory, cells, new FixedProbability(0.1), inhibition, weight: 2 * nS, delay: 0.5 * ms);

using var run = new Simulation(network);
var spikes = run.Record(cells.Spikes);
var voltages = run.Record(excitatory.All("V") with { Interval = 1 * ms });

// Read back: what was drawn, and who connects to whom.
double[] thresholds = run.Values(cells, "threshold").In(mV);
var table = run.SynapsesOf(feedback);
Console.WriteLine($"thresholds from {thresholds.Min():F1} to {thresholds.Max():F1} mV; {table.Count} inhibitory synapses, "
    + $"{table.InDegrees().Min()} to {table.InDegrees().Max()} onto a cell");

// Change, and see what follows.
Report("as declared");
run.Set(cells.Slice("stimulated", ..200), "amplitude", 60 * pA);
Report("200 cells stimulated");
run.Set(feedback, "w", Array.ConvertAll(run.SynapsesOf(feedback).In("w", nS), weight => 1.5 * weight * nS));
Report("inhibition 1.5 times as strong");
run.Lesion(cells.Slice("lesioned", 800..900));
Report("half of the inhibitory cells lesioned");

run.Values(cells, "V").Save("potentials.csv");
table.Save("inhibition.npz");
voltages.Matrix().Save("voltages.npz");

void Report(string what)
{
    run.Advance(500 * ms);
    var trains = spikes.Trains().Window(run.Time - 500 * ms, run.Time);
    Console.WriteLine($"{what}: E {trains.Slice("E", ..800).Count / 800.0 / 0.5:F1} Hz, I {trains.Slice("I", 800..).Count / 200.0 / 0.5:F1} Hz");
}
