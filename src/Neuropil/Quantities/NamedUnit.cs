using System.Globalization;

namespace Neuropil;

/// <summary>A unit that has a name: <see cref="Factor"/> times ten to the <see cref="Decade"/> in SI units.</summary>
/// <remarks>The decade is kept apart so that powers are exact: 1e-6 squared is not 1e-12 in floating point.</remarks>
internal readonly record struct NamedUnit(double Factor, int Decade, Dimension Dimension)
{
    /// <summary>The unit to a power. The exponent is a multiple of one half.</summary>
    public Quantity Power(double exponent)
    {
        double decade = Decade * exponent;
        double scale = decade == Math.Round(decade)
            ? double.Parse(string.Create(CultureInfo.InvariantCulture, $"1e{decade}"), CultureInfo.InvariantCulture)
            : Math.Pow(10, decade);
        return new Quantity(Factor == 1 ? scale : Math.Pow(Factor, exponent) * scale, Dimension.Power(exponent));
    }
}
