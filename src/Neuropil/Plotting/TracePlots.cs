namespace Neuropil;

/// <summary>Figures of traces over time.</summary>
public static class TracePlots
{
    private const double SinglePanel = 45; // mm
    private const double StackedPanel = 28; // mm
    private const double NarrowPanel = 20; // mm

    /// <summary>
    /// The traces as lines over time, in one panel per unit. A line shows the lowest and the highest value within each column of a printer's dots, so
    /// that no spike is lost; of a long recording, <see cref="Traces.Window"/> gives a stretch in which spikes can be told apart.
    /// </summary>
    /// <param name="traces">The traces.</param>
    /// <param name="title">A heading; none by default.</param>
    /// <param name="stacked">Whether each trace has a panel of its own, with the same scale for those of the same unit and name.</param>
    /// <param name="spikes">
    /// Spikes of an integrate-and-fire population, drawn onto the traces of its neurons that are potentials (<see cref="DrawnSpikes"/>); none by default.
    /// </param>
    /// <param name="spikePeak">How high they are drawn; 20 mV by default.</param>
    public static Figure Plot(this Traces traces, string title = "", bool stacked = false, SpikeTrains? spikes = null, Voltage? spikePeak = null)
    {
        int count = traces.TimesSeconds.Count;
        TimeUnit unit = TimeUnit.For(Time.FromSi(count == 0 ? 0 : traces.TimesSeconds[count - 1]));
        double[] times = new double[count];
        for (int i = 0; i < count; i++)
        {
            times[i] = unit.FromSeconds(traces.TimesSeconds[i]);
        }

        var groups = new List<List<Trace>>();
        foreach (Trace column in traces.Columns)
        {
            List<Trace>? group = stacked ? null : groups.Find(existing => existing[0].Unit == column.Unit);
            if (group is null)
            {
                groups.Add(group = []);
            }

            group.Add(column);
        }

        Length height = (groups.Count == 1 ? SinglePanel : stacked ? NarrowPanel : StackedPanel) * Units.mm;
        Voltage peak = spikePeak ?? (20 * Units.mV);
        IEnumerable<PlotLayer> Spikes(Trace trace, Colour colour)
            => spikes is not null && traces.DrawSpikes(trace, spikes, peak, unit, colour: colour) is { } drawn ? [drawn] : [];
        return new Figure
        {
            Title = title,
            SharedY = stacked,
            Panels = [.. groups.Select(group => PanelOf(group, times, unit, stacked, Spikes) with { Height = height })],
        };
    }

    /// <summary>
    /// The spikes of the neuron that a trace is of, to be drawn onto it in the same panel: each from the sample before it up to the peak. Null where the
    /// trace belongs to no neuron of the population, or is not a potential in volts.
    /// </summary>
    /// <param name="traces">The traces, for their times.</param>
    /// <param name="trace">One of them.</param>
    /// <param name="spikes">The spikes of the population.</param>
    /// <param name="peak">How high they are drawn.</param>
    /// <param name="unit">The unit of the time axis.</param>
    /// <param name="origin">The time that the axis counts from; 0 by default.</param>
    /// <param name="colour">The colour, which is to be the trace's; by default the palette's next one.</param>
    public static DrawnSpikes? DrawSpikes(
        this Traces traces, Trace trace, SpikeTrains spikes, Voltage peak, TimeUnit unit, Time? origin = null, Colour? colour = null)
    {
        if (trace.Neuron is not { } neuron || neuron >= spikes.NeuronCount || VoltsPerUnit(trace.Unit) is not { } volts)
        {
            return null;
        }

        var times = new List<double>();
        var before = new List<double>();
        int sample = -1;
        foreach (double time in spikes.TimesSeconds(neuron))
        {
            // A sample at the spike's own time is one after the reset.
            while (sample + 1 < traces.TimesSeconds.Count && traces.TimesSeconds[sample + 1] < time - (spikes.TimeStep.SiValue / 2))
            {
                sample++;
            }

            bool isShown = sample >= 0 && traces.TimesSeconds.Count > 0 && time <= traces.TimesSeconds[^1];
            if (isShown)
            {
                times.Add(unit.FromSeconds(time - (origin?.SiValue ?? 0)));
                before.Add(trace.Values[sample]);
            }
        }

        return new DrawnSpikes(times, before, peak.SiValue / volts) { Colour = colour };
    }

    private static double? VoltsPerUnit(string unit)
        => unit.Length > 0 && Quantity.Parse($"1 {unit}") is { } one && one.Dimension == Voltage.Dimension ? one.SiValue : null;

    private static Panel PanelOf(List<Trace> group, double[] times, TimeUnit unit, bool stacked, Func<Trace, Colour, IEnumerable<PlotLayer>> spikes)
    {
        bool sameName = group.TrueForAll(trace => trace.Name == group[0].Name);
        var layers = new List<PlotLayer>();
        for (int i = 0; i < group.Count; i++)
        {
            // A single line is named by the axis; of stacked ones a title says the neuron.
            layers.Add(new Series(group.Count == 1 ? "" : group[i].Label, times, group[i].Values) { Colour = Palette.At(i) });
            layers.AddRange(spikes(group[i], Palette.At(i)));
        }

        return new Panel
        {
            Title = stacked && group[0].Neuron is { } neuron ? $"neuron {neuron}" : "",
            X = new Axis("Time", unit.Symbol),
            Y = new Axis(sameName ? group[0].Name : "", group[0].Unit),
            Layers = layers,
        };
    }
}
