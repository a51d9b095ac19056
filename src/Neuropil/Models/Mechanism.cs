namespace Neuropil;

/// <summary>Something that carries a current through the membrane of a <see cref="PointNeuron"/> or of a compartment.</summary>
public abstract record Mechanism
{
    /// <summary>The name in the paths of its variables; by default the type's name.</summary>
    public string Name { get => field ?? MechanismNames.Default(GetType(), prefix: ""); init; }

    /// <summary>Declares the concentration that other mechanisms may need, before any mechanism is declared.</summary>
    internal virtual void DeclareConcentration(Membrane membrane)
    {
    }

    /// <summary>Declares states and currents.</summary>
    protected internal abstract void Declare(Membrane membrane);
}
