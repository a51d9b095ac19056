using Neuropil.Compiler;

namespace Neuropil.Tests.Compiler.Functions;

/// <summary>Errors over the whole range, against 200-bit series; the bounds are the promises of the functions' doc comments.</summary>
public class ExponentialsTests(ITestOutputHelper output)
{
    private const double HalfLn2 = 0.34657359027997264;

    private static double Exp(double x) => Exponentials.Exp(ScalarDouble.Instance, x);

    private static double Expm1(double x) => Exponentials.Expm1(ScalarDouble.Instance, x);

    private static double Exprel(double x) => Exponentials.Exprel(ScalarDouble.Instance, x);

    private static double Bernoulli(double x) => Exponentials.Bernoulli(ScalarDouble.Instance, x);

    private static double Tanh(double x) => Exponentials.Tanh(ScalarDouble.Instance, x);

    private static IEnumerable<double> Arguments(double low, double high) =>
        Samples.Uniform(low, high, 2000)
            .Concat(Samples.Uniform(-3, 3, 6000))
            .Concat(Samples.Uniform(-40, 40, 2000))
            .Concat(Samples.Binades(-1074, 9, 2))
            .Concat(Samples.AroundMultiples(HalfLn2, -2044, 2048, 0))
            .Concat(Samples.AroundMultiples(HalfLn2, -40, 40))
            .Where(x => x >= low && x <= high);

    [Fact]
    public void Exp_is_within_one_ulp() => Accuracy.Within(output, 1, Arguments(-708.04, 709.7827), Exp, ReferenceFunctions.Exp);

    [Fact]
    public void Expm1_is_within_two_ulps() => Accuracy.Within(output, 2, Arguments(-745, 709.7827), Expm1, ReferenceFunctions.Expm1);

    [Fact]
    public void Exprel_is_within_two_and_a_half_ulps() => Accuracy.Within(output, 2.5, Arguments(-1000, 709.7827), Exprel, ReferenceFunctions.Exprel);

    // 5 s: arithmetic of 200 bits at each argument.
    [Fact]
    public void Bernoulli_is_within_two_and_a_half_ulps() => Accuracy.Within(output, 2.5, Arguments(-1000, 709.7827), Bernoulli, ReferenceFunctions.Bernoulli);

    [Fact]
    public void Tanh_is_within_three_ulps() => Accuracy.Within(output, 3, Arguments(-30, 30), Tanh, ReferenceFunctions.Tanh);

    private static IEnumerable<double> SingleArguments(double low, double high) =>
        Samples.Uniform(low, high, 4000)
            .Concat(Samples.Uniform(-3, 3, 8000))
            .Concat(Samples.Binades(-149, 6, 8))
            .Concat(Samples.AroundMultiples(HalfLn2, -252, 256, 0))
            .Where(x => x >= low && x <= high);

    [Fact]
    public void Exp_in_single_is_within_one_ulp() =>
        Accuracy.WithinSingle(output, 1, SingleArguments(-86.9, 88.72), x => Exponentials.Exp(ScalarSingle.Instance, x), ReferenceFunctions.Exp);

    [Fact]
    public void Expm1_in_single_is_within_two_ulps() =>
        Accuracy.WithinSingle(output, 2, SingleArguments(-110, 88.72), x => Exponentials.Expm1(ScalarSingle.Instance, x), ReferenceFunctions.Expm1);

    [Fact]
    public void Exprel_in_single_is_within_two_and_a_half_ulps() =>
        Accuracy.WithinSingle(output, 2.5, SingleArguments(-110, 88.72), x => Exponentials.Exprel(ScalarSingle.Instance, x), ReferenceFunctions.Exprel);

    [Fact]
    public void Bernoulli_in_single_is_within_two_and_a_half_ulps() =>
        Accuracy.WithinSingle(output, 2.5, SingleArguments(-110, 88.72), x => Exponentials.Bernoulli(ScalarSingle.Instance, x), ReferenceFunctions.Bernoulli);

    [Fact]
    public void Tanh_in_single_is_within_three_ulps() =>
        Accuracy.WithinSingle(output, 3, SingleArguments(-12, 12), x => Exponentials.Tanh(ScalarSingle.Instance, x), ReferenceFunctions.Tanh);

    [Theory]
    [InlineData(0.0, 1.0)]
    [InlineData(double.Epsilon, 1.0)]
    [InlineData(709.79, double.PositiveInfinity)]
    [InlineData(1e300, double.PositiveInfinity)]
    [InlineData(double.PositiveInfinity, double.PositiveInfinity)]
    [InlineData(-708.1, 0.0)]
    [InlineData(-745.0, 0.0)]
    [InlineData(-1e300, 0.0)]
    [InlineData(double.NegativeInfinity, 0.0)]
    [InlineData(double.NaN, double.NaN)]
    public void Exp_at_special_points(double x, double expected)
    {
        Assert.Equal(BitConverter.DoubleToInt64Bits(expected), BitConverter.DoubleToInt64Bits(Exp(x)));
        Assert.Equal(expected, Exponentials.Exp(ScalarSingle.Instance, (float)x));
    }

    [Theory]
    [InlineData(0.0, 0.0)]
    [InlineData(double.Epsilon, double.Epsilon)]
    [InlineData(-3 * double.Epsilon, -4 * double.Epsilon)]
    [InlineData(-40.0, -1.0)]
    [InlineData(-1e300, -1.0)]
    [InlineData(double.NegativeInfinity, -1.0)]
    [InlineData(709.79, double.PositiveInfinity)]
    [InlineData(double.PositiveInfinity, double.PositiveInfinity)]
    [InlineData(double.NaN, double.NaN)]
    public void Expm1_at_special_points(double x, double expected)
    {
        // Half of an odd subnormal number is rounded: one ulp there.
        Assert.True(Expm1(x).Equals(expected) || Math.Abs(Expm1(x) - expected) <= double.Epsilon, $"{Expm1(x):R}");
        Assert.Equal(double.IsNegative(expected), double.IsNegative(Expm1(x)));
    }

    [Theory]
    [InlineData(0.0, 1.0)]
    [InlineData(double.Epsilon, 1.0)]
    [InlineData(-7 * double.Epsilon, 1.0)]
    [InlineData(1e-200, 1.0)]
    [InlineData(-1.2676506002282294e30, 7.888609052210118e-31)]
    [InlineData(double.NegativeInfinity, 0.0)]
    [InlineData(710.0, double.PositiveInfinity)]
    [InlineData(1e300, double.PositiveInfinity)]
    [InlineData(double.PositiveInfinity, double.PositiveInfinity)]
    [InlineData(double.NaN, double.NaN)]
    public void Exprel_at_special_points(double x, double expected)
    {
        Assert.Equal(expected, Exprel(x));
        Assert.Equal(1 / expected, Bernoulli(x));
        Assert.Equal((float)expected, Exponentials.Exprel(ScalarSingle.Instance, (float)x));
        Assert.Equal(1 / (float)expected, Exponentials.Bernoulli(ScalarSingle.Instance, (float)x));
    }

    [Theory]
    [InlineData(0.0, 0.0)]
    [InlineData(double.Epsilon, double.Epsilon)]
    [InlineData(1e300, 1.0)]
    [InlineData(double.NegativeInfinity, -1.0)]
    [InlineData(double.NaN, double.NaN)]
    public void Tanh_at_special_points(double x, double expected)
    {
        Assert.Equal(expected, Tanh(x));
        Assert.Equal(double.IsNegative(expected), double.IsNegative(Tanh(x)));
    }

    [Fact]
    public void Negative_zero_keeps_its_sign_or_gives_one()
    {
        Assert.Equal(1.0, Exp(-0.0));
        Assert.Equal(1.0, Exprel(-0.0));
        Assert.Equal(1.0, Bernoulli(-0.0));
        Assert.True(double.IsNegative(Expm1(-0.0)) && Expm1(-0.0) == 0);
        Assert.True(double.IsNegative(Tanh(-0.0)) && Tanh(-0.0) == 0);
        Assert.True(float.IsNegative(Exponentials.Expm1(ScalarSingle.Instance, -0f)));
    }
}
