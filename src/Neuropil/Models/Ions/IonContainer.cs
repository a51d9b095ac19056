using static Neuropil.Functions;

namespace Neuropil;

/// <summary>
/// An ion with the channels that it passes. The reversal potential is fixed, or follows from the concentrations by Nernst's equation
/// E = R T / (z F) ln(outer / inner).
/// </summary>
public abstract record IonContainer : Mechanism
{
    // CODATA 2018, exact by the definition of the mole, kelvin and ampere.
    private static readonly Quantity GasConstantOverFaraday = new(8.31446261815324 / 96485.33212331001, Voltage.Dimension / Temperature.Dimension);

    private readonly int valence;
    private readonly Parameter<Voltage> defaultReversal;

    private protected IonContainer(int valence, Parameter<Voltage> defaultReversal)
    {
        this.valence = valence;
        this.defaultReversal = defaultReversal;
    }

    /// <summary>A fixed reversal potential; null to take it from the concentrations (or the ion's default where these are not given).</summary>
    public Parameter<Voltage>? Reversal { get; init; }

    /// <summary>The concentration inside the cell.</summary>
    public Parameter<Concentration>? InnerConcentration { get; init; }

    /// <summary>The concentration outside the cell.</summary>
    public Parameter<Concentration>? OuterConcentration { get; init; }

    /// <summary>The channels that pass this ion.</summary>
    public IReadOnlyList<IonChannel> Channels { get; init; } = [];

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">Only one concentration is given, or both a reversal potential and concentrations.</exception>
    protected internal override void Declare(Membrane membrane)
    {
        var ion = new Ion(ReversalPotential(membrane), valence, InnerConcentration is null ? null : Expr.Of(InnerConcentration), OuterConcentration is null ? null : Expr.Of(OuterConcentration));
        membrane.Intermediate("reversal", ion.Reversal);
        foreach (var channel in Channels)
        {
            string name = channel.Name ?? MechanismNames.Default(channel.GetType(), GetType().Name);
            membrane.Equations.InScope(name, channel, () => membrane.AddCurrent(channel.Current(membrane, ion)));
        }
    }

    private Expr ReversalPotential(Membrane membrane)
    {
        if (InnerConcentration is null != OuterConcentration is null)
        {
            throw new ArgumentException($"{Name}: a Nernst potential needs both InnerConcentration and OuterConcentration.");
        }

        if (InnerConcentration is null)
        {
            var reversal = Reversal ?? defaultReversal;
            membrane.Equations.NameParameter("reversal", reversal);
            return reversal;
        }

        if (Reversal is not null)
        {
            throw new ArgumentException($"{Name}: give either Reversal or the concentrations, not both.");
        }

        return GasConstantOverFaraday / valence * membrane.Temperature * Log(Expr.Of(OuterConcentration!) / Expr.Of(InnerConcentration));
    }
}
