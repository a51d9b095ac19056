using static Neuropil.Functions;

namespace Neuropil;

/// <summary>An ion as its channels see it.</summary>
/// <param name="Reversal">The reversal potential.</param>
/// <param name="Valence">The charge number.</param>
/// <param name="InnerConcentration">The concentration inside, or null where only a fixed reversal potential is given.</param>
/// <param name="OuterConcentration">The concentration outside, or null likewise.</param>
public sealed record Ion(Expr Reversal, int Valence, Expr? InnerConcentration, Expr? OuterConcentration)
{
    /// <summary>
    /// The current density of Goldman (1943) and Hodgkin and Katz (1949), positive inward: P z F x (outer - inner e^x) / (e^x - 1) with
    /// x = z F V / (R T), which is P z F (outer / exprel(x) - inner / exprel(-x)), also at V = 0.
    /// </summary>
    /// <param name="permeability">P, a velocity; a channel multiplies it with its open gates.</param>
    /// <param name="cell">The membrane.</param>
    /// <exception cref="ArgumentException">A concentration is missing; the message names the channel.</exception>
    public Expr GoldmanHodgkinKatz(Expr permeability, Membrane cell)
    {
        if (InnerConcentration is null || OuterConcentration is null)
        {
            string missing = InnerConcentration is null ? "inside the cell: give the ion a Pool or an InnerConcentration"
                : "outside the cell: give the ion an OuterConcentration";
            throw new ArgumentException($"'{cell.Equations.Scope}' carries a Goldman-Hodgkin-Katz current and needs the concentration {missing}.");
        }

        var x = Valence * cell.Voltage / (PhysicalConstants.GasConstantOverFaraday * cell.Temperature);
        return permeability * Valence * PhysicalConstants.Faraday * ((OuterConcentration / Exprel(x)) - (InnerConcentration / Exprel(-x)));
    }
}
