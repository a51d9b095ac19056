namespace Neuropil;

/// <summary>A current injected into a neuron by an electrode, positive inward, as a function of time.</summary>
public abstract record InjectedCurrent : IModel
{
    /// <summary>
    /// The name in the paths of its variables; by default the type's name, which for further currents of a type in one cell gets a number:
    /// <c>stepCurrent</c>, <c>stepCurrent2</c>.
    /// </summary>
    public string Name { get => field ?? MechanismNames.Default(GetType(), prefix: ""); init; }

    /// <summary>The compartment that the electrode is in, such as <c>dendrite</c>; null for the cell's main one, the soma.</summary>
    public string? Compartment { get; init; }

    ModelKind IModel.Kind => ModelKind.Current;

    IModel IModel.Copy() => this with { };

    Neuron? IModel.ExampleCell() => ExampleCells.Membrane([], []) with { Inputs = [this] };

    ModelEquations? IModel.Equations() => ModelEquations.InCell(this, (builder, _) => builder.Intermediate("current", Current(builder)));

    /// <summary>The name among the other currents of a cell. One that was given is kept: two of one name are an error, as among channels.</summary>
    internal string NameAfter(IEnumerable<InjectedCurrent> others)
    {
        int same = Name == MechanismNames.Default(GetType(), prefix: "") ? others.Count(other => other.Name == Name) : 0;
        return same == 0 ? Name : $"{Name}{same + 1}";
    }

    /// <summary>The current; it may use <see cref="Symbol.Time"/>, states that it declares (its noise), and the membrane potential.</summary>
    /// <param name="equations">The cell's equations, in this current's scope.</param>
    public abstract Expr Current(CellBuilder equations);
}
