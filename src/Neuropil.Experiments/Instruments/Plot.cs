namespace Neuropil.Experiments;

/// <summary>Short forms of what most figures are made of.</summary>
internal static class Plot
{
    /// <summary>A line.</summary>
    public static Series Line(string name, IReadOnlyList<double> x, IEnumerable<double> y, LineStyle style = LineStyle.Solid, Colour? colour = null)
        => new(name, x, [.. y]) { Line = style, Colour = colour };

    /// <summary>A line of a formula.</summary>
    public static Series Line(string name, IReadOnlyList<double> x, Func<double, double> y, LineStyle style = LineStyle.Solid, Colour? colour = null)
        => Line(name, x, x.Select(y), style, colour);

    /// <summary>Points without a line, with error bars where there are errors.</summary>
    public static Series Points(string name, IReadOnlyList<double> x, IEnumerable<double> y, IEnumerable<double>? errors = null, Colour? colour = null)
        => new(name, x, [.. y]) { Line = LineStyle.None, Marker = Marker.Circle, Error = errors is null ? null : [.. errors], Colour = colour };

    /// <summary>Numbers at equal distances, both ends included; at equal ratios where they are <paramref name="logarithmic"/>.</summary>
    public static double[] Range(double first, double last, int intervals, bool logarithmic = false) => [.. Enumerable.Range(0, intervals + 1)
        .Select(i => logarithmic ? first * Math.Pow(last / first, (double)i / intervals) : first + ((last - first) * i / intervals))];

    /// <summary>Theory as lines, dashed but for the last, and simulation as points with their errors.</summary>
    public static Panel Theory(
        Axis x, Axis y, (string Name, Func<double, double> Of)[] theories, double[] at, IEnumerable<double> measured, IEnumerable<double> errors)
    {
        double[] line = Range(at.Min(), at.Max(), 60, x.Scale == AxisScale.Logarithmic);
        var lines = theories.Select((theory, i) => Line(theory.Name, line, theory.Of, i < theories.Length - 1 ? LineStyle.Dashed : LineStyle.Solid));
        return new Panel { X = x, Y = y, Layers = [.. lines, Points("simulated", at, measured, errors)] };
    }

    /// <summary>A figure of one panel.</summary>
    public static Figure Single(Axis x, Axis y, params IEnumerable<PlotLayer> layers) => new() { Panels = [new Panel { X = x, Y = y, Layers = [.. layers] }] };
}
