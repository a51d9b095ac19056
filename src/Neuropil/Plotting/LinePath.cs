namespace Neuropil.Plotting;

/// <summary>
/// The path of a line through points. Where many points fall on one column of the printer's dots only the first, lowest, highest and last
/// of them are drawn: the same ink, however long the recording.
/// </summary>
internal static class LinePath
{
    private const double ColumnsPerPoint = 4;

    /// <summary>Appends the path's data; gaps begin a new stroke, a point alone between gaps becomes a dot.</summary>
    public static void Append(SvgWriter svg, PlotArea area, double[] x, double[] y)
    {
        for (int i = 0; i < x.Length; i++)
        {
            int from = i;
            while (i < x.Length && area.CanShow(x[i], y[i]))
            {
                i++;
            }

            if (i > from)
            {
                AppendStroke(svg, area, x.AsSpan(from..i), y.AsSpan(from..i));
            }
        }
    }

    private static void AppendStroke(SvgWriter svg, PlotArea area, ReadOnlySpan<double> x, ReadOnlySpan<double> y)
    {
        svg.Raw('M');
        AppendPoint(svg, area, x[0], y[0]);
        if (x.Length == 1)
        {
            svg.Raw("h0"); // round ends make a dot of it
            return;
        }

        int next = 1;
        while (next < x.Length)
        {
            int end = EndOfColumn(area, x, next);
            if (end - next > 4)
            {
                AppendColumn(svg, area, x[next..end], y[next..end]);
                next = end;
            }
            else
            {
                svg.Raw('L');
                AppendPoint(svg, area, x[next], y[next]);
                next++;
            }
        }
    }

    /// <summary>The first point after <paramref name="start"/> that lies in another column of dots.</summary>
    private static int EndOfColumn(PlotArea area, ReadOnlySpan<double> x, int start)
    {
        double column = Math.Floor(area.X(x[start]) * ColumnsPerPoint);
        int end = start + 1;
        while (end < x.Length && Math.Floor(area.X(x[end]) * ColumnsPerPoint) == column)
        {
            end++;
        }

        return end;
    }

    private static void AppendColumn(SvgWriter svg, PlotArea area, ReadOnlySpan<double> x, ReadOnlySpan<double> y)
    {
        int lowest = 0;
        int highest = 0;
        for (int i = 1; i < y.Length; i++)
        {
            lowest = y[i] < y[lowest] ? i : lowest;
            highest = y[i] > y[highest] ? i : highest;
        }

        Span<int> kept = [0, Math.Min(lowest, highest), Math.Max(lowest, highest), y.Length - 1];
        int previous = -1;
        foreach (int i in kept)
        {
            if (i != previous)
            {
                svg.Raw('L');
                AppendPoint(svg, area, x[i], y[i]);
            }

            previous = i;
        }
    }

    private static void AppendPoint(SvgWriter svg, PlotArea area, double x, double y) => svg.Number(area.X(x)).Raw(' ').Number(area.Y(y));
}
