using static Neuropil.Units;

namespace Neuropil.Tests.Equations;

/// <summary>
/// Each method converges on the same Brownian paths with the strong order that it states, and in the mean with its weak order, to the exact
/// solution in its own calculus.
/// </summary>
public class StochasticOrderTests
{
    private const int Cells = 5000;
    private const double Duration = 1.024; // ms
    private const double Drift = 1.5; // 1/ms
    private const double Noise = 1.0; // 1/sqrt(ms)

    // Geometric Brownian motion, dx = a x dt + b x dW, whose exact end needs the path's end alone: w is kept beside it.
    private static readonly EquationCell geometric = new($"""
        dx/dt = {Drift}*x/ms + {Noise}*x*xi/sqrt(ms) : 1
        dw/dt = xi/sqrt(ms) : 1
        """) { Initial = { ["x"] = 1 }, Parameters = { ["ms"] = 1 * Units.ms } };

    // Ornstein and Uhlenbeck, dx = -a x dt + b dW.
    private static readonly EquationCell relaxing = new($"""
        dx/dt = -{Drift}*x/ms + {Noise}*xi/sqrt(ms) : 1
        """) { Initial = { ["x"] = 1 }, Parameters = { ["ms"] = 1 * Units.ms } };

    private static readonly Lazy<double[]> relaxed = new(() => End(relaxing, Integrators.EulerMaruyama, 11).X);

    public static TheoryData<string> StochasticMethods => new(Integrators.All.Where(method => method.Noise is not null).Select(method => method.Name));

    public static TheoryData<string> MultiplicativeMethods
        => new(Integrators.All.Where(method => method.Noise?.StrongOrderMultiplicative is not null).Select(method => method.Name));

    [Fact]
    public void A_method_for_additive_noise_refuses_the_other_by_name()
    {
        var error = Assert.Throws<IntegratorRefusedException>(() => End(geometric, Integrators.ExponentialEuler, 0));
        Assert.Contains("in dx/dt that of xi is", error.Message, StringComparison.Ordinal);
        Assert.Contains("euler-maruyama (Ito)", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(MultiplicativeMethods))]
    public void On_geometric_Brownian_motion_the_strong_order_is_that_of_multiplicative_noise(string name)
    {
        var method = Integrators.ByName(name);
        var promise = method.Noise!;
        double order = promise.StrongOrderMultiplicative!.Value;
        double correction = promise.Calculus == Calculus.Ito ? Noise * Noise / 2 : 0;
        double[] errors = [.. new[] { 4, 6, 8 }.Select(level => StrongError(level))];
        Assert.InRange(Math.Log2(errors[0] / errors[2]) / 4, order - 0.2, order + 0.2);

        double StrongError(int level)
        {
            var (x, w) = End(geometric, method, level);
            return x.Zip(w, (end, path) => Math.Abs(end - Math.Exp(((Drift - correction) * Duration) + (Noise * path)))).Average();
        }
    }

    [Theory]
    [MemberData(nameof(StochasticMethods))]
    public void On_the_process_of_Ornstein_and_Uhlenbeck_the_strong_order_is_that_of_additive_noise(string name)
    {
        // The same path at a far smaller step takes the place of the exact solution, which is an integral over the path.
        var method = Integrators.ByName(name);
        double[] errors = [.. new[] { 2, 3, 5 }.Select(level => End(relaxing, method, level).X.Zip(relaxed.Value, (x, y) => Math.Abs(x - y)).Average())];
        Assert.InRange(Math.Log2(errors[0] / errors[2]) / 3, method.Noise!.StrongOrderAdditive - 0.2, method.Noise.StrongOrderAdditive + 0.2);
    }

    [Theory]
    [MemberData(nameof(MultiplicativeMethods))]
    public void The_mean_converges_with_the_weak_order(string name)
    {
        var method = Integrators.ByName(name);
        var promise = method.Noise!;
        // The mean of x in closed form; the exact solution on the same paths takes most of the sample's own fluctuation away.
        double correction = promise.Calculus == Calculus.Ito ? Noise * Noise / 2 : 0;
        double[] errors = [.. new[] { 2, 3, 4 }.Select(level =>
        {
            var (x, w) = End(geometric, method, level);
            return Math.Abs(x.Zip(w, (end, path) => end - Math.Exp(((Drift - correction) * Duration) + (Noise * path))).Average());
        })];
        double slope = Math.Log2(errors[0] / errors[2]) / 2;
        Assert.True(slope > promise.WeakOrder - 0.3, $"slope {slope:F3}: {string.Join(", ", errors)}");
    }

    // x and w after a run of 2^level steps, all levels on the path of one step.
    private static (double[] X, double[] W) End(EquationCell cell, Integrator method, int level)
    {
        var network = new Network();
        var cells = network.Add(new Population("cells", Cells, cell with { Method = method }));
        var step = Duration / (1 << level) * ms;
        using var run = new Simulation(network, new RunOptions { TimeStep = step, PathRefinement = level });
        var all = Enumerable.Range(0, Cells).ToArray();
        var x = run.Record(cells.Trace("x", all) with { Interval = Duration * ms });
        var w = cell == geometric ? run.Record(cells.Trace("w", all) with { Interval = Duration * ms }) : null;
        run.Advance(Duration * ms);
        return (Ends(x), w is null ? [] : Ends(w));
    }

    private static double[] Ends(TraceRecord record) => record.Traces().Columns.Select(column => column.Values[^1]).ToArray();
}
