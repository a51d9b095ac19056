using static Neuropil.Units;

namespace Neuropil.Experiments;

/// <summary>
/// The response of a resting cell to a small hyperpolarising step: input resistance (steady deflection over current) and membrane time constant
/// (of the exponential that fits best). Integrated by the adaptive method, so that it has no error of a time step.
/// </summary>
/// <param name="Amplitude">The current, negative.</param>
/// <param name="Rest">The resting potential, mV.</param>
/// <param name="TimesMs">Times after the step's onset.</param>
/// <param name="Millivolts">The membrane potential then.</param>
/// <param name="Fit">The exponential, times in ms and values in mV.</param>
public sealed record PassiveResponse(
    Current Amplitude, double Rest, IReadOnlyList<double> TimesMs, IReadOnlyList<double> Millivolts, ExponentialFit Fit)
{
    // Small enough that no cell notices its nonlinearity much, large against the tolerances of the solver.
    private const double WantedDeflection = 0.5;
    private const double RestingNoise = 1e-3;
    private static readonly Time settling = 1000 * ms;
    private static readonly Time step = 400 * ms;
    private static readonly Time interval = 0.25 * ms;

    /// <summary>The input resistance.</summary>
    public Resistance Resistance => (Millivolts[^1] - Rest) * mV / Amplitude;

    /// <summary>The time constant.</summary>
    public Time TimeConstant => Fit.TimeConstant * ms;

    /// <summary>Whether one exponential describes the response: the cell has no resonance, sag or slow adaptation.</summary>
    public bool IsExponential => Fit.Misfit < 0.01;

    /// <summary>The response with its exponential.</summary>
    public Panel Draw()
    {
        double last = Math.Min(TimesMs[^1], Math.Max(10, 8 * Fit.TimeConstant));
        double[] times = [.. TimesMs.TakeWhile(time => time <= last)];
        Series[] exponential = !IsExponential ? []
            : [Plot.Line("exponential", times, time => Fit.At(time) - Rest, LineStyle.Dashed, Colour.Black)];
        return Plot.Panel(
            new Axis("Time from the step's onset", "ms"), new Axis("V - rest", "mV"),
            [new Series(IsExponential ? "cell" : "", times, [.. Millivolts.Take(times.Length).Select(v => v - Rest)]) { LineWidth = 2 }, .. exponential]);
    }

    /// <summary>Measures a cell; null where it does not rest without current.</summary>
    /// <param name="cell">The cell.</param>
    /// <param name="amplitude">The current; null for one that moves V by about half a millivolt.</param>
    /// <param name="cancellation">Stops the measurement.</param>
    public static PassiveResponse? Of(CellUnderTest cell, Current? amplitude, CancellationToken cancellation)
    {
        if (amplitude is { } given)
        {
            return Measure(cell, given, cancellation);
        }

        Current probe = cell.OfUnit(-0.01);
        return Measure(cell, probe, cancellation) is not { } first ? null
            : Measure(cell, WantedDeflection / Math.Abs(first.Millivolts[^1] - first.Rest) * probe, cancellation);
    }

    private static PassiveResponse? Measure(CellUnderTest cell, Current amplitude, CancellationToken cancellation)
    {
        var options = new AdaptiveOptions { RelativeTolerance = 1e-11, AbsoluteTolerance = 1e-11 };
        var simulation = new AdaptiveSimulation(cell.With(new StepCurrent { Amplitude = amplitude, Start = settling }), options);
        var run = simulation.Run(settling + step, [cell.Voltage], interval, cancellation: cancellation);
        int onset = (int)Math.Round(settling / interval);
        double[] voltages = run.Traces.Columns[0].In(mV);
        double rest = voltages[onset];
        bool resting = run.SpikeTimes.All(time => time < settling / 2)
            && Array.TrueForAll(voltages[(onset - 40)..onset], v => Math.Abs(v - rest) < RestingNoise);
        if (!resting)
        {
            return null;
        }

        double[] times = [.. run.Traces.TimesSeconds.Skip(onset).Select(time => (time * 1e3) - (settling / ms))];
        double[] response = voltages[onset..];
        return new PassiveResponse(amplitude, rest, times, response, ExponentialFit.Of(times, response));
    }
}
