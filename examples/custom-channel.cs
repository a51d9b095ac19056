#:project ../src/Neuropil
#:property PublishAot=false
using Neuropil;
using static Neuropil.Functions;
using static Neuropil.Units;

// A channel of your own is one small class whose body is the textbook formula. Here: a slow potassium (M) current that makes a spiking cell adapt.
var mechanisms = new Mechanism[]
{
    new Sodium { Channels = [new SodiumTraubMiles()] },
    new Potassium { Channels = [new PotassiumTraubMiles(), new MuscarinicPotassium { Conductance = 0.3 * mS / cm2 }] },
    new Leak { Conductance = 0.05 * mS / cm2, Reversal = -65 * mV },
};
var cell = new PointNeuron
{
    Mechanisms = mechanisms,
    Inputs = [new StepCurrent { Amplitude = 0.5 * nA, Start = 50 * ms, Stop = 450 * ms }],
};

var network = new Network();
var cells = network.Add(new Population("cell", 1, cell));
using var run = new Simulation(network, new RunOptions { TimeStep = 0.02 * ms });
var spikes = run.Record(cells.Spikes);
var traces = run.Record(cells.Trace("V", 0) with { Interval = 0.1 * ms });
var gate = run.Record(cells.Trace("muscarinic.w", 0) with { Interval = 0.1 * ms });
run.Advance(500 * ms);

double[] intervals = spikes.Trains().IntervalsSeconds();
Console.WriteLine($"{spikes.Count} spikes; first interval {intervals[0] * 1e3:F1} ms, last {intervals[^1] * 1e3:F1} ms: the cell adapts.");
Directory.CreateDirectory("out");
traces.Traces().Plot("Adaptation by an M current").Save("out/custom-channel.svg");
gate.Traces().Plot("Its gate").Save("out/custom-channel-gate.svg");

/// <summary>
/// Muscarinic potassium current, I = g w (E - V) with w' = (w_inf - w) / tau: w_inf = 1 / (1 + exp(-(V + 35 mV) / 10 mV)),
/// tau = tau_max / (3.3 exp((V + 35 mV) / 20 mV) + exp(-(V + 35 mV) / 20 mV)) (Yamada, Koch and Adams 1989).
/// </summary>
sealed record MuscarinicPotassium : IonChannel<Potassium>
{
    public MuscarinicPotassium() => Name = "muscarinic";

    public Parameter<ConductanceDensity> Conductance { get; init; } = 0.1 * mS / cm2;

    public Parameter<Time> LongestTimeConstant { get; init; } = 400 * ms;

    public override Expr Current(Membrane cell, Ion potassium)
    {
        var v = (cell.Voltage + 35 * mV) / mV;
        var w = cell.GateOf(
            "w",
            steadyState: 1 / (1 + Exp(-v / 10)),
            timeConstant: LongestTimeConstant / (3.3 * Exp(v / 20) + Exp(-v / 20)));
        return Conductance * w * (potassium.Reversal - cell.Voltage);
    }
}
