namespace Neuropil;

/// <summary>
/// The equations of one model by itself. A cell has them complete; anything else is declared into a bare cell whose own membrane potential is not
/// shown. What comes from outside stays a symbol: the input current I, the ion's reversal potential E, the temperature T, the area A.
/// </summary>
public sealed record ModelEquations
{
    private ModelEquations(EquationSystem system, Symbol? hiddenVoltage, IReadOnlyList<string> notes)
        => (System, HiddenVoltage, Notes) = (system, hiddenVoltage, notes);

    /// <summary>The equations.</summary>
    public EquationSystem System { get; }

    /// <summary>The bare cell's membrane potential, which is no part of the model; null for a cell.</summary>
    public Symbol? HiddenVoltage { get; }

    /// <summary>What a reader of the equations must know.</summary>
    public IReadOnlyList<string> Notes { get; init; }

    /// <summary>What the equations of a synapse do not say of their symbols, in order of declaration: the scope in which a variable lives.</summary>
    internal IReadOnlyList<SymbolNote> Symbols { get; private init; } = [];

    /// <summary>The least and the largest value of variables of a synapse that have bounds.</summary>
    internal IReadOnlyList<VariableBounds> Bounds { get; private init; } = [];

    /// <summary>Whether the equations have values that the model does not: examples in the place of what is not given by default.</summary>
    public bool HasExamples { get; init; }

    /// <summary>The equations of a cell.</summary>
    public static ModelEquations Of(Neuron neuron)
    {
        var builder = neuron.Build();
        builder.KeepInputs();
        var system = builder.Close();
        return new ModelEquations(
            system,
            hiddenVoltage: null,
            system.MembranePotential is null ? [] : ["I is the sum of synaptic and injected currents; all currents are positive inward."]);
    }

    /// <summary>
    /// The equations of a release or a plasticity. What a spike lets out is a statement on the presynaptic spike that gives the symbol <c>emitted</c> its
    /// value.
    /// </summary>
    internal static ModelEquations Of(SynapseModel model)
    {
        var declared = SynapseForPages.Declare(model);
        return new ModelEquations(declared.Equations(), hiddenVoltage: null, declared.Notes) { Symbols = declared.Symbols, Bounds = declared.Bounds };
    }

    /// <summary>The equations of what is declared in a cell.</summary>
    /// <param name="model">The model, whose parameters get names.</param>
    /// <param name="declare">Its declaration, given the bare cell and its membrane potential.</param>
    /// <param name="notes">What a reader must know.</param>
    public static ModelEquations InCell(IModel model, Action<CellBuilder, Symbol> declare, params IReadOnlyList<string> notes)
    {
        var builder = new CellBuilder();
        builder.NameParameters(model);
        var voltage = builder.MembranePotential("V", -65 * Units.mV);
        builder.Differential(voltage, builder.InputCurrent / Outside("C", Capacitance.Dimension));
        builder.DeclareDrive(Dimension.None);
        declare(builder, voltage);
        return new ModelEquations(builder.Close(), voltage, notes);
    }

    /// <summary>The equations of what is declared in a membrane.</summary>
    /// <param name="model">The model, whose parameters get names.</param>
    /// <param name="required">The ions whose concentrations it needs: symbols here.</param>
    /// <param name="declare">Its declaration.</param>
    /// <param name="notes">What a reader must know.</param>
    public static ModelEquations InMembrane(IModel model, IReadOnlyList<RequiredIon> required, Action<Membrane> declare, params IReadOnlyList<string> notes)
        => InCell(
            model,
            (builder, voltage) =>
            {
                var membrane = new Membrane(builder, voltage, Outside("A", Area.Dimension), Outside("T", Temperature.Dimension)) { IsAlone = true };
                foreach (var ion in required.Select(one => one.Example()))
                {
                    membrane.AddConcentration(ion, Outside($"[{ion.ChemicalSymbol}]", Concentration.Dimension));
                }

                declare(membrane);
            },
            notes);

    /// <summary>A symbol for what comes from outside the model, such as the reversal potential E of an ion.</summary>
    public static Symbol Outside(string name, Dimension dimension) => new(name, dimension, SymbolKind.Placeholder);
}
