using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.RegularExpressions;
using System.Xml;
using System.Xml.Linq;

namespace Neuropil.Descriptions;

/// <summary>
/// What the source says about types and properties, from the XML files that the compiler writes beside assemblies: the library's, and those of users' models.
/// Where a file is missing, every answer about its assembly is null.
/// </summary>
internal sealed class XmlDocumentation
{
    private static readonly Regex whitespace = new(@"\s+", RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(1));

    // A library's file is read once, for all pages about what is in it: the 1.7 MB of ours take longer to read than a page to make.
    private static readonly ConditionalWeakTable<Assembly, Dictionary<string, XElement>> read = [];

    private readonly Func<Assembly, string>? fileOf;
    private readonly Dictionary<Assembly, Dictionary<string, XElement>?> members = [];

    private XmlDocumentation(Func<Assembly, string>? fileOf) => this.fileOf = fileOf;

    /// <summary>The documentation beside whatever assembly is asked for, or in the program's own file.</summary>
    public static XmlDocumentation BesideAssemblies() => new(null);

    /// <summary>The documentation in one file.</summary>
    public static XmlDocumentation In(string path) => new(_ => path);

    /// <summary>The name of the file about a type, where it was not there or not readable; null where it was.</summary>
    public string? MissingFor(Type type) => Members(type) is null ? $"{type.Assembly.GetName().Name}.xml" : null;

    /// <summary>A type's summary.</summary>
    public string? Summary(Type type) => Text(type, $"T:{NameOf(type)}", "summary");

    /// <summary>A type's remarks.</summary>
    public string? Remarks(Type type) => Text(type, $"T:{NameOf(type)}", "remarks");

    /// <summary>A property's summary, from the type that declares it or, where that inherits its documentation, from the one above.</summary>
    public string? Summary(PropertyInfo property)
    {
        for (Type? type = property.DeclaringType; type is not null; type = type.BaseType)
        {
            if (Text(type, $"P:{NameOf(type)}.{property.Name}", "summary") is { Length: > 0 } text)
            {
                return text;
            }
        }

        return null;
    }

    private static string NameOf(Type type) => ((type.IsGenericType ? type.GetGenericTypeDefinition() : type).FullName ?? type.Name).Replace('+', '.');

    private Dictionary<string, XElement>? Members(Type type)
    {
        if (!members.TryGetValue(type.Assembly, out var known))
        {
            members[type.Assembly] = known = fileOf is null ? Beside(type.Assembly) : Read(() => XDocument.Load(fileOf(type.Assembly)));
        }

        return known;
    }

    // A file that is not there may come to be there.
    private static Dictionary<string, XElement>? Beside(Assembly assembly)
    {
        if (!read.TryGetValue(assembly, out var known))
        {
            known = Path.ChangeExtension(assembly.Location, ".xml") is { Length: > 0 } path ? Read(() => XDocument.Load(path)) : OfProgram(assembly);
            if (known is not null)
            {
                read.AddOrUpdate(assembly, known);
            }
        }

        return known;
    }

    // A program that is one file has its assemblies within, where they have no place; it then carries the documentation as a resource.
    private static Dictionary<string, XElement>? OfProgram(Assembly assembly)
    {
        using var resource = Assembly.GetEntryAssembly()?.GetManifestResourceStream($"{assembly.GetName().Name}.xml");
        return resource is null ? null : Read(() => XDocument.Load(resource));
    }

    private static Dictionary<string, XElement>? Read(Func<XDocument> load)
    {
        try
        {
            var found = load().Descendants("member").Where(member => member.Attribute("name") is not null);
            return found.ToDictionary(member => member.Attribute("name")!.Value, StringComparer.Ordinal);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or XmlException or ArgumentException or NotSupportedException)
        {
            return null;
        }
    }

    private string? Text(Type type, string member, string part)
        => Members(type)?.GetValueOrDefault(member)?.Element(part) is { } element ? whitespace.Replace(Plain(element), " ").Trim() : null;

    // A reference to a type or member stands for its last name.
    private static string Plain(XElement element)
    {
        var text = new StringBuilder();
        foreach (var node in element.Nodes())
        {
            text.Append(node switch
            {
                XText plain => plain.Value,
                XElement { Name.LocalName: "see" or "seealso" or "paramref" } reference when !reference.Nodes().Any() => LastName(reference),
                XElement child => Plain(child),
                _ => "",
            });
        }

        return text.ToString();
    }

    private static string LastName(XElement reference)
    {
        string name = (reference.Attribute("cref") ?? reference.Attribute("name") ?? reference.Attribute("langword"))?.Value ?? "";
        name = name.Split('(')[0].Split('`')[0];
        return name[(name.LastIndexOfAny(['.', ':']) + 1)..];
    }
}
