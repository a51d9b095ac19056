namespace Neuropil;

/// <summary>
/// The concentration of an ion inside a cell, which its currents change; whatever ion. A pool of your own is a class derived from <see cref="IonPool{TIon}"/>.
/// </summary>
public abstract record IonPool : IModel
{
    private protected IonPool()
    {
    }

    ModelKind IModel.Kind => ModelKind.Mechanism;

    IModel IModel.Copy() => this with { };

    Neuron? IModel.ExampleCell() => ExampleCell();

    ModelEquations? IModel.Equations() => OwnEquations();

    /// <summary>
    /// Declares the concentration, and the buffers or stores beside it: <c>var c = membrane.State("concentration", Rest);</c> and its equation, in which
    /// <see cref="PoolInflow.Flow"/> over the pool's volume is what the membrane brings.
    /// </summary>
    /// <param name="membrane">The membrane around the pool, in the pool's scope.</param>
    /// <param name="inflow">What the ion's currents bring.</param>
    /// <returns>The concentration that channels see: a state, or what follows from several.</returns>
    protected internal abstract Expr Declare(Membrane membrane, PoolInflow inflow);

    /// <summary>The smallest membrane that has the pool.</summary>
    private protected abstract Neuron ExampleCell();

    /// <summary>The pool's own equations.</summary>
    private protected abstract ModelEquations OwnEquations();
}
