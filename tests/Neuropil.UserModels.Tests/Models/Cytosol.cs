namespace Neuropil.UserModels.Tests.Models;

/// <summary>An ion in a volume of its own, which relaxes to rest: dc/dt = I / (z F volume) - (c - rest) / tau.</summary>
/// <typeparam name="TIon">The ion.</typeparam>
public sealed record Cytosol<TIon> : IonPool<TIon>
    where TIon : IonContainer<TIon>, new()
{
    /// <summary>The volume. Default 1000 um³.</summary>
    [Positive]
    public Parameter<Volume> Volume { get; init; } = 1000 * um3;

    /// <summary>The concentration at rest, where it starts. Default 7 mM.</summary>
    public Parameter<Concentration> Rest { get; init; } = 7 * mM;

    /// <summary>tau, the time constant of return. Default 200 ms.</summary>
    [Positive]
    public Parameter<Time> Return { get; init; } = 200 * ms;

    /// <inheritdoc/>
    protected override Expr Declare(Membrane membrane, PoolInflow inflow)
    {
        var c = membrane.State("concentration", Rest);
        membrane.Differential(c, (inflow.Flow / Volume) - ((c - Rest) / Return));
        return c;
    }
}
