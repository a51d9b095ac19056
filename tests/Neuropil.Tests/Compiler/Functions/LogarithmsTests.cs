using Neuropil.Compiler;

namespace Neuropil.Tests.Compiler.Functions;

/// <summary>Errors over the whole range, against 200-bit arithmetic; the bounds are the promises of the functions' doc comments.</summary>
public class LogarithmsTests(ITestOutputHelper output)
{
    private static double Log(double x) => Logarithms.Log(ScalarDouble.Instance, x);

    private static double Log1p(double x) => Logarithms.Log1p(ScalarDouble.Instance, x);

    private static IEnumerable<double> Positive(int first, int last, int each) =>
        Samples.Uniform(0.5, 2, 3000)
            .Concat(Samples.Uniform(0.999, 1.001, 500))
            .Concat(Samples.Binades(first, last, each))
            .Concat(Samples.AroundMultiples(Math.Sqrt(0.5), 1, 4, 20))
            .Concat(Samples.AroundMultiples(1, 1, 4, 20))
            .Where(x => x > 0);

    private static IEnumerable<double> AboveMinusOne(int last) =>
        Samples.Uniform(-1, 3, 4000)
            .Concat(Samples.Binades(-1074, last, 1))
            .Concat(Samples.AroundMultiples(Math.Sqrt(0.5) - 1, 1, 1, 20))
            .Concat(Samples.AroundMultiples(Math.Sqrt(2) - 1, 1, 1, 20))
            .Concat(Enumerable.Range(1, 52).Select(n => Math.ScaleB(1, -n) - 1))
            .Where(x => x > -1);

    [Fact]
    public void Log_is_within_one_ulp() => Accuracy.Within(output, 1, Positive(-1074, 1023, 2), Log, ReferenceFunctions.Log);

    [Fact]
    public void Log1p_is_within_one_and_a_half_ulps() => Accuracy.Within(output, 1.5, AboveMinusOne(1023), Log1p, ReferenceFunctions.Log1p);

    [Fact]
    public void Log_in_single_is_within_one_ulp() =>
        Accuracy.WithinSingle(output, 1, Positive(-149, 127, 8), x => Logarithms.Log(ScalarSingle.Instance, x), ReferenceFunctions.Log);

    [Fact]
    public void Log1p_in_single_is_within_one_and_a_half_ulps() =>
        Accuracy.WithinSingle(output, 1.5, AboveMinusOne(127).Where(x => (float)x > -1 && (float)x != 0), x => Logarithms.Log1p(ScalarSingle.Instance, x),
            ReferenceFunctions.Log1p);

    [Theory]
    [InlineData(1.0, 0.0)]
    [InlineData(0.0, double.NegativeInfinity)]
    [InlineData(-1.0, double.NaN)]
    [InlineData(-double.Epsilon, double.NaN)]
    [InlineData(double.NegativeInfinity, double.NaN)]
    [InlineData(double.PositiveInfinity, double.PositiveInfinity)]
    [InlineData(double.NaN, double.NaN)]
    public void Log_at_special_points(double x, double expected)
    {
        Assert.Equal(expected, Log(x));
        if (x != -double.Epsilon)
        {
            Assert.Equal((float)expected, Logarithms.Log(ScalarSingle.Instance, (float)x));
        }
    }

    [Theory]
    [InlineData(0.0, 0.0)]
    [InlineData(double.Epsilon, double.Epsilon)]
    [InlineData(-1.0, double.NegativeInfinity)]
    [InlineData(-1.5, double.NaN)]
    [InlineData(double.NegativeInfinity, double.NaN)]
    [InlineData(double.PositiveInfinity, double.PositiveInfinity)]
    [InlineData(double.NaN, double.NaN)]
    public void Log1p_at_special_points(double x, double expected)
    {
        Assert.Equal(expected, Log1p(x));
        Assert.Equal((float)expected, Logarithms.Log1p(ScalarSingle.Instance, (float)x));
    }

    [Fact]
    public void Negative_zero()
    {
        Assert.Equal(double.NegativeInfinity, Log(-0.0));
        Assert.True(Log1p(-0.0) == 0 && double.IsNegative(Log1p(-0.0)));
    }
}
