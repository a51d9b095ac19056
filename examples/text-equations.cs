#:project ../src/Neuropil
#:property PublishAot=false
using Neuropil;
using static Neuropil.Distributions;
using static Neuropil.Units;

// A cell without any class: equations as text, with units. I is the sum of synaptic and injected currents. Here a leaky integrate-and-fire
// cell whose threshold for spiking is followed by an adaptation current, driven by Poisson input.
var cell = new EquationCell("""
    dV/dt = (g_L*(E_L - V) - w + I) / C : mV
    dw/dt = (a*(V - E_L) - w) / tau_w   : pA
    """)
{
    Parameters = { ["C"] = 200 * pF, ["g_L"] = 10 * nS, ["E_L"] = -65 * mV, ["a"] = 2 * nS, ["tau_w"] = 150 * ms },
    Initial = { ["V"] = -65 * mV },
    Threshold = "V > -50*mV",
    Reset = "V = -60*mV; w += 40*pA",
    RefractoryPeriod = 2 * ms,
};

var network = new Network { Seed = 5 };
var cells = network.Add(new Population("cells", 100, cell));
var input = network.Add(new Population("input", 400, new PoissonSource { Rate = 20 * Hz }));
network.Connect(input, cells, new FixedProbability(0.25), new Exponential("excitation") { Decay = 5 * ms, Reversal = 0 * mV }, Normal(0.6 * nS, 0.1 * nS),
    delay: 1 * ms);

using var run = new Simulation(network);
var spikes = run.Record(cells.Spikes);
var traces = run.Record(cells.Trace("V", 0, 1));
var adaptation = run.Record(cells.Mean("w") with { Interval = 1 * ms });
run.Advance(1 * second);

var statistics = spikes.Trains().Statistics();
Console.WriteLine($"rate {statistics.Rate:F1 Hz}, CV of intervals {statistics.CvIsi:F2}");
Directory.CreateDirectory("out");
spikes.Raster("A cell given as text").Save("out/text-equations.svg");
traces.Traces().Plot("Two of the cells").Save("out/text-equations-traces.svg");
adaptation.Traces().Plot("Adaptation").Save("out/text-equations-adaptation.svg");
spikes.Trains().Save("out/text-equations.npz");
traces.Traces().Save("out/text-equations-traces.csv");
