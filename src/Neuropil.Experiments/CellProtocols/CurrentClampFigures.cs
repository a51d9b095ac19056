using System.Globalization;
using static Neuropil.Units;

namespace Neuropil.Experiments;

/// <summary>The figures of <see cref="CurrentClampExperiment"/>.</summary>
internal sealed class CurrentClampFigures(CellUnderTest cell, CurrentClampParameters parameters)
{
    private const double ShownSpikes = 12;
    private static readonly Time before = 20 * ms;

    /// <summary>Membrane potentials one below the other, each under its current.</summary>
    public ExperimentFigure Responses(CurrentStepRun run)
    {
        double fastest = run.Firing.Max(firing => firing.SteadyHz);
        Time shown = fastest > 0 ? Time.FromSi(Math.Clamp(ShownSpikes / fastest, 0.1, parameters.Duration.SiValue)) : parameters.Duration;
        Time lead = parameters.Onset < before ? parameters.Onset : before;
        bool isWhole = shown == parameters.Duration;
        var traces = run.Voltages.Window(parameters.Onset - lead, parameters.Onset + shown + (isWhole ? parameters.Onset / 2 : 0 * ms));
        double[] times = [.. traces.TimesSeconds.Select(time => (time - parameters.Onset.SiValue) * 1e3)];
        var panels = run.Amplitudes.Select((amplitude, i) => new Panel
        {
            Title = cell.Describe(amplitude), Height = 18 * mm, Y = new Axis("V", "mV"), X = new Axis("Time from the step's onset", "ms"),
            Layers = [new Series("", times, traces.Columns[i].Values) { Colour = Palette.At(0) }, ReferenceLine.AtX(0)],
        });
        return new("responses", "Responses to current steps", $"The membrane potential of {cell.Name} before and after the onset (dashed) of steps of the currents above each panel.", new Figure { Panels = [.. panels] });
    }

    /// <summary>The rates over the current.</summary>
    public ExperimentFigure Curve(CurrentStepRun run, Current? rheobase, Current? repetitive)
    {
        double[] currents = [.. run.Amplitudes.Select(cell.InUnit)];
        var layers = new List<PlotLayer>
        {
            new Series("first interval", currents, [.. run.Firing.Select(firing => firing.OnsetHz)]) { Line = LineStyle.Dashed, Marker = Marker.OpenCircle, Colour = Palette.At(1) },
            new Series("steady", currents, [.. run.Firing.Select(firing => firing.SteadyHz)]) { Marker = Marker.Circle, Colour = Palette.At(0) },
        };
        layers.AddRange(new[] { rheobase, repetitive }.Where(each => each is not null).Distinct().Select(each => ReferenceLine.AtX(cell.InUnit(each!.Value))));
        string lines = (rheobase, repetitive) switch
        {
            (null, null) => "",
            (not null, not null) when rheobase != repetitive => " Dashed lines: the smallest currents for one spike and for firing until the step ends.",
            _ => " Dashed line: the rheobase.",
        };
        var panel = new Panel { X = new Axis("Current", cell.Unit), Y = new Axis("Rate", "Hz") { Minimum = 0 }, Layers = layers, Height = 60 * mm };
        return new("f-i-curve", "f-I curve", $"One over the first interspike interval, and over the mean interval of the second half of a step of {parameters.Duration} (0 where the cell has stopped).{lines}", new Figure { Panels = [panel] });
    }

    /// <summary>The response to a small step, with its exponential.</summary>
    public ExperimentFigure Passive(PassiveResponse response)
    {
        double last = Math.Min(response.TimesMs[^1], Math.Max(10, 8 * response.Fit.TimeConstant));
        int count = response.TimesMs.Count(time => time <= last);
        double[] times = [.. response.TimesMs.Take(count)];
        var panel = new Panel
        {
            X = new Axis("Time from the step's onset", "ms"), Y = new Axis("V - rest", "mV"),
            Layers =
            [
                new Series(response.IsExponential ? "cell" : "", times, [.. response.Millivolts.Take(count).Select(v => v - response.Rest)]) { LineWidth = 2 },
                .. !response.IsExponential ? Array.Empty<PlotLayer>() :
                [
                    new Series("exponential", times, [.. times.Select(time => response.Fit.At(time) - response.Rest)]) { Line = LineStyle.Dashed, Colour = Colour.Black },
                ],
            ],
        };
        string caption = string.Create(
            CultureInfo.InvariantCulture,
            $"A step of {cell.Describe(response.Amplitude)} from rest at {response.Rest:F2} mV: input resistance {response.Resistance / Mohm:G4} MOhm{(response.IsExponential ? $", time constant {response.TimeConstant / ms:F3} ms" : "; no single exponential")}.");
        return new("passive", "Input resistance and time constant", caption, new Figure { Panels = [panel] });
    }
}
