#:project ../../src/Neuropil
#:property PublishAot=false
using Neuropil;
using static Neuropil.Distributions;
using static Neuropil.Units;

var network = new Network { Seed = 5 };
var cell = new LeakyIntegrateAndFire { LeakReversal = -49 * mV, Threshold = -50 * mV, Reset = -60 * mV, RefractoryPeriod = 5 * ms };
var cells = network.Add(new Population("cells", 1000, cell) { Initial = { ["V"] = Uniform(-60 * mV, -50 * mV) } });
var (e, i) = (cells.Slice("E", ..800), cells.Slice("I", 800..));
network.Connect(e, cells, new FixedProbability(0.08), new Exponential("excitation") { Decay = 5 * ms, Reversal = 0 * mV }, weight: 1.2 * nS);
network.Connect(i, cells, new FixedProbability(0.08), new Exponential("inhibition") { Decay = 10 * ms, Reversal = -80 * mV }, weight: 12 * nS);

using var run = new Simulation(network, new RunOptions { TimeStep = 0.1 * ms });
var spikes = run.Record(cells.Spikes);
var potential = run.Record(cells.Trace("V", 0));
var excitation = run.Record(cells.Trace("excitation.g", 0));
var inhibition = run.Record(cells.Trace("inhibition.g", 0));
run.Advance(500 * ms);

var (from, to) = (300 * ms, 500 * ms);
var trains = spikes.Trains(from, to);
var raster = new Panel
{
    X = new Axis("Time", "ms"), Y = new Axis("Neuron") { WholeNumbers = true },
    Layers = [.. trains.Raster().Panels[0].Layers],
};

Series Line<TUnit>(string name, TraceRecord record, TUnit unit)
    where TUnit : struct, IQuantity<TUnit>
{
    var shown = record.Traces().Window(from, to);
    return new Series(name, [.. shown.TimesSeconds.Select(time => 1e3 * time)], shown.Columns[0].In(unit));
}

var trace = new Panel
{
    X = new Axis("Time", "ms"), Y = new Axis("V_m", "mV"),
    Layers = [Line("", potential, mV), ReferenceLine.AtY(-50)],
};

var synaptic = new Panel
{
    X = new Axis("Time", "ms"), Y = new Axis("Conductance", "nS"),
    Layers =
    [
        Line("excitatory", excitation, nS), Line("inhibitory", inhibition, nS),
    ],
};

var figure = new Figure { Panels = [raster, trace, synaptic], Letters = true, Width = 85 * mm };
figure.Save("figure.svg");
if (FigureConverter.Program is not null)
{
    figure.Save("figure.pdf");
    figure.Save("figure.png", dotsPerInch: 600);
}

figure.Reworded(word => word switch
{
    "Time" => "时间", "Neuron" => "神经元", "Conductance" => "电导", "excitatory" => "兴奋性", "inhibitory" => "抑制性", _ => word,
}).Save("figure.zh.svg");
Console.WriteLine($"{trains.MeanRate() / Hz:F1} Hz between {from} and {to}");
