using static Neuropil.Units;

namespace Neuropil.Experiments.Benchmarks;

/// <summary>
/// Plasticity by pairs of spikes as the simulation has it, with the numbers of the rule written by hand: a presynaptic spike takes A- times the
/// trace of the target from the weight, a postsynaptic one adds A+ times the trace of the source (Song, Miller and Abbott 2000, Nature Neurosci. 3).
/// </summary>
internal sealed record PairRule() : Plasticity("pairs")
{
    /// <summary>The time constant of both traces; drawn for each synapse, it gives each synapse traces of its own. Default 20 ms.</summary>
    public Parameter<Time> Decay { get; init; } = HandWrittenPairRule.TimeConstant * ms;

    /// <inheritdoc/>
    protected internal override void Declare(SynapseBuilder synapse)
    {
        Expr potentiation = HandWrittenPairRule.Potentiation * nS;
        Expr depression = HandWrittenPairRule.Depression * nS;
        var (w, x, y) = (synapse.Weight, synapse.Variable("x", Scope.Source, 0.0), synapse.Variable("y", Scope.Target, 0.0));
        synapse.Differential(x, -x / Decay);
        synapse.Differential(y, -y / Decay);
        synapse.Bounds(w, 0 * nS, HandWrittenPairRule.LargestWeight * nS);
        synapse.On(synapse.PresynapticSpike, w, w - (depression * y));
        synapse.On(synapse.PresynapticSpike, x, x + 1);
        synapse.On(synapse.PostsynapticSpike, w, w + (potentiation * x));
        synapse.On(synapse.PostsynapticSpike, y, y + 1);
    }
}
