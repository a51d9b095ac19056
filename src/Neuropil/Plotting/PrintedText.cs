using System.Text.RegularExpressions;

namespace Neuropil;

/// <summary>
/// Sets text that is typed in ASCII as a paper prints it; every text of a figure is set so. <c>uA/cm^2</c> is µA/cm², <c>MOhm</c> is MΩ,
/// <c>chi</c> and the other names of Greek letters are letters where they stand as words, with an index of zero in <c>nu0</c>; <c>2^n</c> is 2ⁿ; and a
/// hyphen before a number or a Greek letter, between blanks, or between a bracket and a letter, as in <c>exp(-t/tau)</c>, is a minus sign. Text that has
/// these signs already stays as it is.
/// </summary>
public static partial class PrintedText
{
    // Latin letters that look like the Greek ones (omicron) have no name here, nor have capitals that are Latin ones (Alpha is A).
    private static readonly Dictionary<string, string> letters = new(StringComparer.Ordinal)
    {
        ["alpha"] = "α", ["beta"] = "β", ["gamma"] = "γ", ["delta"] = "δ", ["epsilon"] = "ε", ["zeta"] = "ζ", ["eta"] = "η", ["theta"] = "θ",
        ["kappa"] = "κ", ["lambda"] = "λ", ["mu"] = "μ", ["nu"] = "ν", ["xi"] = "ξ", ["pi"] = "π", ["rho"] = "ρ", ["sigma"] = "σ", ["tau"] = "τ",
        ["phi"] = "φ", ["chi"] = "χ", ["psi"] = "ψ", ["omega"] = "ω", ["Gamma"] = "Γ", ["Delta"] = "Δ", ["Theta"] = "Θ", ["Lambda"] = "Λ",
        ["Sigma"] = "Σ", ["Phi"] = "Φ", ["Psi"] = "Ψ", ["Omega"] = "Ω",
    };

    /// <summary>The text with the letters and signs that print has.</summary>
    public static string Of(string text)
    {
        string set = Ohm().Replace(text, match => match.Groups["prefix"].Value.Replace('u', 'µ') + "Ω");
        set = Micro().Replace(set, "µ");
        set = Square().Replace(set, match => match.Groups["unit"].Value + (match.Groups["power"].Value == "2" ? "²" : "³"));
        set = Power().Replace(set, "ⁿ");
        set = GreekName().Replace(set, match => !letters.TryGetValue(match.Groups["name"].Value, out string? letter) ? match.Value
            : letter + (match.Groups["zero"].Success ? "₀" : ""));
        return Minus().Replace(set, "\u2212");
    }

    // The name of a letter is one where it stands alone, or with an index: not in names such as beta-blocker, eta.cells or chi2, which may be a square. A
    // hyphen before it is a sign where nothing stands before that.
    [GeneratedRegex(
        @"(?<![\p{L}\p{N}_.\\]|[\p{L}\p{N})\]}_.-]-)(?<name>\p{L}{2,7})(?<zero>0)?(?![\p{L}\p{N}-]|\.\p{L}|_(?![\p{L}\p{N}]{1,6}(?![\p{L}\p{N}_])))",
        RegexOptions.ExplicitCapture, 30_000)]
    private static partial Regex GreekName();

    // "us" and "um" are words as well: units only after a number, a bracket or a stroke, or alone.
    [GeneratedRegex(
        @"(?<![\p{L}\p{N}_])u(?=[AVSFMWJ](?![\p{L}_]))|(?<=[(/\[]|\p{N} ?)u(?=(?:[ms]|mol|Hz)(?:[²³)\]/^23,. ·]|$))|^u(?=(?:[ms]|mol|Hz)(?:[²³/^23]|$))",
        RegexOptions.None, 30_000)]
    private static partial Regex Micro();

    [GeneratedRegex(@"(?<![\p{L}\p{N}_])(?<prefix>[kMGmuµ]?)Ohm(?![\p{L}_])", RegexOptions.ExplicitCapture, 30_000)]
    private static partial Regex Ohm();

    [GeneratedRegex(
        @"(?<![\p{L}\p{N}_])(?<unit>[cmuµ]m)(?<power>[23])(?![\p{L}\p{N}_])|(?<=[\p{L})])\^(?<unit>)(?<power>[23])(?![\p{L}\p{N}.])",
        RegexOptions.ExplicitCapture, 30_000)]
    private static partial Regex Square();

    [GeneratedRegex(@"(?<=[\p{L}\p{N})\]])\^n(?![\p{L}\p{N}])", RegexOptions.None, 30_000)]
    private static partial Regex Power();

    [GeneratedRegex(@"(?<![\p{L}\p{N})\]}_.-])-(?=\.?\p{N}|[Α-Ωα-ω])|(?<= )-(?= )|(?<=[(\[^])-(?=\p{L})", RegexOptions.None, 30_000)]
    private static partial Regex Minus();
}
