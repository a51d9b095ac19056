using static Neuropil.Distributions;
using static Neuropil.Functions;
using static Neuropil.Units;

namespace Neuropil.Tests.Engine.Twin;

/// <summary>
/// A release as a user might declare it, drawn by a seed: resources that spikes use up, a variable of the synapse that the target's spikes move too, chances,
/// the voltage of the target; its emissions stand between its statements.
/// </summary>
internal sealed record RandomRelease(string Name, int Seed) : Release(Name)
{
    // A time constant that each synapse draws for itself moves what follows from it from the source to the synapse.
    public Parameter<Time> Recovery { get; } = Seed % 3 == 0 ? Uniform(20 * ms, 60 * ms) : 30 * ms;

    public NumberParameter Utilization { get; } = Seed % 5 == 0 ? Uniform(0.2, 0.6) : 0.4;

    protected internal override void Declare(SynapseBuilder synapse)
    {
        var random = new Random(Seed);
        bool Maybe() => random.Next(2) == 0;
        var u = synapse.Variable("u", Scope.Source, Utilization);
        var r = synapse.Variable("r", Scope.Source, 1.0);
        var e = synapse.Variable("e", Scope.Edge, 0.3);
        synapse.Differential(u, (Utilization - u) / ((10 + random.Next(40)) * ms));
        synapse.Differential(r, (1 - r) / Recovery);
        synapse.Differential(e, (0.2 - e) / ((5 + random.Next(20)) * ms));
        if (Maybe())
        {
            synapse.Bounds(e, 0.25, 0.9); // it would come to rest below
        }

        var chances = synapse.Chances("chance", 3);
        var released = chances.Select(chance => Select(chance < u, 1.0, 0.0)).Aggregate((sum, one) => sum + one);
        var acts = new List<Action>
        {
            () => synapse.On(synapse.PresynapticSpike, r, r - (u * r)),
            () => synapse.On(synapse.PresynapticSpike, u, u + (Utilization * (1 - u))),
            () => synapse.On(synapse.PresynapticSpike, e, e + (0.3 * (1 - e) * r)),
        };
        if (Maybe())
        {
            acts.Add(() => synapse.On(synapse.PostsynapticSpike, e, Select(chances[0] < 0.5, e / 2, e)));
        }

        var emissions = new List<Expr> { u * r, 1 - (0.5 * e), 1 / (1 + Exp(((-52 * mV) - synapse.Target("V", Voltage.Dimension)) / (9 * mV))), 0.8 };
        foreach (var emission in emissions.Where(_ => Maybe()))
        {
            acts.Insert(random.Next(acts.Count + 1), () => synapse.Emit(emission));
        }

        if (Maybe())
        {
            acts.Insert(random.Next(acts.Count + 1), () => synapse.Emit(released, largest: 3));
        }

        // Ticks let something out too, or they alone.
        if (Seed % 2 == 1)
        {
            var leak = synapse.Clock("leak", 1.3 * ms);
            acts.Insert(random.Next(acts.Count + 1), () => synapse.On(leak, r, 0.95 * r));
            acts.Insert(random.Next(acts.Count + 1), Maybe() ? () => synapse.Emit(leak, 0.2 * r)
                : () => synapse.Emit(leak, Select(chances[1] < 0.4 * r, e, 0.0)));
        }

        acts.ForEach(act => act());
    }
}
