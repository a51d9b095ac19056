using Neuropil.Experiments;

namespace Neuropil.Tests.Experiments;

/// <summary>The texts of the pages of all models, which come from the comments in the source, and the names of quantities in errors.</summary>
internal static class ModelTexts
{
    private static readonly Lazy<string[]> all = new(() => [.. Read().Select(TextTemplate.Canonical).Distinct()]);

    /// <summary>Whether one of them holds the words of a template in their order.</summary>
    public static bool Has(string template)
    {
        string[] parts = [.. TextTemplate.Literals(template).Select(TextTemplate.Canonical)];
        return Array.Exists(all.Value, text =>
        {
            int from = 0;
            return Array.TrueForAll(parts, part =>
            {
                int at = text.IndexOf(part, from, StringComparison.OrdinalIgnoreCase);
                from = at + part.Length;
                return at >= 0;
            });
        });
    }

    private static IEnumerable<Dimension> Quantities() => typeof(Voltage).Assembly.GetExportedTypes()
        .Where(type => type.IsValueType && type.GetInterfaces().Any(each => each.IsGenericType && each.GetGenericTypeDefinition() == typeof(IQuantity<>)))
        .Select(type => (Dimension)type.GetProperty("Dimension")!.GetValue(null)!);

    private static IEnumerable<string> Read()
    {
        var said = new List<string>();
        foreach (var model in ModelCatalogue.All)
        {
            // A page passes each of its texts through its translator.
            ModelPages.Html(model, text =>
            {
                said.Add(text);
                return text;
            });
        }

        return [.. said, .. Quantities().Select(QuantityCatalogue.DescribeOne)];
    }
}
