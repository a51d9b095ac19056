namespace Neuropil.Descriptions;

/// <summary>A name as formulas show it: a letter or a word, with subscripts: V, g with subscript Na, alpha with subscripts m and Na.</summary>
/// <param name="Base">The letter, a Greek one by its name (<c>alpha</c>), or a word.</param>
/// <param name="Subscripts">What stands below, from the most to the least important.</param>
internal sealed record SymbolName(string Base, IReadOnlyList<string> Subscripts)
{
    private static readonly Dictionary<string, string> greek = new(StringComparer.Ordinal)
    {
        ["alpha"] = "α", ["beta"] = "β", ["gamma"] = "γ", ["delta"] = "δ", ["epsilon"] = "ε", ["theta"] = "θ", ["kappa"] = "κ", ["lambda"] = "λ", ["mu"] = "μ",
        ["xi"] = "ξ", ["rho"] = "ρ", ["sigma"] = "σ", ["tau"] = "τ", ["phi"] = "φ", ["omega"] = "ω", ["Delta"] = "Δ",
    };

    /// <summary>As plain text: <c>alpha_m_Na</c>.</summary>
    public string Text => string.Join('_', Subscripts.Prepend(Base));

    /// <summary>Whether a word is the name of a Greek letter.</summary>
    public static bool IsGreek(string word) => greek.ContainsKey(word);

    /// <summary>The Greek letter of that name, or the word itself.</summary>
    public static string Letter(string word) => greek.GetValueOrDefault(word, word);

    /// <summary>The same name with another letter in front, which takes the former base as its first subscript: m becomes alpha_m.</summary>
    public SymbolName Below(string letter) => new(letter, [Base, .. Subscripts]);

    /// <summary>The same name with one more subscript directly below its letter: m becomes m_inf.</summary>
    public SymbolName With(string subscript) => new(Base, [subscript, .. Subscripts]);
}
