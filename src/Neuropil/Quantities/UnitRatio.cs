namespace Neuropil;

/// <summary>
/// Turns numbers of one unit into numbers of another. Most units are powers of ten of each other: such a power is exact, or one over an exact one, and a value
/// is then rounded once.
/// </summary>
internal readonly struct UnitRatio
{
    private readonly double factor;
    private readonly bool divides;

    /// <summary>From a unit to another, both by their size in SI units.</summary>
    public UnitRatio(double fromSi, double toSi)
    {
        double ratio = fromSi / toSi;
        double power = Math.Pow(10, Math.Abs(Math.Round(Math.Log10(ratio))));
        bool isLarger = Math.Abs((ratio / power) - 1) < 1e-12;
        divides = !isLarger && Math.Abs((ratio * power) - 1) < 1e-12;
        factor = isLarger || divides ? power : ratio;
    }

    /// <summary>The number in the other unit.</summary>
    public double Of(double value) => divides ? value / factor : value * factor;
}
