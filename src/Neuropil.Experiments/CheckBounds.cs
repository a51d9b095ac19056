namespace Neuropil.Experiments;

/// <summary>Two bounds, one of which may be infinite: all that is predicted of some numbers.</summary>
/// <param name="Lowest">The lower bound; negative infinity for none.</param>
/// <param name="Highest">The upper bound; infinity for none.</param>
public sealed record CheckBounds(double Lowest, double Highest)
{
    /// <summary>Whether the lower bound itself is outside.</summary>
    public bool WithoutLowest { get; init; }

    /// <summary>Whether a number lies within; NaN does not.</summary>
    public bool Contains(double value) => (WithoutLowest ? value > Lowest : value >= Lowest) && value <= Highest;
}
