namespace Neuropil.Experiments;

/// <summary>Short forms of what most figures of experiments are made of.</summary>
public static class Plot
{
    /// <summary>A line.</summary>
    public static Series Line(string name, IReadOnlyList<double> x, IEnumerable<double> y, LineStyle style = LineStyle.Solid, Colour? colour = null)
        => new(name, x, [.. y]) { Line = style, Colour = colour };

    /// <summary>A line of a formula.</summary>
    public static Series Line(string name, IReadOnlyList<double> x, Func<double, double> y, LineStyle style = LineStyle.Solid, Colour? colour = null)
        => Line(name, x, x.Select(y), style, colour);

    /// <summary>Points without a line, with error bars where there are errors.</summary>
    public static Series Points(
        string name, IReadOnlyList<double> x, IEnumerable<double> y, IEnumerable<double>? errors = null, Colour? colour = null, Marker marker = Marker.Circle)
        => new(name, x, [.. y]) { Line = LineStyle.None, Marker = marker, Error = errors is null ? null : [.. errors], Colour = colour };

    /// <summary>Measured points joined by a line.</summary>
    public static Series Curve(
        string name, IReadOnlyList<double> x, IEnumerable<double> y, Marker marker = Marker.Circle, LineStyle style = LineStyle.Solid, Colour? colour = null)
        => new(name, x, [.. y]) { Marker = marker, Line = style, Colour = colour };

    /// <summary>A recorded variable over time in ms, counted from <paramref name="origin"/>; its values times <paramref name="scale"/>.</summary>
    public static Series Course(
        string name, Traces traces, Trace column, Time? origin = null, double scale = 1, LineStyle style = LineStyle.Solid, Colour? colour = null)
    {
        double zero = origin?.SiValue ?? 0;
        double[] times = [.. traces.TimesSeconds.Select(time => (time - zero) * 1000)];
        return Line(name, times, column.Values.Select(value => scale * value), style, colour);
    }

    /// <summary>
    /// The spikes of the cell that a recorded potential is of, drawn onto its course up to 20 mV: for cells that reset and so have no action potential.
    /// </summary>
    public static IEnumerable<PlotLayer> Spikes(Traces traces, Trace column, SpikeTrains spikes, Time? origin = null, Colour? colour = null)
        => traces.DrawSpikes(column, spikes, 20 * Units.mV, TimeUnit.Milliseconds, origin, colour) is { } drawn ? [drawn] : [];

    /// <summary>Numbers at equal distances, both ends included; at equal ratios where they are <paramref name="logarithmic"/>.</summary>
    public static double[] Range(double first, double last, int intervals, bool logarithmic = false) => [.. Enumerable.Range(0, intervals + 1)
        .Select(i => logarithmic ? first * Math.Pow(last / first, (double)i / intervals) : first + ((last - first) * i / intervals))];

    /// <summary>Theory as lines, dashed but for the last, and simulation as points with their errors.</summary>
    public static Panel Theory(
        Axis x, Axis y, (string Name, Func<double, double> Of)[] theories, double[] at, IEnumerable<double> measured, IEnumerable<double> errors)
    {
        double[] line = Range(at.Min(), at.Max(), 60, x.Scale == AxisScale.Logarithmic);
        var lines = theories.Select((theory, i) => Line(theory.Name, line, theory.Of, i < theories.Length - 1 ? LineStyle.Dashed : LineStyle.Solid));
        return Panel(x, y, [.. lines, Points("simulated", at, measured, errors)]);
    }

    /// <summary>One pair of axes with what is drawn in it.</summary>
    public static Panel Panel(Axis x, Axis y, params IEnumerable<PlotLayer> layers) => new() { X = x, Y = y, Layers = [.. layers] };

    /// <summary>A figure of one panel.</summary>
    public static Figure Single(Axis x, Axis y, params IEnumerable<PlotLayer> layers) => new() { Panels = [Panel(x, y, layers)] };
}
