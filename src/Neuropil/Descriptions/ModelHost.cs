namespace Neuropil.Descriptions;

/// <summary>
/// The equations of one model by itself. A cell has them complete; anything else is declared into a bare cell whose own membrane potential is not
/// shown. What comes from outside stays a symbol: the input current I, the ion's reversal potential E, the temperature T, the area A.
/// </summary>
internal sealed record ModelHost(EquationSystem Equations, Symbol? HiddenVoltage, IReadOnlyList<string> Notes)
{
    /// <summary>Whether the equations have values that the model does not: examples in the place of what is not given by default.</summary>
    public bool HasExamples { get; private init; }

    /// <summary>The equations of a model; null for a source of spikes, which has none.</summary>
    public static ModelHost? Of(CatalogueModel model) => model.Declaration switch
    {
        Neuron neuron => OfCell(neuron),
        IonChannel channel => InMembrane(channel, (builder, membrane) => builder.Intermediate("current", channel.Current(membrane, BareIon(channel, membrane)))),
        IonContainer ion => InMembrane(Nernst(ion)) with
        {
            HasExamples = true,
            Notes = ["The reversal potential is fixed at the value in the table; with both concentrations it follows from them as written."],
        },
        Mechanism mechanism => InMembrane(mechanism),
        CalciumPool pool => InMembrane(pool, (_, membrane) => pool.Accumulate(membrane, pool.Declare(membrane), new Symbol("I_Ca", Current.Dimension, SymbolKind.Placeholder))),
        Receptor and ICoupling => InCell(model.Declaration, (builder, _) => ((Receptor)model.Declaration).DeclareAmong(builder)) with { Notes = ["w is a sum over all sources: of the weight, times what the source sends."] },
        Receptor receptor => InCell(receptor, (builder, voltage) => receptor.Declare(builder, voltage)) with { Notes = ["w is the sum of the weights of the spikes that arrive in a step."] },
        InjectedCurrent input => InCell(input, (builder, _) => builder.Intermediate("current", input.Current(builder))),
        _ => null,
    };

    private static ModelHost OfCell(Neuron neuron)
    {
        var builder = neuron.Build();
        builder.KeepInputs();
        var system = builder.Close();
        return new ModelHost(system, HiddenVoltage: null, system.MembranePotential is null ? [] : ["I is the sum of synaptic and injected currents; all currents are positive inward."]);
    }

    private static ModelHost InMembrane(Mechanism mechanism) => InMembrane(mechanism, (_, membrane) =>
    {
        mechanism.DeclareConcentration(membrane);
        mechanism.Declare(membrane);
    });

    private static ModelHost InMembrane(object declaration, Action<EquationBuilder, Membrane> declare)
        => InCell(declaration, (builder, voltage) => declare(
            builder, new Membrane(builder, voltage, new Symbol("A", Area.Dimension, SymbolKind.Placeholder), new Symbol("T", Temperature.Dimension, SymbolKind.Placeholder))));

    private static ModelHost InCell(object declaration, Action<EquationBuilder, Symbol> declare)
    {
        var builder = new EquationBuilder();
        builder.NameParameters(declaration);
        var voltage = builder.MembranePotential("V", -65 * Units.mV);
        builder.Differential(voltage, builder.InputCurrent / new Symbol("C", Capacitance.Dimension, SymbolKind.Placeholder));
        builder.DeclareDrive(Dimension.None);
        declare(builder, voltage);
        return new ModelHost(builder.Close(), voltage, []);
    }

    private static Ion BareIon(IonChannel channel, Membrane membrane)
    {
        bool isCalcium = channel.GetType().Name.StartsWith(nameof(Calcium), StringComparison.Ordinal);
        var inner = isCalcium ? Concentration("inner") : new Symbol("[Ca]", Neuropil.Concentration.Dimension, SymbolKind.Placeholder);
        membrane.AddConcentration(new Calcium(), inner);
        return new Ion(new Symbol("E", Voltage.Dimension, SymbolKind.Placeholder), isCalcium ? 2 : 1, inner, Concentration("outer"));
    }

    private static Symbol Concentration(string side) => new($"c_{side}", Neuropil.Concentration.Dimension, SymbolKind.Placeholder);

    // Only an ion whose reversal potential is not given otherwise shows the equation behind it.
    private static IonContainer Nernst(IonContainer ion) => ion with
    {
        InnerConcentration = ion.InnerConcentration ?? 1 * Units.mM,
        OuterConcentration = ion.OuterConcentration ?? 1 * Units.mM,
        Reversal = null,
        Channels = [],
    };
}
