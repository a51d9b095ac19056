using System.Globalization;
using static Neuropil.Units;

namespace Neuropil.Experiments;

/// <summary>The figures of <see cref="ThresholdAndSpikesExperiment"/>.</summary>
internal static class ThresholdAndSpikesFigures
{
    private static readonly Time shown = 150 * ms;

    /// <summary>The counts over the level, a panel for each scenario.</summary>
    public static ExperimentFigure Counts(ThresholdAndSpikesParameters p, SpikeCounts counts)
    {
        int[] order = [.. Enumerable.Range(0, p.Levels.Count).OrderBy(level => p.Levels[level].SiValue)];
        double[] levels = [.. order.Select(level => p.Levels[level] / mV)];
        var panels = SpikeScenario.All.Select((scenario, s) => new Panel
        {
            Title = Title(scenario), Height = 26 * mm, X = new Axis("Threshold", "mV"), Y = new Axis("Spikes") { Minimum = 0 },
            Layers = [.. Styles.Select(style => new Series(s == 0 ? SpikeCounts.NameOf(style.Definition) : "", levels, [.. order.Select(level => (double)counts.Of(style.Definition, s, level))])
            {
                Line = style.Line, Marker = style.Marker, Colour = Palette.At(style.Colour),
            })],
        });
        string caption = $"Spikes of the Hodgkin-Huxley cell in {p.Duration} by four definitions, over the threshold (for peaks: the lowest that counts); refractory period {p.RefractoryPeriod}, prominence of peaks {p.Prominence}.";
        return new("counts", "What is counted", caption, new Figure { Panels = [.. panels], Width = 140 * mm });
    }

    /// <summary>The voltages, which show why.</summary>
    public static ExperimentFigure Voltages(ThresholdAndSpikesParameters p, SpikeCounts counts)
    {
        var traces = counts.Voltages.Window(0 * ms, p.Duration < shown ? p.Duration : shown);
        double[] times = [.. traces.TimesSeconds.Select(time => time * 1e3)];
        var panels = SpikeScenario.All.Select((scenario, s) => new Panel
        {
            Title = Title(scenario), Height = 22 * mm, X = new Axis("Time", "ms"), Y = new Axis("V", "mV") { Minimum = -80, Maximum = 50 },
            Layers = [new Series("", times, traces.Columns[s].Values) { Colour = Palette.At(0) }, ReferenceLine.AtY(-50), ReferenceLine.AtY(0)],
        });
        return new("voltages", "What there is to count", "The membrane potential in the four cases, with the levels -50 and 0 mV.", new Figure { Panels = [.. panels] });
    }

    private static (SpikeDefinition Definition, LineStyle Line, Marker Marker, int Colour)[] Styles =>
    [
        (SpikeDefinition.WhileAbove, LineStyle.Solid, Marker.Triangle, 1),
        (SpikeDefinition.Crossing, LineStyle.Solid, Marker.Circle, 0),
        (SpikeDefinition.RefractoryCrossing, LineStyle.Dashed, Marker.OpenCircle, 2),
        (SpikeDefinition.Peak, LineStyle.Dotted, Marker.Diamond, 3),
    ];

    private static string Title(SpikeScenario scenario) => string.Create(CultureInfo.InvariantCulture, $"{scenario.Name} ({scenario.Density} uA/cm²)");
}
