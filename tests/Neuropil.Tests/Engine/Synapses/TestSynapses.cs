using static Neuropil.Functions;

namespace Neuropil.Tests.Engine.Synapses;

/// <summary>
/// Depression and facilitation as a user would declare them: a spike releases u R, then R loses that and u comes nearer to one; between spikes
/// both relax (Tsodyks, Pawelzik and Markram 1998, with the order of release of the chapter on short-term plasticity).
/// </summary>
internal sealed record Depressing(string Name) : Release(Name)
{
    public NumberParameter Utilization { get; init; } = 0.5;

    [Positive]
    public Parameter<Time> Recovery { get; init; } = 300 * Units.ms;

    [Positive]
    public Parameter<Time> Facilitation { get; init; } = 200 * Units.ms;

    protected internal override void Declare(SynapseBuilder synapse)
    {
        var u = synapse.Variable("u", Scope.Source, Utilization);
        var r = synapse.Variable("R", Scope.Source, 1.0);
        synapse.Differential(u, (Utilization - u) / Facilitation);
        synapse.Differential(r, (1 - r) / Recovery);
        synapse.Emit(u * r);
        synapse.On(synapse.PresynapticSpike, r, r - (u * r));
        synapse.On(synapse.PresynapticSpike, u, u + (Utilization * (1 - u)));
    }
}

/// <summary>Each of N sites releases with a probability of its own at each spike; the weight is the effect of one. It counts what is released.</summary>
internal sealed record Binomial(string Name) : Release(Name)
{
    public int Sites { get; init; } = 3;

    public NumberParameter Probability { get; init; } = 0.4;

    protected internal override void Declare(SynapseBuilder synapse)
    {
        var (last, count) = (synapse.Variable("last", Scope.Edge, 0.0), synapse.Variable("count", Scope.Edge, 0.0));
        var released = synapse.Chances("chance", Sites).Select(chance => Select(chance < Probability, 1.0, 0.0)).Aggregate((sum, one) => sum + one);
        synapse.Emit(released, largest: Sites);
        synapse.On(synapse.PresynapticSpike, last, released);
        synapse.On(synapse.PresynapticSpike, count, count + last);
    }
}

/// <summary>
/// Pairs of spikes move the weight: a presynaptic one takes A_- y away, a postsynaptic one adds A_+ x, within bounds (Song, Miller and Abbott 2000).
/// </summary>
internal sealed record PairRule(string Name) : Plasticity(Name)
{
    [Positive]
    public Parameter<Time> PresynapticDecay { get; init; } = 20 * Units.ms;

    [Positive]
    public Parameter<Time> PostsynapticDecay { get; init; } = 25 * Units.ms;

    public Parameter<Conductance> Potentiation { get; init; } = 0.01 * Units.nS;

    public Parameter<Conductance> Depression { get; init; } = 0.0105 * Units.nS;

    public Parameter<Conductance> Largest { get; init; } = 1 * Units.nS;

    protected internal override void Declare(SynapseBuilder synapse)
    {
        var (w, x, y) = (synapse.Weight, synapse.Variable("x", Scope.Source, 0.0), synapse.Variable("y", Scope.Target, 0.0));
        synapse.Differential(x, -x / PresynapticDecay);
        synapse.Differential(y, -y / PostsynapticDecay);
        synapse.Bounds(w, 0 * Units.nS, Largest);
        synapse.On(synapse.PresynapticSpike, w, w - (Depression * y));
        synapse.On(synapse.PresynapticSpike, x, x + 1);
        synapse.On(synapse.PostsynapticSpike, w, w + (Potentiation * x));
        synapse.On(synapse.PostsynapticSpike, y, y + 1);
    }
}
