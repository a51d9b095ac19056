namespace Neuropil;

/// <summary>
/// Depression and facilitation by two variables of the source: the part R of the resource that is ready, and the part u of it that a spike uses. Between spikes
/// dR/dt = (1 - R)/tau_rec and du/dt = (U - u)/tau_fac; a spike lets out u R, then R falls by u R, and u rises by U (1 - u). The weight is A, what would be
/// felt if all of the resource were let out.
/// </summary>
/// <remarks>
/// What a spike lets out is u(t-) R(t-), and the resting u is U. In a train this is the release of Markram, Wang and Tsodyks (1998, PNAS 95, eqs. 1 to 4),
/// whose running value of u is raised before the spike from a resting value of zero: u here is theirs after that. Other programs call it tsodyks2 or the
/// two-variable form. With parameters that all synapses share u and R live with the source; a drawn one moves them to the synapses. In a steady train of
/// interval T u = U / (1 - (1 - U) e^(-T/tau_fac)), R = (1 - e^(-T/tau_rec)) / (1 - (1 - u) e^(-T/tau_rec)).
/// </remarks>
/// <param name="Name">The name in the paths of its variables.</param>
public sealed record TsodyksMarkram(string Name) : Release(Name)
{
    /// <summary>U, the part of the resource that a first spike uses, above 0 and up to 1. Default 0.5.</summary>
    [Positive]
    [Probability]
    public NumberParameter Utilization { get; init; } = 0.5;

    /// <summary>tau_rec, the time constant with which the resource recovers. Default 800 ms.</summary>
    [Positive]
    public Parameter<Time> Recovery { get; init; } = 800 * Units.ms;

    /// <summary>tau_fac, the time constant with which facilitation decays. Default null: there is none, and u stays U.</summary>
    [Positive]
    public Parameter<Time>? Facilitation { get; init; }

    /// <inheritdoc/>
    protected internal override void Declare(SynapseBuilder synapse)
    {
        var r = synapse.Variable("R", Scope.Source, 1.0);
        synapse.Differential(r, (1 - r) / Recovery);
        if (Facilitation is null)
        {
            var used = Utilization * r;
            synapse.Emit(used);
            synapse.On(synapse.PresynapticSpike, r, r - used);
            return;
        }

        var u = synapse.Variable("u", Scope.Source, Utilization);
        synapse.Differential(u, (Utilization - u) / Facilitation);
        synapse.Emit(u * r);
        synapse.On(synapse.PresynapticSpike, r, r - (u * r));
        synapse.On(synapse.PresynapticSpike, u, u + (Utilization * (1 - u)));
    }
}
