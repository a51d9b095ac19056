using static Neuropil.Functions;

namespace Neuropil;

/// <summary>
/// An ion with the channels that it passes, whatever ion. The reversal potential is fixed, or follows from the concentrations by Nernst's equation
/// E = R T / (z F) ln(outer / inner). An ion of your own is a class derived from <see cref="IonContainer{TSelf}"/>.
/// </summary>
public abstract record IonContainer : Mechanism, IModel
{
    private readonly Parameter<Voltage> defaultReversal;

    private protected IonContainer(int valence, Parameter<Voltage> defaultReversal)
    {
        Valence = valence != 0 ? valence : throw new ArgumentException($"{GetType().Name} has a valence of 0: it carries no current.", nameof(valence));
        this.defaultReversal = defaultReversal;
    }

    /// <summary>The charge number: +1 for sodium, -1 for chloride.</summary>
    public int Valence { get; }

    /// <summary>How chemists write it, for pages: Na, Ca; by default the type's name.</summary>
    public virtual string ChemicalSymbol => GetType().Name;

    /// <summary>A fixed reversal potential; null to take it from the concentrations (or the ion's default where these are not given).</summary>
    public Parameter<Voltage>? Reversal { get; init; }

    /// <summary>The concentration inside the cell. Without one outside, for channels that it opens, it needs a <see cref="Reversal"/>.</summary>
    public Parameter<Concentration>? InnerConcentration { get; init; }

    /// <summary>The concentration outside the cell.</summary>
    public Parameter<Concentration>? OuterConcentration { get; init; }

    /// <summary>The pool, of whatever ion.</summary>
    private protected abstract IonPool? HeldPool { get; }

    // Not by the name that the typed property has: F# does not see a property that hides another.
    /// <summary>The channels, of whatever ion.</summary>
    private protected abstract IReadOnlyList<IonChannel> HeldChannels { get; }

    ModelKind IModel.Kind => ModelKind.Ion;

    // Only an ion whose reversal potential is not given otherwise shows the equation behind it.
    ModelEquations? IModel.Equations()
    {
        var nernst = this with
        {
            InnerConcentration = InnerConcentration ?? 1 * Units.mM,
            OuterConcentration = OuterConcentration ?? 1 * Units.mM,
            Reversal = null,
        };
        return ModelEquations.InMembrane(
            nernst,
            [],
            nernst.DeclareNernst,
            "The reversal potential is fixed at the value in the table; with both concentrations it follows from them as written.") with { HasExamples = true };
    }

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">
    /// Only one concentration is given, or both a reversal potential and concentrations, or one is not above zero.
    /// </exception>
    protected internal override void Declare(Membrane membrane)
    {
        var inner = membrane.ConcentrationIn(this);
        var ion = new Ion(ReversalPotential(membrane, inner), Valence, inner, OuterConcentration is null ? null : Expr.Of(OuterConcentration));
        membrane.Intermediate("reversal", ion.Reversal);
        foreach (var channel in HeldChannels)
        {
            membrane.Declare(channel, ion, this);
        }
    }

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">There is an inner concentration as well as a pool.</exception>
    internal override void DeclareConcentration(Membrane membrane)
    {
        if (HeldPool is { } pool)
        {
            if (InnerConcentration is not null)
            {
                throw new ArgumentException($"{Name}: give either InnerConcentration or a Pool, not both.");
            }

            var inflow = new PoolInflow(membrane.TotalOf(this), Valence);
            membrane.Equations.InScope("pool", pool, () => membrane.AddConcentration(this, pool.Declare(membrane, inflow)));
        }
        else if (InnerConcentration is not null)
        {
            membrane.AddConcentration(this, InnerConcentration);
        }
    }

    private void DeclareNernst(Membrane membrane)
        => membrane.Intermediate("reversal", Nernst(membrane, Expr.Of(InnerConcentration!)));

    private Expr Nernst(Membrane membrane, Expr inner)
        => PhysicalConstants.GasConstantOverFaraday / Valence * membrane.Temperature * Log(Expr.Of(OuterConcentration!) / inner);

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

        membrane.Equations.NamePositiveParameter("outerConcentration", OuterConcentration!);
        if (InnerConcentration is not null)
        {
            membrane.Equations.NamePositiveParameter("innerConcentration", InnerConcentration);
        }

        return Nernst(membrane, inner!);
    }
}
