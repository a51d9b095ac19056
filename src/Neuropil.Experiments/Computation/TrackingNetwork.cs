using static Neuropil.Units;

namespace Neuropil.Experiments;

/// <summary>
/// A balanced network (<see cref="BinaryNetwork"/>) whose input from outside goes up and down by turns: the mean activity of its excitatory units after a step
/// up. Its units look at their inputs every 10 ms, but a step of the input is sqrt(K) times as large as what balance leaves of it, so that the network arrives
/// long before a unit has looked (van Vreeswijk and Sompolinsky 1996, fast tracking).
/// </summary>
/// <param name="TimesMs">Times behind the step, ms.</param>
/// <param name="Activity">The activity there, averaged over steps.</param>
/// <param name="Errors">Its standard error over steps.</param>
/// <param name="Theory">That of infinitely many units: τ dm/dt = F(m) - m.</param>
internal sealed record TrackingNetwork(double[] TimesMs, double[] Activity, double[] Errors, double[] Theory)
{
    private const double Low = 0.2;
    private const double High = 0.3;
    private static readonly Time hold = 25 * ms;
    private static readonly Time interval = 0.1 * ms;

    /// <summary>63 % of the way, ms.</summary>
    public Estimate Rise
    {
        get
        {
            double rise = RiseTime(Activity);
            int at = Math.Clamp((int)(rise / (interval / ms)), 1, Theory.Length - 2);

            // The slope over 1 ms: the rate's error moves the crossing by that over the slope there.
            int from = Math.Max(0, at - 5), to = Math.Min(Theory.Length - 1, at + 5);
            double slope = (Theory[to] - Theory[from]) / ((to - from) * (interval / ms));
            return Estimate.Of(rise, Errors[at] / slope);
        }
    }

    /// <summary>The same in theory.</summary>
    public double ExpectedRise => RiseTime(Theory);

    /// <summary>Simulates a network of 20 K units of each kind.</summary>
    /// <param name="inputs">K.</param>
    /// <param name="steps">How many steps up are averaged.</param>
    /// <param name="session">Makes the simulation.</param>
    public static TrackingNetwork Of(int inputs, int steps, Session session)
    {
        var binary = new BinaryNetwork(20 * inputs, inputs, Low);
        var network = session.NewNetwork();
        var (e, i) = binary.AddTo(network);
        using var run = session.Simulate(network, BinaryNetwork.TimeStep, name: "tracking", precision: Precision.Double);
        var record = run.Record(e.Mean("r") with { Interval = interval });
        Time settling = 10 * BinaryNetwork.ExcitatoryTime;
        var progress = session.Progress.Towards(settling + (2 * steps * hold));
        run.Advance(settling, progress);
        for (int step = 0; step < 2 * steps; step++)
        {
            double outside = step % 2 == 0 ? High : Low;
            run.Simulation.Set(e, "external", binary.Drive(isExcitatory: true, outside));
            run.Simulation.Set(i, "external", binary.Drive(isExcitatory: false, outside));
            run.Advance(hold, progress);
        }

        int each = (int)Math.Round(hold / interval);
        double[] values = [.. record.Traces().Columns[0].Values.Skip((int)Math.Round(settling / interval))];
        double[][] courses = [.. Enumerable.Range(0, steps).Select(step => values[(2 * step * each)..(((2 * step) + 1) * each)])];
        double[][] at = [.. Enumerable.Range(0, each).Select(k => courses.Select(course => course[k]).ToArray())];
        return new TrackingNetwork(
            [.. Enumerable.Range(0, each).Select(k => k * (interval / ms))], [.. at.Select(samples => samples.Average())],
            [.. at.Select(StandardError.Of)], Course(inputs, each));
    }

    /// <summary>The activity after the step, and the theory's.</summary>
    public Panel Panel() => Plot.Panel(new Axis("Time after the step", "ms"), new Axis("Active part"),
        Plot.Line("balanced network", TimesMs, Activity, colour: EiColours.Excitation),
        Plot.Line("theory", TimesMs, Theory, LineStyle.Dashed, Colour.Black),
        Plot.Line("a unit alone", TimesMs, t => Before + ((After - Before) * (1 - Math.Exp(-t / (BinaryNetwork.ExcitatoryTime / ms)))),
            LineStyle.Dotted, Colour.Grey));

    private double Before => Theory[0];

    private double After => Theory[^1];

    private static double RiseTime(double[] course)
    {
        double late = course.Skip(course.Length / 2).Average();

        // Samples are of moments, not of bins, in whose middle a rate stands.
        return SquareWaveResponse.RiseTime(course, course[0], late, interval) - (interval / ms / 2);
    }

    // Euler's steps.
    private static double[] Course(int inputs, int length)
    {
        const int Substeps = 20;
        var (e, i) = BinaryNetwork.MeanField(inputs, Low);
        var balance = BinaryNetwork.Balance(inputs, High);
        double dt = interval / ms / Substeps;
        double[] course = new double[length];
        for (int k = 0; k < length; k++)
        {
            course[k] = e;
            for (int step = 0; step < Substeps; step++)
            {
                var (newE, newI) = balance.AboveThreshold(e, i);
                (e, i) = (e + (dt / (BinaryNetwork.ExcitatoryTime / ms) * (newE - e)), i + (dt / (BinaryNetwork.InhibitoryTime / ms) * (newI - i)));
            }
        }

        return course;
    }
}
