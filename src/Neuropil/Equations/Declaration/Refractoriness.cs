namespace Neuropil;

/// <summary>
/// What a cell is for some time after a spike: it fires no other, and the <paramref name="Held"/> variables stay as they are; what arrives for them is lost.
/// All other variables go on.
/// </summary>
/// <remarks>
/// On a grid the period is rounded to R steps. After a spike found in step n, variables are held in the steps n + 1 to n + R. A spike that needs only that its
/// condition holds can be found in step n + R, whose end is the period's; one that needs a crossing must cross after it, from step n + R + 1 on.
/// </remarks>
/// <param name="Period">How long.</param>
/// <param name="Held">The variables that do not change meanwhile.</param>
public sealed record Refractoriness(Expr Period, IReadOnlyList<Symbol> Held);
