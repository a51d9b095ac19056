using static Neuropil.Functions;

namespace Neuropil;

/// <summary>
/// A step of a receptor under a square pulse of transmitter: for some time it relaxes to alpha T/(alpha T + beta), for the rest of the step to zero.
/// </summary>
/// <param name="On">How much of the step the pulse takes.</param>
/// <param name="Off">The rest.</param>
/// <param name="Opening">alpha T, the rate at which receptors open in the pulse.</param>
/// <param name="Closing">beta, the rate at which they close.</param>
public sealed record PulsedStep(Expr On, Expr Off, Expr Opening, Expr Closing)
{
    /// <summary>r at the end of the pulse's part.</summary>
    public Expr AfterPulse(Expr bound) => (bound * Exp(-(Rate * On))) + (Opening * On * Exprel(-(Rate * On)));

    /// <summary>r at the end of the step.</summary>
    public Expr AtEnd(Expr bound) => AfterPulse(bound) * Exp(-(Closing * Off));

    /// <summary>
    /// What a stage behind r, dG/dt = production r - removal G, is at the end of the step. An exponential e^(-k s) of r brings
    /// e^(-q t) t exprel((q - k) t), q being the removal: no rates need to differ.
    /// </summary>
    /// <param name="stage">G at the beginning.</param>
    /// <param name="bound">r at the beginning.</param>
    /// <param name="production">The rate at which r makes G.</param>
    /// <param name="removal">The rate at which G goes.</param>
    public Expr StageAtEnd(Expr stage, Expr bound, Expr production, Expr removal)
    {
        var steady = Opening / Rate;
        var after = (stage * Exp(-(removal * On)))
            + (production * ((steady * On * Exprel(-(removal * On))) + ((bound - steady) * From(Rate, removal, On))));
        return (after * Exp(-(removal * Off))) + (production * AfterPulse(bound) * From(Closing, removal, Off));
    }

    private Expr Rate => Opening + Closing;

    private static Expr From(Expr rate, Expr removal, Expr time) => Exp(-(removal * time)) * time * Exprel((removal - rate) * time);
}
