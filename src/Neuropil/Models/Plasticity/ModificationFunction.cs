namespace Neuropil;

/// <summary>
/// phi(nu, theta) of <see cref="BcmPlasticity"/>: below zero for activity between zero and the threshold, above zero beyond it. All are pure numbers.
/// </summary>
/// <param name="Function">The formula of activity and threshold.</param>
public sealed record ModificationFunction(Func<Expr, Expr, Expr> Function)
{
    /// <summary>phi = nu (nu - theta) (Bienenstock, Cooper and Munro 1982; Intrator and Cooper 1992, Neural Netw. 5).</summary>
    public static ModificationFunction Quadratic { get; } = new((activity, threshold) => activity * (activity - threshold));

    /// <summary>phi = nu (nu - theta)/theta, which slows learning down where the threshold is high (Law and Cooper 1994, PNAS 91).</summary>
    public static ModificationFunction PerThreshold { get; } = new((activity, threshold) => activity * (activity - threshold) / threshold);

    /// <summary>phi = nu^2 (nu - theta): weak activity changes little.</summary>
    public static ModificationFunction Cubic { get; } = new((activity, threshold) => activity * activity * (activity - threshold));

    /// <summary>The value of phi.</summary>
    /// <exception cref="DimensionMismatchException">The formula gives something that has a unit.</exception>
    public Expr Of(Expr activity, Expr threshold) => Function(activity, threshold).Required("What a modification function gives", Dimension.None);
}
