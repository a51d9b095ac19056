namespace Neuropil;

/// <summary>
/// A part of a synapse beside its receptor, declared by variables, equations and statements on events: what a spike lets out
/// (<see cref="Release"/>) or how the weight changes (<see cref="Plasticity"/>).
/// </summary>
/// <param name="Name">The name in the paths of its variables.</param>
public abstract record SynapseModel(string Name) : IModel
{
    ModelKind IModel.Kind => Kind;

    /// <summary>Which of the two it is.</summary>
    private protected abstract ModelKind Kind { get; }

    IModel IModel.Copy() => this with { };

    Neuron? IModel.ExampleCell() => null;

    ModelEquations? IModel.Equations() => ModelEquations.Of(this);

    /// <summary>
    /// Declares another part under its own name, as a part of this one: a rule that is made of several. Its statements stand where this is called.
    /// </summary>
    /// <exception cref="ArgumentException">The name of one of its variables is taken.</exception>
    protected static void Include(SynapseBuilder synapse, SynapseModel part)
    {
        ArgumentNullException.ThrowIfNull(synapse);
        ArgumentNullException.ThrowIfNull(part);
        synapse.InScope(part.Name, part, () => part.Declare(synapse));
    }

    /// <summary>Declares variables, equations and statements.</summary>
    protected internal abstract void Declare(SynapseBuilder synapse);
}
