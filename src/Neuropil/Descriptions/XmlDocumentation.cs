using System.Reflection;
using System.Text;
using System.Text.RegularExpressions;
using System.Xml;
using System.Xml.Linq;

namespace Neuropil.Descriptions;

/// <summary>
/// What the source says about types and properties, from the XML file that the compiler writes beside the library. Where the file is missing, every
/// answer is null and <see cref="Exists"/> is false.
/// </summary>
internal sealed class XmlDocumentation
{
    private static readonly Regex whitespace = new(@"\s+", RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(1));

    private readonly Dictionary<string, XElement> members;

    private XmlDocumentation(Dictionary<string, XElement>? members) => (this.members, Exists) = (members ?? [], members is not null);

    /// <summary>Whether the file was there and readable.</summary>
    public bool Exists { get; }

    /// <summary>The documentation beside the assembly of this library.</summary>
    public static XmlDocumentation OfLibrary() => Load(Path.ChangeExtension(typeof(XmlDocumentation).Assembly.Location, ".xml"));

    /// <summary>The documentation in a file; empty if it cannot be read.</summary>
    public static XmlDocumentation Load(string path)
    {
        try
        {
            var found = XDocument.Load(path).Descendants("member").Where(member => member.Attribute("name") is not null);
            return new XmlDocumentation(found.ToDictionary(member => member.Attribute("name")!.Value, StringComparer.Ordinal));
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or XmlException or ArgumentException or NotSupportedException)
        {
            return new XmlDocumentation(null);
        }
    }

    /// <summary>A type's summary.</summary>
    public string? Summary(Type type) => Text($"T:{NameOf(type)}", "summary");

    /// <summary>A type's remarks.</summary>
    public string? Remarks(Type type) => Text($"T:{NameOf(type)}", "remarks");

    /// <summary>A property's summary, from the type that declares it or, where that inherits its documentation, from the one above.</summary>
    public string? Summary(PropertyInfo property)
    {
        for (Type? type = property.DeclaringType; type is not null; type = type.BaseType)
        {
            if (Text($"P:{NameOf(type)}.{property.Name}", "summary") is { Length: > 0 } text)
            {
                return text;
            }
        }

        return null;
    }

    private static string NameOf(Type type) => ((type.IsGenericType ? type.GetGenericTypeDefinition() : type).FullName ?? type.Name).Replace('+', '.');

    private string? Text(string member, string part)
        => members.GetValueOrDefault(member)?.Element(part) is { } element ? whitespace.Replace(Plain(element), " ").Trim() : null;

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
