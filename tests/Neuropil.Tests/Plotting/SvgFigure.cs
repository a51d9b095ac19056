using System.Globalization;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace Neuropil.Tests.Plotting;

/// <summary>A figure read back by an XML parser: an independent look at what was drawn where.</summary>
internal sealed class SvgFigure
{
    public static readonly XNamespace Svg = "http://www.w3.org/2000/svg";

    public SvgFigure(Figure figure)
    {
        Root = XDocument.Parse(figure.ToSvg()).Root!;
        Texts = [.. Root.Descendants(Svg + "text")];
    }

    public XElement Root { get; }

    public List<XElement> Texts { get; }

    public double Width => Number(Root.Attribute("viewBox")!.Value.Split(' ')[2]);

    public double Height => Number(Root.Attribute("viewBox")!.Value.Split(' ')[3]);

    /// <summary>The insides of the panels' axes, from top to bottom.</summary>
    public List<XElement> Areas => [.. Root.Elements(Svg + "svg")];

    public IEnumerable<string> Labels => Texts.Select(text => text.Value);

    /// <summary>The numbers of all panels that are anchored so: those of horizontal axes in their middle, those of vertical ones at their end.</summary>
    public IEnumerable<(string Label, double X, double Y)> Ticks(string anchor)
        => Texts.Where(text => IsTick(text) && text.Attribute("text-anchor")?.Value == anchor)
            .Select(text => (text.Value, Attribute(text, "x"), Attribute(text, "y")));

    /// <summary>The numbers along the lowest panel's horizontal axis: label and position.</summary>
    public Dictionary<string, double> HorizontalTicks()
    {
        var numbers = Texts.Where(text => IsTick(text) && text.Attribute("text-anchor")?.Value == "middle").ToList();
        return numbers.Where(text => Attribute(text, "y") == numbers.Max(other => Attribute(other, "y")))
            .ToDictionary(text => text.Value, text => Attribute(text, "x"), StringComparer.Ordinal);
    }

    /// <summary>The numbers along the vertical axes: label and position, from top to bottom.</summary>
    public List<(string Label, double Y)> VerticalTicks()
        => [.. Texts.Where(text => IsTick(text) && text.Attribute("text-anchor")?.Value == "end")
            .Select(text => (text.Value, Attribute(text, "y"))).OrderBy(tick => tick.Item2)];

    public static double Attribute(XElement element, string name) => Number(element.Attribute(name)!.Value);

    /// <summary>All points that a path visits; the commands that the figures use are understood, others fail the test.</summary>
    public static List<(double X, double Y)> Points(XElement path)
    {
        var points = new List<(double X, double Y)>();
        (double x, double y) = (0, 0);
        foreach (Match match in Regex.Matches(path.Attribute("d")!.Value, "([a-zA-Z])([^a-zA-Z]*)"))
        {
            double[] n = [.. Regex.Matches(match.Groups[2].Value, @"-?\d*\.?\d+(?:e-?\d+)?").Select(number => Number(number.Value))];
            char command = match.Groups[1].Value[0];
            (x, y) = command switch
            {
                'M' or 'L' => (n[0], n[1]),
                'm' or 'l' => (x + n[0], y + n[1]),
                'H' => (n[0], y),
                'h' => (x + n[0], y),
                'V' => (x, n[0]),
                'v' => (x, y + n[0]),
                'a' => (x + n[5], y + n[6]),
                'Z' or 'z' => (x, y),
                _ => throw new InvalidDataException($"Path command '{command}'."),
            };
            points.Add((x, y));
        }

        double scale = path.Attribute("transform")?.Value is { } transform ? Number(Regex.Match(transform, @"^scale\((.*)\)$").Groups[1].Value) : 1;
        return [.. points.Select(p => (p.X * scale, p.Y * scale))];
    }

    private static bool IsTick(XElement text) => text.Attribute("font-size")!.Value == "7";

    public static double Number(string text) => double.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture);
}
