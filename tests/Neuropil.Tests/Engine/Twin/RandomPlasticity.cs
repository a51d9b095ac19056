using static Neuropil.Distributions;
using static Neuropil.Functions;
using static Neuropil.Units;

namespace Neuropil.Tests.Engine.Twin;

/// <summary>
/// A plasticity as a user might declare it, drawn by a seed: traces of the source, the target and the synapse, weights that each other's spikes and clocks
/// move, chances, the voltage of the target, bounds.
/// </summary>
/// <param name="Name">Its name.</param>
/// <param name="Seed">What it is drawn by.</param>
/// <param name="TargetsDiffer">Whether dendritic delays differ, so that a trace of the target must be one that each synapse can keep for itself.</param>
internal sealed record RandomPlasticity(string Name, int Seed, bool TargetsDiffer) : Plasticity(Name)
{
    public Parameter<Time> PresynapticDecay { get; } = Seed % 4 == 0 ? Uniform(5 * ms, 20 * ms) : 12 * ms;

    public Parameter<Time> PostsynapticDecay { get; } = Seed % 7 == 0 ? Uniform(8 * ms, 30 * ms) : 15 * ms;

    public Parameter<Conductance> Step { get; } = Seed % 3 == 1 ? Uniform(0.005 * nS, 0.05 * nS) : 0.03 * nS;

    protected internal override void Declare(SynapseBuilder synapse)
    {
        var random = new Random(Seed);
        bool Maybe() => random.Next(2) == 0;
        var w = synapse.Weight;
        var (before, after) = (synapse.PresynapticSpike, synapse.PostsynapticSpike);
        var (x, y, e) = (synapse.Variable("x", Scope.Source, 0.0), synapse.Variable("y", Scope.Target, 0.25), synapse.Variable("e", Scope.Edge, 0.5));
        var voltage = synapse.Target("V", Voltage.Dimension);
        var depolarized = 1 / (1 + Exp(((-52 * mV) - voltage) / (6 * mV)));
        bool isStepped = !TargetsDiffer && PostsynapticDecay.IsUniform;

        synapse.Bounds(w, 0 * nS, 0.5 * nS);
        synapse.Differential(x, -x / PresynapticDecay);
        synapse.Differential(y, ((isStepped && Maybe() ? depolarized : 0.1) - y) / PostsynapticDecay);
        synapse.Differential(e, ((Maybe() ? 0 : 1.2) - e) / ((5 + random.Next(30)) * ms));
        if (Maybe())
        {
            synapse.Bounds(x, 0, 1.5);
        }

        if (Maybe())
        {
            synapse.Bounds(y, 0.15, 1.3); // it would come to rest below
        }

        if (Maybe())
        {
            synapse.Bounds(e, 0, 1); // it would come to rest above
        }

        // A slower trace behind the target's: what reads something that moves must be stepped.
        var slow = y;
        if (isStepped && Maybe())
        {
            slow = synapse.Variable("slow", Scope.Target, 0.0);
            synapse.Differential(slow, (y - slow) / (20 * ms));
        }

        var (often, seldom) = (synapse.Clock("often", 1.3 * ms), synapse.Clock("seldom", 5.2 * ms));
        var (first, second) = (synapse.Chance("first"), synapse.Chance("second"));
        List<Action> acts =
        [
            () => synapse.On(before, w, w - (Step * y * (Maybe() ? 1 : e))),
            () => synapse.On(before, x, Maybe() ? x + 1 : 1),
            () => synapse.On(before, e, (e / 2) + (0.2 * x) + (Maybe() ? 0.3 * depolarized : 0.1 * first)),
            () => synapse.On(after, w, w + (Step * x * (Maybe() ? 1 : 1 - (w / (0.5 * nS))) * (Maybe() ? 1 : slow))),
            () => synapse.On(after, y, Maybe() ? y + 1 : y + ((1 - y) * 0.7)),
            () => synapse.On(after, e, e + (Maybe() ? 0.1 * x : Select(second < 0.4, 0.2, 0.0)) + (0.1 * first)),
            () => synapse.On(often, w, (0.99 * w) + (Step * (e - 0.4) * (Maybe() ? 0.1 : 0.2 * y))),
            () => synapse.On(seldom, e, Select(first < 0.3, e / 4, e) + (0.01 * x)),
            () => synapse.On(seldom, w, w + (Step * (second - 0.5))),
            () => synapse.On(seldom, y, y * (Maybe() ? 0.5 : 1 - (0.3 * depolarized))),
            () => synapse.On(often, x, 0.9 * x),
        ];
        foreach (var act in acts.OrderBy(_ => random.Next()).ToList())
        {
            if (random.Next(4) > 0)
            {
                act();
            }
        }
    }
}
