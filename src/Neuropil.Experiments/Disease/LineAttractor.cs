using MathNet.Numerics;
using static Neuropil.Functions;
using static Neuropil.Units;

namespace Neuropil.Experiments;

/// <summary>
/// A line of units that keeps a bump of activity: tau dr/dt = -r + H(integral of w(x - y) r(y) dy - threshold) with
/// w(x) = e^(-x^2/2) - B e^(-x^2/8), narrow excitation and wide inhibition (Amari, Biol. Cybern. 27, 1977).
/// </summary>
/// <remarks>
/// The simulated units rise from 0 to 1 over a <see cref="Ramp"/> about the threshold in place of a step: with a step, an edge between two units stays there
/// although the line as a whole would let it move.
/// </remarks>
/// <param name="Inhibition">B.</param>
internal sealed record LineAttractor(double Inhibition)
{
    /// <summary>The drive above which a unit is active.</summary>
    public const double Threshold = 0.15;

    /// <summary>The range of drives over which a unit's activity rises: some units at each edge.</summary>
    public const double Ramp = 0.08;

    private const double Spacing = 0.04;
    private const int Units = 601;
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
        var unit = new RateUnit { TransferFunction = new AnyTransferFunction(drive => Min(Max(((drive - Threshold) / Ramp) + 0.5, 0.0), 1.0)) };
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

    /// <summary>The width of the part of a line whose drive is above the threshold, by straight lines between units.</summary>
    public static double WidthOf(double[] drive)
    {
        int first = Array.FindIndex(drive, h => h > Threshold), last = Array.FindLastIndex(drive, h => h > Threshold);
        if (first < 0)
        {
            return 0;
        }

        double Beyond(int inside, int outside)
            => outside < 0 || outside >= drive.Length ? 0 : Spacing * (drive[inside] - Threshold) / (drive[inside] - drive[outside]);
        return ((last - first) * Spacing) + Beyond(first, first - 1) + Beyond(last, last + 1);
    }

    private double Weight(double x) => Math.Exp(-x * x / 2) - (Inhibition * Math.Exp(-x * x / 8));

    private double Integral(double a) => (Math.Sqrt(Math.PI / 2) * SpecialFunctions.Erf(a / Math.Sqrt(2)))
        - (Inhibition * Math.Sqrt(2 * Math.PI) * SpecialFunctions.Erf(a / Math.Sqrt(8)));
}
