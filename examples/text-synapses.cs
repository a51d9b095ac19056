// Synapses without any class: what a spike lets out tires and comes by quanta, and pairs of spikes move the weight. Prints what the weights of one
// cell's inputs have become.
#:project ../src/Neuropil
#:property PublishAot=false
using Neuropil;
using static Neuropil.Units;

// Five sites, each of which has a vesicle or not; a spike lets one go with the chance p (Fuhrmann et al. 2002), every 20 ms some sites are filled again.
var quanta = new EquationRelease("quanta", """
    full : site
    on spike:    emit count(full > 0.5 and chance < p)
                 full = select(chance < p, 0, full)
    every 20 ms: full = select(chance_refill < 20 ms/tau, 1, full)
    """)
{
    Sites = 5, Parameters = { ["p"] = 0.3, ["tau"] = 200 * ms }, Initial = { ["full"] = 1 },
};

// Before the cell's spike up, after it down (Song, Miller and Abbott 2000).
var pairs = new EquationPlasticity("pairs", """
    dx/dt = -x/tau_plus  : source
    dy/dt = -y/tau_minus : target
    0 nS <= w <= w_max
    on spike:        w = w - A_minus*y; x = x + 1
    on target spike: w = w + A_plus*x;  y = y + 1
    """)
{
    Parameters =
    {
        ["tau_plus"] = 20 * ms, ["tau_minus"] = 20 * ms, ["A_plus"] = 0.002 * nS, ["A_minus"] = 0.0021 * nS, ["w_max"] = 0.2 * nS,
    },
};

var network = new Network { Seed = 3 };
var inputs = network.Add(new Population("inputs", 400, new PoissonSource { Rate = 15 * Hz }));
var cell = network.Add(new Population("cell", 1, new LeakyIntegrateAndFire { LeakReversal = -65 * mV, Threshold = -50 * mV, Reset = -65 * mV }));
var synapses = network.Connect(
    inputs, cell, new AllToAll(), new Exponential("excitation") { Decay = 5 * ms }, weight: 0.15 * nS, delay: 1 * ms, release: quanta, plasticity: pairs);

using var run = new Simulation(network);
var spikes = run.Record(cell.Spikes);
run.Advance(20_000 * ms, Progress.Console);
var table = run.SynapsesOf(synapses);
double[] weights = table.In("w", nS);
Console.WriteLine($"{spikes.Count} spikes in 20 s; weights from {weights.Min():F3} to {weights.Max():F3} nS, mean {weights.Average():F3}");
