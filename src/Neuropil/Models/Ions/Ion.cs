namespace Neuropil;

/// <summary>An ion as its channels see it.</summary>
/// <param name="Reversal">The reversal potential.</param>
/// <param name="Valence">The charge number.</param>
/// <param name="InnerConcentration">The concentration inside, or null where only a fixed reversal potential is given.</param>
/// <param name="OuterConcentration">The concentration outside, or null likewise.</param>
public sealed record Ion(Expr Reversal, int Valence, Expr? InnerConcentration, Expr? OuterConcentration);
