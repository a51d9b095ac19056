using System.Globalization;

namespace Neuropil.Descriptions;

/// <summary>A constant in a formula: number and unit as papers write them.</summary>
internal static class FormulaConstant
{
    // The units of kernels: 0.04/(mV ms) is read more easily than 40000/(V s).
    private static readonly (string Unit, double Si)[] units = [("mV", 1e-3), ("pA", 1e-12), ("um", 1e-6), ("ms", 1e-3), ("K", 1), ("mol", 1)];

    /// <summary>The number, and the unit (empty for pure numbers).</summary>
    public static (string Number, string Unit) Of(Quantity value)
    {
        if (value.Dimension.IsNone)
        {
            return (Number(value.SiValue), "");
        }

        // Rates in 1/ms, as all of the field has them.
        if (value.Dimension == Frequency.Dimension)
        {
            return (Number(value.SiValue * 1e-3), "/ms");
        }

        if (QuantityCatalogue.Name(value.Dimension) == QuantityCatalogue.LabelUnit(value.Dimension))
        {
            var scaled = InKernelUnits(value);
            string[] plain = value.ToString().Split(' ', 2);
            return scaled.Number.Contains('e', StringComparison.Ordinal) && plain.Length == 2 ? (Number(value.SiValue), plain[1]) : scaled;
        }

        var unit = QuantityCatalogue.Readable(value);
        return (Number(value.SiValue / unit.SiValue), unit.Name);
    }

    /// <summary>A number with at most ten digits: what products of units added is rounding.</summary>
    public static string Number(double value) => (value == 0 ? 0 : value).ToString("G10", CultureInfo.InvariantCulture).Replace('E', 'e');

    private static (string Number, string Unit) InKernelUnits(Quantity value)
    {
        var d = value.Dimension;
        double volts = d.Exponent(0);
        double[] exponents = [volts, d.Exponent(3) + volts, d.Exponent(1) - (2 * volts), d.Exponent(2) + (3 * volts), d.Exponent(4), d.Exponent(5)];
        double si = value.SiValue;
        var (above, below) = (new List<string>(), new List<string>());
        for (int i = 0; i < exponents.Length; i++)
        {
            si /= Math.Pow(units[i].Si, exponents[i]);
            if (exponents[i] != 0)
            {
                string power = Math.Abs(exponents[i]) == 1 ? "" : string.Create(CultureInfo.InvariantCulture, $"^{Math.Abs(exponents[i])}");
                (exponents[i] > 0 ? above : below).Add(units[i].Unit + power);
            }
        }

        string denominator = below.Count switch { 0 => "", 1 => "/" + below[0], _ => $"/({string.Join(' ', below)})" };
        return (Number(si), string.Join(' ', above) + denominator);
    }
}
