namespace Neuropil;

/// <summary>
/// What the target of a projection feels: states that arriving spikes kick, and a current into the cell. Receptors that are equal (same name,
/// same parameters) on one population are one: each incoming weight just adds.
/// </summary>
/// <param name="Name">The name in the paths of its variables.</param>
public abstract record Receptor(string Name) : IModel
{
    /// <summary>The compartment that it is on, such as <c>dendrite</c>; null for the cell's main one, the soma.</summary>
    public string? Compartment { get; init; }

    /// <summary>
    /// What a weight below zero means. A conductance below zero, the default's concern, drives the membrane away from its reversal potential: inhibition has a
    /// positive weight, and a low reversal potential.
    /// </summary>
    public virtual NegativeWeights NegativeWeights => WeightDimension == Conductance.Dimension ? NegativeWeights.Strange : NegativeWeights.Meant;

    /// <summary>The dimension of a weight.</summary>
    internal abstract Dimension WeightDimension { get; }

    ModelKind IModel.Kind => ModelKind.Receptor;

    IModel IModel.Copy() => this with { };

    Neuron? IModel.ExampleCell() => ExampleCells.Membrane([], []);

    ModelEquations? IModel.Equations()
        => ModelEquations.InCell(this, (builder, _) => DeclareAmong(builder), "w is the sum of the weights of the spikes that arrive in a step.");

    /// <summary>
    /// Declares states, what arriving weights do to them (<see cref="EquationBuilder.Arrival"/>, <see cref="EquationBuilder.On"/>), and the current.
    /// </summary>
    /// <param name="equations">The target's equations, in this receptor's scope.</param>
    /// <param name="voltage">The membrane potential of the target's compartment.</param>
    protected internal abstract void Declare(CellBuilder equations, Symbol voltage);

    /// <summary>Declares this receptor among a target's equations.</summary>
    /// <exception cref="ArgumentException">The target has no membrane potential.</exception>
    internal virtual void DeclareAmong(CellBuilder equations)
        => Declare(equations, equations.Voltage ?? throw new ArgumentException($"it has no membrane potential for receptor '{Name}'"));
}

/// <summary>A receptor whose weights are of type <typeparamref name="TWeight"/>, so that a weight with another unit does not compile.</summary>
/// <param name="Name">The name in the paths of its variables.</param>
/// <typeparam name="TWeight">The quantity of a weight.</typeparam>
public abstract record Receptor<TWeight>(string Name) : Receptor(Name)
    where TWeight : struct, IQuantity<TWeight>
{
    internal override Dimension WeightDimension => TWeight.Dimension;
}
