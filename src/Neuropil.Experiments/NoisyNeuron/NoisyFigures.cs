using static Neuropil.Units;

namespace Neuropil.Experiments;

/// <summary>The figures of <see cref="NoisyNeuronExperiment"/>: theory as lines, simulation as points.</summary>
internal static class NoisyFigures
{
    private const int PointsOfLine = 60;

    /// <summary>Rate and CV against the mean input.</summary>
    public static ExperimentFigure Curve(NoisyNeuronParameters parameters, List<NoisyRate> points)
    {
        double low = points.Min(point => point.Mean / mV);
        double high = points.Max(point => point.Mean / mV);
        double[] means = [.. Enumerable.Range(0, PointsOfLine + 1).Select(i => low + ((high - low) * i / PointsOfLine))];
        double[] simulated = [.. points.Select(point => point.Mean / mV)];
        return new ExperimentFigure("f-i-curve", "Rate and irregularity", "Points: simulated, with standard errors (smaller than the points where they cannot be seen). Lines: theory.", new Figure
        {
            Panels =
            [
                Panel("Rate", "Hz", neuron => neuron.Rate() / Hz, [.. points.Select(point => point.Rate)], [.. points.Select(point => point.RateError)]),
                Panel("CV of intervals", "", neuron => neuron.CoefficientOfVariation(), [.. points.Select(point => point.Cv)], [.. points.Select(point => point.CvError)]),
            ],
        });

        Panel Panel(string quantity, string unit, Func<DiffusionNeuron, double> theory, double[] measured, double[] errors) => new()
        {
            X = new Axis("Mean input", "mV"),
            Y = new Axis(quantity, unit) { Minimum = 0 },
            Layers =
            [
                new Series("theory", means, [.. means.Select(mean => theory(parameters.Neuron(mean * mV)))]) { Line = LineStyle.Dashed },
                new Series($"theory on a grid of {parameters.TimeStep}", means, [.. means.Select(mean => theory(parameters.Neuron(mean * mV).OnGrid(parameters.TimeStep)))]),
                new Series("simulated", simulated, measured) { Line = LineStyle.None, Marker = Marker.Circle, Error = errors },
            ],
        };
    }

    /// <summary>Gain and phase against frequency.</summary>
    public static ExperimentFigure Response(NoisyNeuronParameters parameters, List<NoisyResponse> responses)
    {
        double tau = parameters.MembraneTimeConstant / ms;
        double low = responses.Min(response => response.Frequency / Hz);
        double high = responses.Max(response => response.Frequency / Hz);
        double[] frequencies = [.. Enumerable.Range(0, PointsOfLine + 1).Select(i => low * Math.Pow(high / low, (double)i / PointsOfLine))];
        var theory = ThresholdIntegration.Of(parameters.Neuron(parameters.Mean));
        var onGrid = ThresholdIntegration.Of(parameters.Neuron(parameters.Mean).OnGrid(parameters.TimeStep));
        double[] simulated = [.. responses.Select(response => response.Frequency / Hz)];
        return new ExperimentFigure("response", "Response to a modulated input", $"Gain and phase of the rate at a mean of {parameters.Mean / mV:G4} mV. Points: simulated. Lines: threshold integration.", new Figure
        {
            Panels =
            [
                Panel("Gain", "Hz/mV", response => response.Magnitude, [.. responses.Select(response => response.GainError)], 0),
                Panel("Phase lead", "degrees", response => response.Phase * 180 / Math.PI, [.. responses.Select(response => response.GainError / response.Measured.Magnitude * 180 / Math.PI)], null),
            ],
        });

        Panel Panel(string quantity, string unit, Func<System.Numerics.Complex, double> of, double[] errors, double? minimum) => new()
        {
            X = new Axis("Frequency", "Hz") { Scale = AxisScale.Logarithmic },
            Y = new Axis(quantity, unit) { Minimum = minimum },
            Layers =
            [
                new Series("theory", frequencies, [.. frequencies.Select(f => of(theory.Response(f * Hz) / tau))]) { Line = LineStyle.Dashed },
                new Series($"theory on a grid of {parameters.TimeStep}", frequencies, [.. frequencies.Select(f => of(onGrid.Response(f * Hz) / tau))]),
                new Series("simulated", simulated, [.. responses.Select(response => of(response.Measured))]) { Line = LineStyle.None, Marker = Marker.Circle, Error = errors },
            ],
        };
    }

    /// <summary>Histograms of intervals at a low, a middle and a high mean.</summary>
    public static ExperimentFigure Intervals(NoisyNeuronParameters parameters, List<NoisyRate> points, IReadOnlyList<SpikeTrains> groups)
    {
        var chosen = new[] { 0, points.Count / 2, points.Count - 1 }.Distinct().Select(i => (Point: points[i], Intervals: groups[i].IntervalsSeconds())).Where(group => group.Intervals.Length > 1000);
        return new ExperimentFigure("intervals", "Intervals between spikes", "Irregular where noise carries the cell over its threshold, regular where the mean does.", new Figure
        {
            SharedX = false,
            Panels = [.. chosen.Select(group => new Panel
            {
                X = new Axis("Interval", "ms") { Minimum = 0 },
                Y = new Axis("Density", "1/ms") { Minimum = 0 },
                Layers = [Density($"mean {group.Point.Mean / mV:G4} mV, CV in theory {group.Point.PredictedCv:F2}", group.Intervals, parameters.TimeStep / ms)],
            })],
        });
    }

    private static Series Density(string name, double[] seconds, double timeStep)
    {
        const int Bins = 60;
        double[] sorted = [.. seconds.Select(interval => interval * 1000).Order()];
        double end = sorted[(int)(0.99 * (sorted.Length - 1))];
        double width = Math.Max(1, Math.Ceiling(end / Bins / timeStep)) * timeStep; // whole steps: intervals lie on the grid
        var counts = new double[Bins + 1];
        foreach (double interval in sorted.Where(interval => interval < end))
        {
            counts[Math.Min(Bins, (int)((interval / width) + 1e-6))]++;
        }

        return new Series(name, [.. Enumerable.Range(0, Bins + 1).Select(bin => (bin + 0.5) * width)], [.. counts.Select(count => count / (sorted.Length * width))]);
    }
}
