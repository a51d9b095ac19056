namespace Neuropil;

/// <summary>
/// Something that carries a current through the membrane of a <see cref="PointNeuron"/> or of a compartment: an ion with its channels, a leak, a pump, a
/// channel of no single ion. One of your own is a class derived from this.
/// </summary>
public abstract record Mechanism : IModel
{
    /// <summary>The name in the paths of its variables; by default the type's name.</summary>
    public string Name { get => field ?? MechanismNames.Default(GetType(), prefix: ""); init; }

    /// <summary>
    /// The ions that must be there: whose concentrations the mechanism reads (<see cref="Membrane.Concentration{TIon}"/>), or whose currents it carries
    /// (<see cref="Membrane.AddCurrentOf{TIon}"/>).
    /// </summary>
    public virtual IReadOnlyList<RequiredIon> RequiredIons => [];

    ModelKind IModel.Kind => ModelKind.Mechanism;

    IModel IModel.Copy() => this with { };

    Neuron? IModel.ExampleCell() => ExampleCells.Membrane([this], RequiredIons);

    ModelEquations? IModel.Equations() => ModelEquations.InMembrane(this, RequiredIons, Declare);

    /// <summary>Declares the concentration that other mechanisms may need, before any mechanism is declared.</summary>
    internal virtual void DeclareConcentration(Membrane membrane)
    {
    }

    /// <summary>Declares states (<see cref="Membrane.Gate"/>, <see cref="Membrane.State"/>) and currents (<see cref="Membrane.AddCurrent"/>).</summary>
    /// <param name="membrane">The membrane, in the mechanism's scope.</param>
    protected internal abstract void Declare(Membrane membrane);
}
