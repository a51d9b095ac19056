namespace Neuropil.Experiments;

/// <summary>What a value must be, beside its kind.</summary>
/// <param name="Words">The words with a hole for the limit, <c>at least {0}</c>.</param>
/// <param name="Limit">The limit as text, with its unit.</param>
/// <param name="Accepts">Whether a magnitude is within.</param>
internal sealed record ParameterBound(string Words, string Limit, Func<double, bool> Accepts)
{
    /// <summary>The bound in English, <c>at least 0 nS</c>.</summary>
    public override string ToString() => In(Language.English);

    /// <summary>The bound in a language.</summary>
    public string In(Language language) => language.Format(Words, Limit);

    /// <summary>Several bounds in a language, <c>at least 0 nS, at most 1 nS</c>; empty when there is none.</summary>
    public static string In(IReadOnlyList<ParameterBound> bounds, Language language)
        => string.Concat(bounds.Select((bound, i) => i == 0 ? bound.In(language) : language.Format(", {0}", bound.In(language))));
}
