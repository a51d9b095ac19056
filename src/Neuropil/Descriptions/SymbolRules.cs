using System.Text.RegularExpressions;

namespace Neuropil.Descriptions;

/// <summary>
/// How papers abbreviate: from the full name of a parameter or variable to a letter with subscripts. A documentation that begins with the symbol
/// ("g_L, the leak conductance.") decides; otherwise the last word of the name (LeakConductance: g) or else the unit gives the letter.
/// </summary>
internal static class SymbolRules
{
    private static readonly Regex leadingSymbol =
        new("^(?<letter>[A-Za-z]+)(_?(?<below>[A-Za-z0-9]*[0-9]|(?<=_)[A-Za-z0-9]+))?,\\s", RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(1));
    private static readonly Regex letterAndNumber = new("^(?<letter>[A-Za-z])(?<number>[0-9]+)$", RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(1));
    private static readonly Regex wordBoundary = new("(?<=[a-z])(?=[A-Z])", RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(1));

    private static readonly (string Noun, string Letter)[] nouns =
    [
        ("TimeConstant", "tau"), ("StandardDeviation", "sigma"), ("Conductance", "g"), ("Permeability", "P"), ("Reversal", "E"), ("Capacitance", "C"),
            ("Area", "A"),
        ("Temperature", "T"), ("Current", "I"), ("Concentration", "c"), ("Rate", "r"), ("Frequency", "f"), ("Period", "tau"), ("Decay", "tau"),
            ("Rise", "tau"), ("Phase", "phi"),
        ("Voltage", "V"),
    ];

    private static readonly (Dimension Dimension, string Letter)[] letters =
    [
        (Voltage.Dimension, "V"), (Time.Dimension, "t"), (Conductance.Dimension, "g"), (ConductanceDensity.Dimension, "g"), (Current.Dimension, "I"),
        (CurrentDensity.Dimension, "I"), (Frequency.Dimension, "r"), (Concentration.Dimension, "c"), (Capacitance.Dimension, "C"), (Length.Dimension, "d"),
    ];

    private static readonly Dictionary<string,
        string> scopes = new(StringComparer.Ordinal) { ["sodium"] = "Na", ["potassium"] = "K", ["calcium"] = "Ca", ["leak"] = "L" };

    /// <summary>What a scope is called in a subscript.</summary>
    public static string Scope(string scope) => scopes.GetValueOrDefault(scope, scope);

    /// <summary>The symbol with which a documentation begins, as in "g_L, the leak conductance."; null where it begins otherwise.</summary>
    public static SymbolName? FromDocumentation(string? meaning)
    {
        var match = leadingSymbol.Match(meaning ?? "");
        string letter = match.Groups["letter"].Value;
        if (!match.Success || (letter.Length > 1 && !SymbolName.IsGreek(letter)))
        {
            return null;
        }

        return new SymbolName(letter, match.Groups["below"] is { Success: true } below ? [below.Value] : []);
    }

    /// <summary>The symbol for a name without its scopes: "leakConductance", "V", "q10".</summary>
    public static SymbolName FromName(string name, Dimension dimension)
    {
        var numbered = letterAndNumber.Match(name);
        if (numbered.Success)
        {
            return new SymbolName(dimension.IsNone && name.Length > 2 ? numbered.Groups["letter"].Value.ToUpperInvariant() : numbered.Groups["letter"].Value,
                [numbered.Groups["number"].Value]);
        }

        // Words that are names already: V, w, xi, a variable of a text equation such as g_L.
        if (name.Length <= 2 || name.Contains('_', StringComparison.Ordinal) || SymbolName.IsGreek(name))
        {
            string[] parts = name.Split('_', StringSplitOptions.RemoveEmptyEntries);
            return parts.Length == 0 ? new SymbolName(name, []) : new SymbolName(parts[0], parts[1..]);
        }

        // The only concentration that changes in time is that of calcium in its pool.
        if (name == "concentration")
        {
            return new SymbolName("[Ca]", []);
        }

        if (name.EndsWith("Q10", StringComparison.Ordinal))
        {
            return new SymbolName("Q", ["10", .. Words(name[..^3])]);
        }

        foreach (var (noun, letter) in nouns)
        {
            if (name.EndsWith(noun, StringComparison.OrdinalIgnoreCase))
            {
                return new SymbolName(letter, Words(name[..^noun.Length]));
            }
        }

        string? byUnit = Array.Find(letters, row => row.Dimension == dimension).Letter;
        return byUnit is null ? new SymbolName(name, []) : new SymbolName(byUnit, Words(name));
    }

    private static string[] Words(string name)
        => name.Length == 0 ? [] : [string.Join(' ', wordBoundary.Split(name)).ToLowerInvariant()];
}
