namespace Neuropil;

/// <summary>
/// The coherent units in which kernels compute: ms, mV, pA, nS, pF, um, mM, K. Typical values are then near one, which single precision and
/// readable dumps want, and formulas need no conversion factors: mV nS = pA and pA ms / pF = mV.
/// </summary>
internal static class KernelUnits
{
    // Powers of ten of the base units kg, m, s, A, K, mol, cd. The kilogram follows from volt = kg m^2 s^-3 A^-1 = 1e-3,
    // the mole from mM = mol m^-3 = 1.
    private static readonly int[] PowersOfTen = [-12, -6, -3, -12, 0, -18, 0];

    /// <summary>The power of ten of the kernel unit of a dimension, in SI units; half-integer for the units of noise.</summary>
    public static double PowerOfTen(Dimension dimension)
    {
        double power = 0;
        for (int i = 0; i < PowersOfTen.Length; i++)
        {
            power += PowersOfTen[i] * dimension.Exponent(i);
        }

        return power;
    }

    /// <summary>A value in SI units, in kernel units.</summary>
    public static double FromSi(double value, Dimension dimension)
    {
        double scaled = Scale(value, -PowerOfTen(dimension));
        if (scaled == value && Math.Floor(value) == value)
        {
            return value; // a whole number has lost nothing, however many digits it has
        }

        // -63 mV is written -63 * 0.001 V, and the products' rounding would make it -63.00000000000001: a number that is a short decimal
        // but for its last bits is taken as that decimal.
        double rounded = RoundTo15Digits(scaled);
        return Math.Abs(rounded - scaled) <= 4 * Math.BitIncrement(Math.Abs(scaled)) - (4 * Math.Abs(scaled)) ? rounded : scaled;
    }

    /// <summary>A value in kernel units, in SI units.</summary>
    public static double ToSi(double value, Dimension dimension) => Scale(value, PowerOfTen(dimension));

    private static double Scale(double value, double power)
        => power >= 0 ? value * Math.Pow(10, power) : value / Math.Pow(10, -power);

    private static double RoundTo15Digits(double value)
        => double.IsFinite(value)
            ? double.Parse(value.ToString("G15", System.Globalization.CultureInfo.InvariantCulture), System.Globalization.CultureInfo.InvariantCulture) : value;
}
