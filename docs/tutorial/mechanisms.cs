#:project ../../src/Neuropil
#:property PublishAot=false
using Neuropil;
using static Neuropil.Functions;
using static Neuropil.Units;

var cell = new PointNeuron
{
    Mechanisms =
    [
        new Sodium { Channels = [new SodiumTraubMiles()] },
        new Potassium { Channels = [new PotassiumTraubMiles(), new SlowPotassium { Conductance = 0.3 * mS / cm2 }] },
        new Leak { Conductance = 0.05 * mS / cm2, Reversal = -65 * mV },
    ],
};

Console.WriteLine(ModelPages.Text(new CatalogueModel(new SlowPotassium(), "A slow potassium current.", "Yamada, Koch and Adams (1989)")));

var tiring = new EquationRelease("tiring", """
    dR/dt = (1 - R)/tau : source
    on spike: emit U*R
              R = R - U*R
    """)
{
    Parameters = { ["U"] = 0.5, ["tau"] = 300 * ms }, Initial = { ["R"] = 1 },
};

var pairs = new EquationPlasticity("pairs", """
    dx/dt = -x/tau_plus  : source
    dy/dt = -y/tau_minus : target
    0 nS <= w <= w_max
    on spike:        w = w - A_minus*y; x = x + 1
    on target spike: w = w + A_plus*x;  y = y + 1
    """)
{
    Parameters = { ["tau_plus"] = 20 * ms, ["tau_minus"] = 20 * ms, ["A_plus"] = 0.01 * nS, ["A_minus"] = 0.0105 * nS, ["w_max"] = 1 * nS },
};

var network = new Network { Seed = 3 };
var inputs = network.Add(new Population("inputs", 400, new PoissonSource { Rate = 15 * Hz }));
var cells = network.Add(new Population("cells", 1, cell));
var synapses = network.Connect(
    inputs, cells, new AllToAll(), new Exponential("excitation") { Decay = 5 * ms }, weight: 0.8 * nS, delay: 1 * ms, release: tiring, plasticity: pairs);

using var run = new Simulation(network, new RunOptions { TimeStep = 0.05 * ms });
var spikes = run.Record(cells.Spikes);
var gate = run.Record(cells.Trace("slow.w", 0) with { Interval = 1 * ms });
run.Advance(5 * second, Progress.Console);

double[] weights = run.SynapsesOf(synapses).In("w", nS);
Console.WriteLine($"{spikes.Count} spikes in 5 s; weights from {weights.Min():F3} to {weights.Max():F3} nS, mean {weights.Average():F3} nS");
gate.Traces().Plot("The gate of the slow current").Save("gate.svg");

/// <summary>Slow potassium current, I = g w (E - V) with w' = (w_inf - w)/tau (Yamada, Koch and Adams 1989).</summary>
sealed record SlowPotassium : IonChannel<Potassium>
{
    public SlowPotassium() => Name = "slow";

    /// <summary>The conductance when the gate is open.</summary>
    public Parameter<ConductanceDensity> Conductance { get; init; } = 0.1 * mS / cm2;

    /// <summary>The scale of the time constant.</summary>
    public Parameter<Time> Slowness { get; init; } = 400 * ms;

    public override Expr Current(Membrane cell, Ion potassium)
    {
        var v = (cell.Voltage + 35 * mV) / mV;
        var w = cell.GateOf("w", steadyState: 1 / (1 + Exp(-v / 10)), timeConstant: Slowness / (3.3 * Exp(v / 20) + Exp(-v / 20)));
        return Conductance * w * (potassium.Reversal - cell.Voltage);
    }
}
