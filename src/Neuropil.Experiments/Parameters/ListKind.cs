namespace Neuropil.Experiments;

/// <summary>
/// Values of one kind separated by commas, <c>20 nS, 40 nS, 67 nS</c>, or a range of them, <c>20nS..120nS/11</c>; no text is a list without values.
/// </summary>
internal sealed class ListKind(ParameterKind element, Type elementType) : ParameterKind
{
    public override string Name => $"list of {element.Name} values";

    public override object Parse(string text) => element.CanVary && SweptParameter.IsRange(text)
        ? ListOf(SweptParameter.Range(text, element, unit: null))
        : Read(text, element.Parse);

    public override string Format(object value, string? unit) => string.Join(", ", Elements(value).Select(each => element.Format(each, unit)));

    public override string ToExactText(object value) => string.Join(',', Elements(value).Select(element.ToExactText));

    public override object FromExactText(string text) => Read(text, element.FromExactText);

    public override IEnumerable<double>? Magnitudes(object value)
    {
        var magnitudes = Elements(value).Select(each => element.Magnitudes(each)?.Single()).ToList();
        return magnitudes.TrueForAll(each => each is not null) ? magnitudes.Select(each => each!.Value) : null;
    }

    private Array ListOf(IReadOnlyList<object> values)
    {
        Array list = Array.CreateInstance(elementType, values.Count);
        for (int i = 0; i < values.Count; i++)
        {
            list.SetValue(values[i], i);
        }

        return list;
    }

    private static IEnumerable<object> Elements(object value) => ((System.Collections.IEnumerable)value).Cast<object>();

    private Array Read(string text, Func<string, object> read)
    {
        string[] parts = text.Length == 0 ? [] : text.Split(',');
        Array list = Array.CreateInstance(elementType, parts.Length);
        for (int i = 0; i < parts.Length; i++)
        {
            try
            {
                list.SetValue(read(parts[i].Trim()), i);
            }
            catch (FormatException error) when (parts.Length > 1)
            {
                throw new FormatException($"value {i + 1} of the list, {error.Message}", error);
            }
        }

        return list;
    }
}
