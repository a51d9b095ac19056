using MathNet.Numerics;
using static Neuropil.Functions;
using static Neuropil.Units;

namespace Neuropil.Experiments;

/// <summary>
/// A line of units that keeps a bump of activity: tau dr/dt = -r + H(integral of w(x - y) r(y) dy - threshold) with
/// w(x) = e^(-x^2/2) - B e^(-x^2/8), narrow excitation and wide inhibition (Amari, Biol. Cybern. 27, 1977).
/// </summary>
/// <param name="Inhibition">B.</param>
internal sealed record LineAttractor(double Inhibition)
{
    /// <summary>The drive above which a unit is active.</summary>
    public const double Threshold = 0.15;

    /// <summary>The distance between units; the width of a bump is known to it.</summary>
    public const double Spacing = 0.025;

    private const int Units = 961;
    private const double Half = (Units - 1) / 2.0 * Spacing;

    /// <summary>
    /// The width of the stable bump, where the integral of w from 0 to the width is the threshold and falls; infinite where it stays above.
    /// </summary>
    public double Width
    {
        get
        {
            double low = Math.Sqrt(-8.0 / 3 * Math.Log(Inhibition)), high = 100; // where w is 0, and its integral largest
            if (Integral(high) > Threshold)
            {
                return double.PositiveInfinity;
            }

            for (int i = 0; i < 60; i++)
            {
                double middle = (low + high) / 2;
                (low, high) = Integral(middle) > Threshold ? (middle, high) : (low, middle);
            }

            return low;
        }
    }

    /// <summary>B below which a bump spreads without end: where the integral over half the line is the threshold.</summary>
    public static double SpreadsBelow => (Math.Sqrt(Math.PI / 2) - Threshold) / Math.Sqrt(2 * Math.PI);

    /// <summary>The places of the units.</summary>
    public static double[] Places => [.. Enumerable.Range(0, Units).Select(i => (i * Spacing) - Half)];

    /// <summary>How far the simulated line reaches to both sides.</summary>
    public static double Reach => Half;

    /// <summary>Lets a bump of a width settle, and gives the drive of each unit at the end.</summary>
    public double[] Settle(double width, Time duration, Session session)
    {
        double[] places = Places;
        var network = session.NewNetwork();
        var unit = new RateUnit { TransferFunction = new AnyTransferFunction(drive => Select(drive > Threshold, 1, 0)) };
        var units = network.Add(new Population("units", Units, unit) { Initial = { ["r"] = Array.ConvertAll(places,
            x => Math.Abs(x) < width / 2 ? 1.0 : 0.0) } });
        double[] weights = [.. places.SelectMany(_ => places, (from, to) => Spacing * Weight(to - from))];
        (int, int)[] pairs = [.. Enumerable.Range(0, Units).SelectMany(i => Enumerable.Range(0, Units).Select(k => (i, k)))];
        network.Connect(units, units, new ExplicitPairs(pairs), new DriveCoupling("line"), weights);
        using var run = session.Simulate(network, 0.5 * ms, precision: Precision.Double);
        run.Advance(duration, Progress.None);
        double[] activity = run.Simulation.Values(units, "r").Numbers();
        return [.. places.Select(x => Spacing * places.Zip(activity, (y, r) => Weight(x - y) * r).Sum())];
    }

    /// <summary>The width of the part of a line whose drive is above the threshold.</summary>
    public static double WidthOf(double[] drive)
    {
        int first = Array.FindIndex(drive, h => h > Threshold), last = Array.FindLastIndex(drive, h => h > Threshold);
        return first < 0 ? 0 : (last - first + 1) * Spacing;
    }

    private double Weight(double x) => Math.Exp(-x * x / 2) - (Inhibition * Math.Exp(-x * x / 8));

    private double Integral(double a) => (Math.Sqrt(Math.PI / 2) * SpecialFunctions.Erf(a / Math.Sqrt(2)))
        - (Inhibition * Math.Sqrt(2 * Math.PI) * SpecialFunctions.Erf(a / Math.Sqrt(8)));
}
