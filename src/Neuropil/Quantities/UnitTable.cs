namespace Neuropil;

/// <summary>All names that a text may use for a unit: symbols (mV), full names (millivolt) and symbols of prefixes before names (mvolt).</summary>
internal static partial class UnitTable
{
    // Prefixes that make sense for every unit. Larger ones exist only where the table has them, so that a slip of case (MV, Ms) is an error.
    private const string SmallPrefixes = "fpnum";

    // Units for texts only: they have no type, or no place in Neuropil.Units.
    private static readonly (string Symbol, string Name, double Factor, int Decade, Dimension Dimension, string Prefixes)[] others =
    [
        ("g", "gram", 1, -3, Dimension.Of(kilogram: 1), "k"),
        ("cd", "candela", 1, 0, Dimension.Of(candela: 1), ""),
    ];

    private static readonly (string Alias, string Of)[] aliases =
    [
        ("l", "L"), ("liter", "litre"), ("meter", "metre"), ("amp", "ampere"), ("Ohm", "ohm"), ("min", "minute"), ("h", "hour"), ("sec", "second"),
    ];

    // Lazy, because the order in which fields of several files are initialised is not fixed.
    private static readonly Lazy<Dictionary<string, NamedUnit>> units = new(Build);

    /// <summary>The unit called <paramref name="name"/>, which may end in a power: <c>mV</c>, <c>um2</c>.</summary>
    public static bool TryGet(string name, out Quantity unit)
    {
        int digits = name.Length > 1 && name[^1] is >= '1' and <= '9' ? 1 : 0;
        if (TryGetNamed(name[..^digits], out NamedUnit named))
        {
            unit = named.Power(digits == 0 ? 1 : name[^1] - '0');
            return true;
        }

        unit = default;
        return false;
    }

    /// <summary>The unit of this very name, without a power. Both Unicode forms of micro, and the sign for ohm, are understood.</summary>
    public static bool TryGetNamed(string name, out NamedUnit unit)
        => units.Value.TryGetValue(name.Replace('µ', 'u').Replace('μ', 'u').Replace("Ω", "ohm").Replace("Ω", "ohm"), out unit);

    /// <summary>The name nearest to a misspelt one, or null.</summary>
    public static string? Nearest(string name) => NearestName.Suggest(name, units.Value.Keys);

    private static Dictionary<string, NamedUnit> Build()
    {
        var result = new Dictionary<string, NamedUnit>();
        foreach (var (symbol, name, factor, decade, dimension, large) in declared.Concat(others))
        {
            string[] symbols = [symbol, .. aliases.Where(alias => alias.Of == symbol).Select(alias => alias.Alias)];
            string[] names = [name, .. aliases.Where(alias => alias.Of == name).Select(alias => alias.Alias)];
            foreach (string word in symbols.Concat(names))
            {
                result[word] = new NamedUnit(factor, decade, dimension);
            }

            if (factor != 1)
            {
                continue;
            }

            foreach (var prefix in prefixes.Where(prefix => (SmallPrefixes + large).Contains(prefix.Symbol)))
            {
                var unit = new NamedUnit(1, decade + prefix.Decade, dimension);
                foreach (string word in symbols.Concat(names))
                {
                    result[prefix.Symbol + word] = unit;
                }

                foreach (string word in names)
                {
                    result[prefix.Name + word] = unit;
                }
            }
        }

        return result;
    }
}
