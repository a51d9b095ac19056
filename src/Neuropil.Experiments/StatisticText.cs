using System.Globalization;

namespace Neuropil.Experiments;

/// <summary>Statistics in sentences.</summary>
internal static class StatisticText
{
    /// <summary>The number; "undefined" where there were too few spikes for one.</summary>
    public static string Of(double value, string format) => double.IsFinite(value) ? value.ToString(format, CultureInfo.InvariantCulture) : "undefined";
}
