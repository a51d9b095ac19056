using static Neuropil.Functions;

namespace Neuropil;

/// <summary>
/// An ion with the channels that it passes. The reversal potential is fixed, or follows from the concentrations by Nernst's equation
/// E = R T / (z F) ln(outer / inner).
/// </summary>
public abstract record IonContainer : Mechanism
{
    private readonly int valence;
    private readonly Parameter<Voltage> defaultReversal;

    private protected IonContainer(int valence, Parameter<Voltage> defaultReversal)
    {
        this.valence = valence;
        this.defaultReversal = defaultReversal;
    }

    /// <summary>A fixed reversal potential; null to take it from the concentrations (or the ion's default where these are not given).</summary>
    public Parameter<Voltage>? Reversal { get; init; }

    /// <summary>The concentration inside the cell. Without one outside, for channels that it opens, it needs a <see cref="Reversal"/>.</summary>
    public Parameter<Concentration>? InnerConcentration { get; init; }

    /// <summary>The concentration outside the cell.</summary>
    public Parameter<Concentration>? OuterConcentration { get; init; }

    /// <summary>The channels that pass this ion.</summary>
    public IReadOnlyList<IonChannel> Channels { get; init; } = [];

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">Only one concentration is given, or both a reversal potential and concentrations.</exception>
    protected internal override void Declare(Membrane membrane)
    {
        var inner = membrane.ConcentrationIn(this);
        var ion = new Ion(ReversalPotential(membrane, inner), valence, inner, OuterConcentration is null ? null : Expr.Of(OuterConcentration));
        membrane.Intermediate("reversal", ion.Reversal);
        Expr total = new ConstantExpr(new Quantity(0, Current.Dimension));
        foreach (var channel in Channels)
        {
            string name = channel.Name ?? MechanismNames.Default(channel.GetType(), GetType().Name);
            membrane.Equations.InScope(name, channel, () => total += membrane.AddCurrent(channel.Current(membrane, ion)));
        }

        Accumulate(membrane, total);
    }

    /// <inheritdoc/>
    internal override void DeclareConcentration(Membrane membrane)
    {
        if (InnerConcentration is not null)
        {
            membrane.AddConcentration(this, InnerConcentration);
        }
    }

    /// <summary>Lets the ion's total current, positive inward, change its concentration.</summary>
    private protected virtual void Accumulate(Membrane membrane, Expr current)
    {
    }

    private Expr ReversalPotential(Membrane membrane, Expr? inner)
    {
        bool isNernst = inner is not null && OuterConcentration is not null;
        bool isKnown = isNernst || OuterConcentration is null && (InnerConcentration is null || Reversal is not null);
        if (!isKnown)
        {
            throw new ArgumentException($"{Name}: a Nernst potential needs both InnerConcentration and OuterConcentration.");
        }

        if (!isNernst)
        {
            var reversal = Reversal ?? defaultReversal;
            membrane.Equations.NameParameter("reversal", reversal);
            return reversal;
        }

        if (Reversal is not null)
        {
            throw new ArgumentException($"{Name}: give either Reversal or the concentrations, not both.");
        }

        return PhysicalConstants.GasConstantOverFaraday / valence * membrane.Temperature * Log(Expr.Of(OuterConcentration!) / inner!);
    }
}
