using static Neuropil.Units;

namespace Neuropil.Experiments;

/// <summary>
/// The calcium that enters through NMDA receptors along a given course of the potential, by quadrature of its formula: no equation is solved and no receptor is
/// simulated.
/// </summary>
internal static class CoincidenceTheory
{
    /// <summary>Between two times of the quadrature, ms.</summary>
    public const double Step = 0.01;

    private const double Before = 110, After = 300;

    /// <summary>The largest calcium after a presynaptic spike at zero, in units of its own; without a postsynaptic spike where its time is null.</summary>
    public static double Peak(CoincidenceDetectionParameters p, double? spike)
    {
        double largest = 0;
        Calcium(p, spike, (_, charge) => largest = Math.Max(largest, charge));
        return largest;
    }

    /// <summary>
    /// The largest calcium along a potential that was recorded, in arbitrary units: the trapezium rule, the presynaptic spike being at zero.
    /// </summary>
    public static double PeakAlong(CoincidenceDetectionParameters p, double[] times, double[] potential)
    {
        double charge = 0, before = 0, largest = 0;
        for (int n = 0; n < times.Length; n++)
        {
            double step = n == 0 ? 0 : times[n] - times[n - 1];
            double kept = Math.Exp(-step / (p.CalciumRemoval / ms));
            double now = Conductance(p, times[n]) * At(p, potential[n]);
            charge = (charge * kept) + (step / 2 * ((before * kept) + now));
            (before, largest) = (now, Math.Max(largest, charge));
        }

        return largest;
    }

    /// <summary>
    /// Calls back for each time (ms after a presynaptic spike) and the calcium then, in units of its own; without a postsynaptic spike where its time is null.
    /// </summary>
    public static void Calcium(CoincidenceDetectionParameters p, double? spike, Action<double, double> see)
    {
        // Trapezium in q(t) = integral of I(s) e^(-(t - s)/tau): the kernel and the potential are closed forms.
        double kept = Math.Exp(-Step / (p.CalciumRemoval / ms)), charge = 0, before = 0;
        for (int n = 0; n <= (int)((Before + After) / Step); n++)
        {
            double t = (n * Step) - Before;
            double now = Conductance(p, t) * At(p, spike is { } post ? p.Potential(t - post) : p.Rest / mV);
            charge = (charge * kept) + (Step / 2 * ((before * kept) + now));
            before = now;
            see(t, charge);
        }
    }

    /// <summary>The influx at a potential over that at rest, for one conductance.</summary>
    public static double Influx(CoincidenceDetectionParameters p, double voltage) => At(p, voltage) / At(p, p.Rest / mV);

    // Of any size: only ratios are taken.
    private static double Conductance(CoincidenceDetectionParameters p, double time)
    {
        var nmda = p.Receptor;
        return time < 0 ? 0 : Math.Exp(-time / (nmda.Decay.UniformSi * 1000)) - Math.Exp(-time / (nmda.Rise.UniformSi * 1000));
    }

    private static double At(CoincidenceDetectionParameters p, double v)
    {
        var nmda = p.Receptor;
        double eta = nmda.Magnesium.UniformSi / nmda.HalfMagnesium.UniformSi;
        return ((nmda.CalciumReversal.UniformSi * 1000) - v) / (1 + (eta * Math.Exp(-nmda.Steepness.UniformSi / 1000 * v)));
    }
}
