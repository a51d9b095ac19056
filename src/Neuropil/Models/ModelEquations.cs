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

    /// <summary>The equations and statements of a release; what it emits stands among them as <c>emitted</c>.</summary>
    public static ModelEquations Of(Release release)
    {
        var synapse = new SynapseBuilder(Conductance.Dimension);
        synapse.DeclareAlone(release);
        var states = synapse.Variables.Select(variable => new StateVariable(variable.Symbol, "", UpdatePhase.Cell)
        {
            Initial = variable.Initial, Derivative = variable.Derivative ?? new ConstantExpr(new Quantity(0, variable.Symbol.Dimension / Time.Dimension)),
        });
        Dictionary<string, Expr> emitted = synapse.Emissions.Count == 0 ? []
            : new() { ["emitted"] = synapse.Emissions.Select(emission => emission.Factor).Aggregate((product, factor) => product * factor) };
        var system = new EquationSystem([.. states], emitted, [], synapse.ParameterNames, [], synapse.Drawn)
        {
            Events = [synapse.PresynapticSpike, .. synapse.Clocks.Select(clock => clock.Event)],
            Statements = synapse.Statements,
            Labels = emitted.ToDictionary(pair => pair.Value, pair => pair.Key, ReferenceComparer.Instance),
            Declarations = synapse.Declarations,
        };
        return new ModelEquations(
            system, hiddenVoltage: null, ["What is emitted multiplies the weight; statements run in their order, each seeing what those before it wrote."]);
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
