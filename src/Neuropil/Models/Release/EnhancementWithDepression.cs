using static Neuropil.Functions;

namespace Neuropil;

/// <summary>
/// Enhancement on a resource that empties: a spike uses the part p = min(1, U factor) of what is ready, lets out p R, and R falls by it; dR/dt = (1 -
/// R)/tau_rec. The factor is that of <see cref="Enhancement"/>: facilitation, augmentation and potentiation raise the part that is used. The weight is A, as
/// for
/// <see cref="TsodyksMarkram"/>.
/// </summary>
/// <param name="Name">The name in the paths of its variables.</param>
public sealed record EnhancementWithDepression(string Name) : EnhancedRelease(Name)
{
    /// <summary>U, the part of the resource that a first spike uses, above 0 and up to 1. Default 0.1.</summary>
    [Positive]
    [Probability]
    public NumberParameter Utilization { get; init; } = 0.1;

    /// <summary>tau_rec, the time constant with which the resource recovers. Default 800 ms.</summary>
    [Positive]
    public Parameter<Time> Recovery { get; init; } = 800 * Units.ms;

    /// <inheritdoc/>
    protected internal override void Declare(SynapseBuilder synapse)
    {
        var r = synapse.Variable("R", Scope.Source, 1.0);
        synapse.Differential(r, (1 - r) / Recovery);
        Declare(synapse, factor =>
        {
            var used = Min(1.0, Utilization * factor) * r;
            synapse.Emit(used);
            synapse.On(synapse.PresynapticSpike, r, r - used);
        });
    }
}
