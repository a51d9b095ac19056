namespace Neuropil;

/// <summary>The pool of one ion: only that ion's container takes it.</summary>
/// <typeparam name="TIon">The ion's container.</typeparam>
public abstract record IonPool<TIon> : IonPool
    where TIon : IonContainer<TIon>, new()
{
    private protected sealed override Neuron ExampleCell() => ExampleCells.Membrane([new TIon().Example() with { InnerConcentration = null, Pool = this }], []);

    private protected sealed override ModelEquations OwnEquations() => ModelEquations.InMembrane(this, [], membrane =>
    {
        var ion = new TIon();
        Declare(membrane, new PoolInflow(ModelEquations.Outside($"I_{ion.ChemicalSymbol}", Current.Dimension), ion.Valence));
    });
}
