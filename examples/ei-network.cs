#:project ../src/Neuropil
#:property PublishAot=false
using Neuropil;
using static Neuropil.Distributions;
using static Neuropil.Units;

// An E-I network of 4000 Hodgkin-Huxley cells (Traub and Miles 1991; Brette et al. 2007, benchmark 3), with the tutorial's printed values.
var cell = new PointNeuron
{
    Area = 20_000 * um2, Capacitance = 1 * uF / cm2, Threshold = -20 * mV,
    Mechanisms =
    [
        new Sodium    { Reversal =  50 * mV, Channels = [new SodiumTraubMiles    { Conductance = 100 * mS / cm2, Shift = -63 * mV }] },
        new Potassium { Reversal = -90 * mV, Channels = [new PotassiumTraubMiles { Conductance =  30 * mS / cm2, Shift = -63 * mV }] },
        new Leak      { Reversal = -60 * mV, Conductance = 5 * nS / cm2 }, // as printed; the benchmark has 50 uS/cm2
    ],
};

var network = new Network { Seed = 2007 };
var cells = network.Add(new Population("cells", 4000, cell) { Initial = { ["V"] = Uniform(-70 * mV, -60 * mV) } });
var (excitatory, inhibitory) = (cells.Slice("E", ..3200), cells.Slice("I", 3200..));
var wiring = new FixedOutDegree(80) { WithRepetition = true };
network.Connect(excitatory, cells, wiring, new Exponential("excitation") { Decay =  5 * ms, Reversal =   0 * mV }, weight:  6 * nS);
network.Connect(inhibitory, cells, wiring, new Exponential("inhibition") { Decay = 10 * ms, Reversal = -80 * mV }, weight: 67 * nS);

using var run = new Simulation(network, new RunOptions { TimeStep = 0.1 * ms });
var spikes = run.Record(cells.Spikes); // records are declared before the first Advance
run.Advance(100 * ms, Progress.Console);

Directory.CreateDirectory("out");
spikes.Raster("E-I network").Save("out/ei-network.svg");
Console.WriteLine($"{spikes.Count} spikes, {run.Synapses} synapses, {run.BackendName}, {run.Threads} threads, step loop {run.RunSeconds * 1e3:F0} ms; "
    + $"raster in out/ei-network.svg");
