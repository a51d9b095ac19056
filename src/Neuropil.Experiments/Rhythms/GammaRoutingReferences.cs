using static Neuropil.Units;

namespace Neuropil.Experiments;

/// <summary>What an independent program finds of routing by coherence.</summary>
internal static class GammaRoutingReferences
{
    private const string Program = "an independent C++ program, 4 runs of 20 s (tests/references/networks/gamma_routing.cpp)";

    // Six standard errors: with 3 degrees of freedom, errors of few runs are themselves uncertain. Those that follow are the program's and our own.
    private const double StandardErrors = 6;

    // Phase, slope on A and its standard error, slope on B and its.
    private static readonly (double Phase, double A, double ErrorA, double B, double ErrorB)[] found =
    [
        (0, 10.79, 0.22, 58.72, 0.86), (45, 9.51, 0.42, 58.93, 0.49), (90, 17.54, 0.57, 54.23, 0.63), (135, 45.63, 0.48, 49.95, 0.60),
        (180, 59.03, 0.54, 10.23, 0.25), (225, 59.22, 0.49, 9.06, 0.57), (270, 54.20, 0.56, 17.07, 0.41), (315, 51.05, 0.66, 45.56, 1.09), (double.NaN, 50.60,
            0.12, 50.24, 0.09),
    ];

    /// <summary>Holds the slopes at a phase against those of the other program.</summary>
    public static void Check(GammaRoutingParameters p, SweepPoint<double> point, string onA, string onB, Findings findings)
    {
        foreach (var (_, a, errorA, b, errorB) in found.Where(each => each.Phase.Equals(point.Value)))
        {
            Slope("A", a, errorA, onA);
            Slope("B", b, errorB, onB);
        }

        void Slope(string sender, double expected, double error, string measure)
        {
            string at = double.IsNaN(point.Value) ? "senders without rhythm" : $"A {point.Value:G3} degrees after inhibition";
            var reference = new Reference<GammaRoutingParameters>($"slope on {sender}, {at} (Hz)", expected, Program,
                given => given.Concentration == 4 && given.Rhythm == 40 * Hz && given.TimeStep == 0.1 * ms);
            double own = point.Error(measure);
            findings.Check(reference.Within(StandardErrors * Math.Sqrt((error * error) + (own * own))), p, point.Mean(measure));
        }
    }
}
