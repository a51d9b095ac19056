namespace Neuropil.Experiments;

/// <summary>Two bounds, one of which may be infinite: all that is predicted of some numbers.</summary>
/// <param name="Lowest">The lower bound; negative infinity for none.</param>
/// <param name="Highest">The upper bound; infinity for none.</param>
public sealed record CheckBounds(double Lowest, double Highest)
{
    /// <summary>Whether the lower bound itself is outside.</summary>
    public bool WithoutLowest { get; init; }

    /// <summary>One number for both: their middle, or the one that there is.</summary>
    internal double Middle => double.IsInfinity(Lowest) ? Highest : double.IsInfinity(Highest) ? Lowest : (Lowest + Highest) / 2;

    /// <summary>Half of their distance.</summary>
    internal double HalfWidth => (Highest - Lowest) / 2;

    /// <summary>No upper bound.</summary>
    internal static CheckBounds AtLeast(double lowest) => new(lowest, double.PositiveInfinity);

    /// <summary>No lower bound.</summary>
    internal static CheckBounds AtMost(double highest) => new(double.NegativeInfinity, highest);

    /// <summary>Whether a number lies within; NaN does not.</summary>
    public bool Contains(double value) => (WithoutLowest ? value > Lowest : value >= Lowest) && value <= Highest;
}
