namespace Neuropil;

/// <summary>A channel of whatever ion. A channel of your own is a class derived from <see cref="IonChannel{TIon}"/>.</summary>
public abstract record IonChannel : IModel
{
    private protected IonChannel()
    {
    }

    /// <summary>The name in the paths of its variables; by default the type's name without the ion's in front.</summary>
    public string Name { get => field ?? MechanismNames.Default(GetType(), IonName); init; }

    /// <summary>
    /// The ions whose concentrations the channel needs: those that open it (<see cref="Membrane.Concentration{TIon}"/>), and its own where it carries the
    /// current of Goldman, Hodgkin and Katz.
    /// </summary>
    public virtual IReadOnlyList<RequiredIon> RequiredIons => [];

    /// <summary>The name of the ion's container.</summary>
    private protected abstract string IonName { get; }

    ModelKind IModel.Kind => ModelKind.Channel;

    IModel IModel.Copy() => this with { };

    Neuron? IModel.ExampleCell() => ExampleCell();

    ModelEquations? IModel.Equations() => OwnEquations();

    /// <summary>
    /// Declares gates and gives the current, positive inward, as a current density or a current: g (E - V) with the ion's reversal potential.
    /// </summary>
    /// <param name="cell">The membrane.</param>
    /// <param name="ion">The ion, with its reversal potential and its concentrations.</param>
    public abstract Expr Current(Membrane cell, Ion ion);

    /// <summary>The smallest membrane that has the channel.</summary>
    private protected abstract Neuron ExampleCell();

    /// <summary>The channel's own equations.</summary>
    private protected abstract ModelEquations OwnEquations();
}
