using System.Collections;
using System.Globalization;
using System.Reflection;
using System.Text.RegularExpressions;

namespace Neuropil.Descriptions;

/// <summary>The parameters of a model, read from its properties: parameters, typed quantities, switches and numbers, those of its mechanisms and channels included.</summary>
internal sealed partial class ParameterTable
{
    // What every neuron or receptor has and what is no part of the model: how it is advanced, what is connected to it.
    private static readonly string[] notOfTheModel = ["Method", "Inputs", "Name", "Compartment"];

    private readonly XmlDocumentation documentation;
    private readonly EquationSystem? system;
    private readonly Func<Parameter, SymbolName?> symbolOf;
    private readonly List<ParameterRow> rows = [];

    private ParameterTable(XmlDocumentation documentation, EquationSystem? system, Func<Parameter, SymbolName?> symbolOf)
        => (this.documentation, this.system, this.symbolOf) = (documentation, system, symbolOf);

    /// <summary>The rows in order of declaration, the model's own before those of its parts.</summary>
    public static IReadOnlyList<ParameterRow> Of(object model, XmlDocumentation documentation, EquationSystem? system, Func<Parameter, SymbolName?> symbolOf)
    {
        var table = new ParameterTable(documentation, system, symbolOf);
        table.Add(model, prefix: "");
        return table.rows;
    }

    /// <summary>The documentation of the parameters of a model and its parts, by the parameter.</summary>
    public static Dictionary<Parameter, string> Meanings(object model, XmlDocumentation documentation)
    {
        var meanings = new Dictionary<Parameter, string>(ReferenceEqualityComparer.Instance);
        Visit(model, "", (property, value, _) =>
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
        string text = DefaultSentence().Replace(summary, "").Trim();
        text = SymbolRules.FromDocumentation(text) is null ? text : text[(text.IndexOf(',', StringComparison.Ordinal) + 1)..].TrimStart();
        return text.Length == 0 ? "" : char.ToUpperInvariant(text[0]) + text[1..].TrimEnd('.');
    }

    private void Add(object model, string prefix) => Visit(model, prefix, (property, value, path) =>
    {
        // A property that is null by default may stand for a value that the model then takes.
        var parameter = value as Parameter ?? (value is null ? system?.ParameterNames.FirstOrDefault(pair => pair.Value == path).Key : null);
        string meaning = documentation.Summary(property) is { Length: > 0 } summary ? Shorten(summary) : Words().Replace(property.Name, " ${capital}").Trim().ToLowerInvariant();
        rows.Add(new ParameterRow(path, parameter is null ? null : symbolOf(parameter), parameter, parameter?.ToString() ?? Text(value), meaning));
    });

    private static void Visit(object model, string prefix, Action<PropertyInfo, object?, string> found)
    {
        var parts = new List<(object Part, string Prefix)>();
        var properties = model.GetType().GetProperties(BindingFlags.Public | BindingFlags.Instance)
            .Where(property => property.GetIndexParameters().Length == 0 && !notOfTheModel.Contains(property.Name))
            .OrderByDescending(property => Depth(property.DeclaringType!)).ThenBy(property => property.MetadataToken);
        foreach (var property in properties)
        {
            object? value = property.GetValue(model);
            string path = $"{prefix}{MechanismNames.CamelCase(property.Name)}";
            if (IsParameter(property.PropertyType))
            {
                found(property, value, path);
            }
            else if (value is IEnumerable list and not string)
            {
                parts.AddRange(list.Cast<object>().Where(IsPart).Select(part => (part, $"{prefix}{NameOf(part, model)}.")));
            }
            else if (value is not null && IsPart(value))
            {
                parts.Add((value, $"{path}."));
            }
        }

        parts.ForEach(part => Visit(part.Part, part.Prefix, found));
    }

    private static bool IsParameter(Type type)
        => typeof(Parameter).IsAssignableFrom(type) || type == typeof(bool) || type == typeof(double) || type == typeof(int)
            || (type.IsValueType && type.GetInterface(typeof(IQuantity<>).Name) is not null);

    private static bool IsPart(object value) => value.GetType().Assembly == typeof(ParameterTable).Assembly && value.GetType().IsClass && value is not (Parameter or Integrator);

    private static string NameOf(object part, object owner) => part switch
    {
        Mechanism mechanism => mechanism.Name,
        IonChannel channel => channel.Name ?? MechanismNames.Default(channel.GetType(), owner.GetType().Name),
        _ => MechanismNames.CamelCase(part.GetType().Name),
    };

    private static int Depth(Type type) => type.BaseType is null ? 0 : 1 + Depth(type.BaseType);

    private static string Text(object? value) => value switch
    {
        null => "none",
        bool isOn => isOn ? "yes" : "no",
        IFormattable formattable => formattable.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString() ?? "",
    };

    [GeneratedRegex(@"(^|(?<=\.) )Default .*$", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex DefaultSentence();

    [GeneratedRegex("(?<!^)(?<capital>[A-Z])", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Words();
}
