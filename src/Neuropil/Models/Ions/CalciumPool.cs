namespace Neuropil;

/// <summary>
/// Calcium in a thin shell under the membrane, which calcium currents fill and which decays to rest:
/// d[Ca]/dt = f I_Ca / (2 F depth area) - ([Ca] - rest) / tau, with I_Ca positive inward (Destexhe, Babloyantz and Sejnowski 1993, Biophys. J. 65;
/// the form goes back to Traub 1982). Its variable is <c>calcium.pool.concentration</c>.
/// </summary>
/// <remarks>
/// The defaults are those of the cortical cells of Pospischil et al. (2008, ModelDB 123623): shell 1 um, tau 5 ms, rest 240 nM. Calcium currents
/// are the whole membrane's; outward calcium current empties the shell, where the authors' program ignores it.
/// </remarks>
public sealed record CalciumPool : IonPool<Calcium>
{
    /// <summary>The depth of the shell. Default 1 um.</summary>
    [Positive]
    public Parameter<Length> Depth { get; init; } = 1 * Units.um;

    /// <summary>tau, the time constant of removal. Default 5 ms.</summary>
    [Positive]
    public Parameter<Time> Decay { get; init; } = 5 * Units.ms;

    /// <summary>The concentration at rest, where the pool starts. Default 240 nM.</summary>
    public Parameter<Concentration> Rest { get; init; } = 240 * Units.nM;

    /// <summary>f, the fraction of the entering calcium that is not bound at once. Default 1.</summary>
    public NumberParameter FreeFraction { get; init; } = 1;

    /// <inheritdoc/>
    protected internal override Expr Declare(Membrane membrane, PoolInflow inflow)
    {
        var concentration = membrane.State("concentration", Rest);
        var entering = FreeFraction * inflow.Current / (inflow.Valence * PhysicalConstants.Faraday * Depth * membrane.Area);
        membrane.Differential(concentration, entering - ((concentration - Rest) / Decay));
        return concentration;
    }
}
