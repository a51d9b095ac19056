namespace Neuropil;

/// <summary>
/// A channel that is permeable to one ion: only that ion's container takes it, so that a potassium channel among those of sodium does not compile. A channel of
/// your own is a class derived from this.
/// </summary>
/// <typeparam name="TIon">The ion's container: <see cref="Sodium"/>, <see cref="Potassium"/>, <see cref="Calcium"/>, or one of your own.</typeparam>
public abstract record IonChannel<TIon> : IonChannel
    where TIon : IonContainer<TIon>, new()
{
    private protected sealed override string IonName => typeof(TIon).Name;

    private protected sealed override Neuron ExampleCell() => ExampleCells.Membrane([new TIon().Example() with { Channels = [this] }], RequiredIons);

    private protected sealed override ModelEquations OwnEquations()
    {
        var required = RequiredIons.Where(one => one.Ion != typeof(TIon)).ToList();
        return ModelEquations.InMembrane(this, required, membrane => membrane.Equations.Intermediate("current", Current(membrane, new Ion(
            ModelEquations.Outside("E", Voltage.Dimension),
            new TIon().Valence,
            ModelEquations.Outside("c_inner", Concentration.Dimension),
            ModelEquations.Outside("c_outer", Concentration.Dimension)))));
    }
}
