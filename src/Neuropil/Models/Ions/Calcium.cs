namespace Neuropil;

/// <summary>Calcium, Ca2+. Its reversal potential is 120 mV unless given or derived from concentrations.</summary>
public sealed record Calcium() : IonContainer(+2, 120 * Units.mV)
{
    /// <summary>
    /// The pool that the calcium currents fill, which gives the concentration inside the cell; null for a fixed one or none. With an
    /// <see cref="IonContainer.OuterConcentration"/> the reversal potential follows the pool.
    /// </summary>
    public CalciumPool? Pool { get; init; }

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">There is an inner concentration as well as a pool.</exception>
    internal override void DeclareConcentration(Membrane membrane)
    {
        if (Pool is null)
        {
            base.DeclareConcentration(membrane);
            return;
        }

        if (InnerConcentration is not null)
        {
            throw new ArgumentException($"{Name}: give either InnerConcentration or a Pool, not both.");
        }

        membrane.Equations.InScope("pool", Pool, () => membrane.AddConcentration(this, Pool.Declare(membrane)));
    }

    private protected override void Accumulate(Membrane membrane, Expr current)
    {
        if (Pool is not null)
        {
            Pool.Accumulate(membrane, (Symbol)membrane.ConcentrationIn(this)!, current);
        }
    }
}
