using Neuropil.Compiler;

namespace Neuropil.Tests.Compiler.Functions;

/// <summary>The interpreter's own functions, against 200-bit series.</summary>
public class AccurateMathTests(ITestOutputHelper output)
{
    private static IEnumerable<double> Arguments(double low, double high) =>
        Samples.Uniform(-3, 3, 6000)
            .Concat(Samples.Uniform(low, high, 2000))
            .Concat(Samples.Binades(-1074, 9, 2))
            .Concat(Samples.AroundMultiples(0.5, -20, 20))
            .Where(x => x >= low && x <= high);

    [Fact]
    public void Expm1_is_within_two_ulps() => Accuracy.Within(output, 2, Arguments(-745, 709.7827), AccurateMath.Expm1, ReferenceFunctions.Expm1);

    [Fact]
    public void Log1p_is_within_two_ulps() =>
        Accuracy.Within(output, 2, Arguments(-1, 1000).Concat(Samples.Binades(-60, 1023, 2)).Where(x => x > -1), AccurateMath.Log1p, ReferenceFunctions.Log1p);

    [Fact]
    public void Exprel_is_within_two_and_a_half_ulps() => Accuracy.Within(output, 2.5, Arguments(-1000, 716), AccurateMath.Exprel, ReferenceFunctions.Exprel);

    [Fact]
    public void Bernoulli_is_within_two_and_a_half_ulps()
        => Accuracy.Within(output, 2.5, Arguments(-1000, 709.7827), AccurateMath.Bernoulli, ReferenceFunctions.Bernoulli);

    [Theory]
    [InlineData(double.NegativeInfinity, -1.0, 0.0, double.PositiveInfinity)]
    [InlineData(double.PositiveInfinity, double.PositiveInfinity, double.PositiveInfinity, 0.0)]
    [InlineData(0.0, 0.0, 1.0, 1.0)]
    [InlineData(double.Epsilon, double.Epsilon, 1.0, 1.0)]
    [InlineData(800.0, double.PositiveInfinity, double.PositiveInfinity, 0.0)]
    [InlineData(double.NaN, double.NaN, double.NaN, double.NaN)]
    public void Special_points(double x, double expm1, double exprel, double bernoulli)
    {
        Assert.Equal(expm1, AccurateMath.Expm1(x));
        Assert.Equal(exprel, AccurateMath.Exprel(x));
        Assert.Equal(bernoulli, AccurateMath.Bernoulli(x));
    }

    [Theory]
    [InlineData(-1.0, double.NegativeInfinity)]
    [InlineData(-1.1, double.NaN)]
    [InlineData(0.0, 0.0)]
    [InlineData(double.PositiveInfinity, double.PositiveInfinity)]
    [InlineData(double.NaN, double.NaN)]
    public void Log1p_at_special_points(double x, double expected) => Assert.Equal(expected, AccurateMath.Log1p(x));

    [Fact]
    public void The_sign_of_zero_is_kept()
    {
        Assert.True(double.IsNegative(AccurateMath.Expm1(-0.0)));
        Assert.True(double.IsNegative(AccurateMath.Log1p(-0.0)));
    }
}
