namespace Neuropil;

/// <summary>The named dimensions: their types, and the units in which people write them.</summary>
internal static partial class QuantityCatalogue
{
    private const double SmallestMilliseconds = 1e-5 * (1 - 1e-9);

    // Lazy, because the order in which fields of several files are initialised is not fixed.
    private static readonly Lazy<Dictionary<Dimension, Entry>> entries = new(Build);

    /// <summary>The name of the quantity, or its unit in volt, ampere, second, metre ... where it has no name.</summary>
    public static string Name(Dimension dimension)
        => dimension.IsNone ? "Number" : entries.Value.TryGetValue(dimension, out Entry? entry) ? entry.Name : LabelUnit(dimension);

    /// <summary>The name and the usual unit, for messages: "Voltage (mV)", "pure number", "quantity in V^2".</summary>
    public static string Describe(Dimension dimension)
        => dimension.IsNone ? "pure number"
            : entries.Value.TryGetValue(dimension, out Entry? entry) ? $"{entry.Name} ({entry.Label.Name})"
            : $"quantity in {LabelUnit(dimension)}";

    /// <summary>The same with its article: "a Voltage (mV)", "an Area (um^2)".</summary>
    public static string DescribeOne(Dimension dimension)
    {
        string description = Describe(dimension);
        return $"{(description[0] is 'A' ? "an" : "a")} {description}";
    }

    /// <summary>The one unit for axes and messages; empty for pure numbers.</summary>
    public static string LabelUnit(Dimension dimension) => Label(dimension).Name;

    /// <summary>The one unit for axes and messages, with its size.</summary>
    public static DisplayUnit Label(Dimension dimension)
        => entries.Value.TryGetValue(dimension, out Entry? entry) ? entry.Label : new DisplayUnit(Coherent(dimension), 1);

    /// <summary>The largest readable unit in which the value is at least 1.</summary>
    public static DisplayUnit Readable(Quantity value)
    {
        if (!entries.Value.TryGetValue(value.Dimension, out Entry? entry) || value.SiValue == 0 || !double.IsFinite(value.SiValue))
        {
            return Label(value.Dimension);
        }

        // Times of models are in milliseconds: 0.15 ms is not read back as 150 us.
        if (value.Dimension == Time.Dimension && Math.Abs(value.SiValue) is >= SmallestMilliseconds and < 1)
        {
            return entry.Label;
        }

        // A little less than 1 counts as 1: it prints as 1, and 1 mV must not print as 1000 uV.
        double size = Math.Abs(value.SiValue) * (1 + 1e-15);
        return entry.Units.LastOrDefault(unit => size >= unit.SiValue, entry.Units[0]);
    }

    private static Dictionary<Dimension, Entry> Build()
        => declared.ToDictionary(row => row.Dimension, row => new Entry(row.Name, [.. row.ReadableUnits.Select(Unit)], Unit(row.LabelUnit)));

    /// <summary>The units for printing, from small to large.</summary>
    public static IReadOnlyList<DisplayUnit> ReadableUnits(Dimension dimension)
        => entries.Value.TryGetValue(dimension, out Entry? entry) ? entry.Units : [Label(dimension)];

    // Volts instead of kilograms: mV*mV reads V^2 rather than kg^2 m^4 s^-6 A^-2.
    private static string Coherent(Dimension dimension)
    {
        double volts = dimension.Exponent(0);
        (string Symbol, double Exponent)[] factors =
        [
            ("V", volts), ("A", dimension.Exponent(3) + volts), ("m", dimension.Exponent(1) - (2 * volts)), ("s", dimension.Exponent(2) + (3 * volts)),
            ("K", dimension.Exponent(4)), ("mol", dimension.Exponent(5)), ("cd", dimension.Exponent(6)),
        ];
        return string.Join(' ', factors.Where(factor => factor.Exponent != 0)
            .Select(factor => factor.Exponent == 1 ? factor.Symbol : $"{factor.Symbol}^{factor.Exponent}"));
    }

    private static DisplayUnit Unit(string name)
    {
        int position = 0;
        return UnitParser.TryParse(name, ref position, out Quantity unit) && position == name.Length
            ? new DisplayUnit(name, unit.SiValue)
            : throw new InvalidOperationException($"The table of quantities names '{name}', which is no unit.");
    }

    private sealed record Entry(string Name, DisplayUnit[] Units, DisplayUnit Label);
}
