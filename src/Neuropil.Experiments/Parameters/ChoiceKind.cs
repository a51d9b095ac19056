namespace Neuropil.Experiments;

/// <summary>One of the names of an enumeration, in kebab case.</summary>
internal sealed class ChoiceKind(Type enumeration) : ParameterKind
{
    private readonly Dictionary<string, object> values =
        Enum.GetNames(enumeration).ToDictionary(KebabCase.Of, name => Enum.Parse(enumeration, name), StringComparer.OrdinalIgnoreCase);

    public override string Name => string.Join('|', values.Keys);

    public override object Parse(string text) => values.TryGetValue(text.Trim(), out object? value)
        ? value
        : throw new FormatException(
            $"{OneLine.Quote(text)} is no choice; expected {string.Join(" or ", values.Keys)}.{NearestName.DidYouMean(text.ToLowerInvariant(), values.Keys)}");

    public override string Format(object value, string? unit) => KebabCase.Of(value.ToString()!);
}
