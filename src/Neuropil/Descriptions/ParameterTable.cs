using System.Globalization;
using System.Text.RegularExpressions;

namespace Neuropil.Descriptions;

/// <summary>
/// The parameters of a model, read from its properties: parameters, typed quantities, switches and numbers, those of its mechanisms and channels included.
/// </summary>
internal sealed class ParameterTable
{
    private static readonly Regex defaultSentence = new(@"(^|(?<=\.) )Default .*$", RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(1));
    private static readonly Regex defaultValue =
        new(@"(^|(?<=\.) )Default (?<value>.+?)([:;,]|\.(\s|$))", RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(1));
    private static readonly Regex words = new("(?<!^)(?<capital>[A-Z])", RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(1));

    private readonly XmlDocumentation documentation;
    private readonly ModelEquations? host;
    private readonly Func<Parameter, SymbolName?> symbolOf;
    private readonly List<ParameterRow> rows = [];

    private ParameterTable(XmlDocumentation documentation, ModelEquations? host, Func<Parameter, SymbolName?> symbolOf)
        => (this.documentation, this.host, this.symbolOf) = (documentation, host, symbolOf);

    /// <summary>The rows in order of declaration, the model's own before those of its parts.</summary>
    public static IReadOnlyList<ParameterRow> Of(IModel model, XmlDocumentation documentation, ModelEquations? host, Func<Parameter, SymbolName?> symbolOf)
    {
        var table = new ParameterTable(documentation, host, symbolOf);
        table.Add(model);
        table.AddUnseen();
        return table.rows;
    }

    /// <summary>The documentation of the parameters of a model and its parts, by the parameter.</summary>
    public static Dictionary<Parameter, string> Meanings(IModel model, XmlDocumentation documentation, ModelEquations? host)
    {
        var meanings = new Dictionary<Parameter, string>(ReferenceEqualityComparer.Instance);
        ModelParameters.Visit(model, host?.System, (property, value, _) =>
        {
            if (value is Parameter parameter && documentation.Summary(property) is { } text)
            {
                meanings.TryAdd(parameter, text);
            }
        });
        return meanings;
    }

    /// <summary>A meaning without the symbol in front and the default at the end, which have columns of their own.</summary>
    internal static string Shorten(string summary)
    {
        string text = defaultSentence.Replace(summary, "").Trim();
        text = SymbolRules.FromDocumentation(text) is null ? text : text[(text.IndexOf(',', StringComparison.Ordinal) + 1)..].TrimStart();

        // A sentence may begin with a variable, which keeps its letter: w at the start.
        bool isVariable = text.Length > 1 && text[1] == ' ' && text[0] is not ('a' or 'A');
        return text.Length == 0 ? "" : (isVariable ? text[0] : char.ToUpperInvariant(text[0])) + text[1..].TrimEnd('.');
    }

    private void Add(IModel model) => ModelParameters.Visit(model, host?.System, (property, value, path) =>
    {
        // A property that is null by default may stand for a value that the model then takes.
        var standIn = value is null ? host?.System.ParameterNames.FirstOrDefault(pair => pair.Value == path).Key : null;
        var parameter = value as Parameter ?? (host is { HasExamples: true } ? null : standIn);
        string? summary = documentation.Summary(property);
        string meaning = summary is { Length: > 0 } ? Shorten(summary) : words.Replace(property.Name, " ${capital}").Trim().ToLowerInvariant();
        rows.Add(new ParameterRow(path, (parameter ?? standIn) is { } named ? symbolOf(named) : null, parameter, AsDocumented(parameter, summary)
            ?? InCelsius(parameter) ?? parameter?.ToString() ?? Text(value), meaning));
    });

    // Those of a text stand in no property.
    private void AddUnseen()
    {
        var seen = rows.Select(row => row.Name).ToHashSet(StringComparer.Ordinal);
        foreach (var (parameter, name) in host?.System.ParameterNames.Where(pair => !seen.Contains(pair.Value)) ?? [])
        {
            rows.Add(new ParameterRow(name, symbolOf(parameter), parameter, InCelsius(parameter) ?? parameter.ToString() ?? "", Meaning: ""));
        }
    }

    // 0.02 /ms as the documentation has it, rather than 20 Hz, but only where that is the default of this model.
    private static string? AsDocumented(Parameter? parameter, string? summary)
    {
        string text = defaultValue.Match(summary ?? "").Groups["value"].Value.Replace("²", "^2", StringComparison.Ordinal);
        return parameter is { IsUniform: true } && Quantity.TryParse(text, out var value) && value.Dimension == parameter.Dimension && !value.Dimension.IsNone
            && Math.Abs(value.SiValue - parameter.UniformSi) <= 1e-12 * Math.Abs(parameter.UniformSi) ? text : null;
    }

    // 36 °C, as the papers have it, rather than 309.15 K; rounded, since adding 273.15 leaves a rounding.
    private static string? InCelsius(Parameter? parameter) => parameter is { IsUniform: true } && parameter.Dimension == Temperature.Dimension
        ? $"{Math.Round(parameter.UniformSi - Units.Celsius(0).SiValue, 9).ToString(CultureInfo.InvariantCulture)} °C"
        : null;

    private static string Text(object? value) => value switch
    {
        null => "none",
        bool isOn => isOn ? "yes" : "no",
        IFormattable formattable => formattable.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString() ?? "",
    };
}
