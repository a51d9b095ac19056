// A synapse of your own: its release tires, and pairs of spikes move its weight. Prints how the weights of one cell's inputs have changed.
#:project ../src/Neuropil
#:property PublishAot=false
using Neuropil;
using static Neuropil.Units;

var network = new Network { Seed = 3 };
var inputs = network.Add(new Population("inputs", 400, new PoissonSource { Rate = 15 * Hz }));
var cell = network.Add(new Population("cell", 1, new LeakyIntegrateAndFire { LeakReversal = -65 * mV, Threshold = -50 * mV, Reset = -65 * mV }));
var synapses = network.Connect(
    inputs, cell, new AllToAll(), new Exponential("excitation") { Decay = 5 * ms }, weight: 0.4 * nS, delay: 1 * ms,
    release: new Tiring("release"), plasticity: new PairRule("pairs"));

using var run = new Simulation(network);
var spikes = run.Record(cell.Spikes);
run.Advance(20_000 * ms, Progress.Console);
double[] weights = run.SynapsesOf(synapses).In("w", nS);
Console.WriteLine($"{spikes.Count} spikes in 20 s; weights from {weights.Min():F3} to {weights.Max():F3} nS, mean {weights.Average():F3}");

/// <summary>Depression (Tsodyks and Markram 1997): a spike releases the fraction U of what is there, which recovers.</summary>
sealed record Tiring(string Name) : Release(Name)
{
    public NumberParameter Utilization { get; init; } = 0.5;
    public Parameter<Time> Recovery { get; init; } = 300 * ms;

    protected override void Declare(SynapseBuilder synapse)
    {
        var r = synapse.Variable("R", Scope.Source, 1.0);
        synapse.Differential(r, (1 - r) / Recovery);
        synapse.Emit(Utilization * r);
        synapse.On(synapse.PresynapticSpike, r, r - (Utilization * r));
    }
}

/// <summary>Additive plasticity by pairs of spikes (Song, Miller and Abbott 2000): before the cell's spike up, after it down.</summary>
sealed record PairRule(string Name) : Plasticity(Name)
{
    protected override void Declare(SynapseBuilder synapse)
    {
        var (w, x, y) = (synapse.Weight, synapse.Variable("x", Scope.Source, 0.0), synapse.Variable("y", Scope.Target, 0.0));
        synapse.Differential(x, -x / (20 * ms));
        synapse.Differential(y, -y / (20 * ms));
        synapse.Bounds(w, 0 * nS, 0.8 * nS);
        synapse.On(synapse.PresynapticSpike, w, w - (0.0084 * nS * y));
        synapse.On(synapse.PresynapticSpike, x, x + 1);
        synapse.On(synapse.PostsynapticSpike, w, w + (0.008 * nS * x));
        synapse.On(synapse.PostsynapticSpike, y, y + 1);
    }
}
