namespace Neuropil;

/// <summary>
/// Depression and facilitation where a spike first facilitates and then releases: u rises by U (1 - u), what is let out is u R with this raised u, then R falls
/// by it. Between spikes dR/dt = (1 - R)/tau_rec and du/dt = (U - u)/tau_fac (Mongillo, Barak and Tsodyks 2008, Science 319, eqs. 1 and 2 of the supplement).
/// </summary>
/// <remarks>
/// The resting u is U, so that a first spike lets out U + U (1 - U), more than with <see cref="TsodyksMarkram"/>: the same U, tau_rec and tau_fac are another
/// synapse there.
/// </remarks>
/// <param name="Name">The name in the paths of its variables.</param>
public sealed record MongilloBarakTsodyks(string Name) : Release(Name)
{
    /// <summary>U, the resting value of u and its rise at a spike, above 0 and up to 1. Default 0.2.</summary>
    [Positive]
    [Probability]
    public NumberParameter Utilization { get; init; } = 0.2;

    /// <summary>tau_rec, the time constant with which the resource recovers. Default 200 ms.</summary>
    [Positive]
    public Parameter<Time> Recovery { get; init; } = 200 * Units.ms;

    /// <summary>tau_fac, the time constant with which facilitation decays. Default 1500 ms.</summary>
    [Positive]
    public Parameter<Time> Facilitation { get; init; } = 1500 * Units.ms;

    /// <inheritdoc/>
    protected internal override void Declare(SynapseBuilder synapse)
    {
        var r = synapse.Variable("R", Scope.Source, 1.0);
        var u = synapse.Variable("u", Scope.Source, Utilization);
        synapse.Differential(r, (1 - r) / Recovery);
        synapse.Differential(u, (Utilization - u) / Facilitation);
        synapse.On(synapse.PresynapticSpike, u, u + (Utilization * (1 - u)));
        synapse.Emit(u * r);
        synapse.On(synapse.PresynapticSpike, r, r - (u * r));
    }
}
