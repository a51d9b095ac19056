using Neuropil.Compiler;

namespace Neuropil.Tests.Compiler.Functions;

public class SinesTests(ITestOutputHelper output)
{
    private static IEnumerable<double> Arguments(int last) =>
        Samples.Uniform(-10, 10, 6000)
            .Concat(Samples.Binades(-1074, last, 1))
            .Concat(Samples.Binades(0, last, 60))
            .Concat(Samples.AroundMultiples(Math.PI / 2, -20, 20))
            .Concat(Samples.AroundMultiples(Math.PI / 2, 1_000_000, 1_000_300, 1));

    private static IEnumerable<double> SingleArguments() =>
        Samples.Uniform(-10, 10, 6000)
            .Concat(Samples.Binades(-149, 18, 20))
            .Concat(Enumerable.Range(-2000, 4001).Select(k => k * Math.PI / 2))
            .Concat(Enumerable.Range(1, 636_000 / 97).Select(k => k * 97 * Math.PI / 2));

    private static double Sin(double x) => Sines.Sin(ScalarDouble.Instance, x);

    private static double Cos(double x) => Sines.Cos(ScalarDouble.Instance, x);

    [Fact]
    public void Sin_is_within_two_and_a_half_ulps() => Accuracy.Within(output, 2.5, Arguments(38), Sin, ReferenceFunctions.Sin);

    [Fact]
    public void Cos_is_within_two_and_a_half_ulps() => Accuracy.Within(output, 2.5, Arguments(38), Cos, ReferenceFunctions.Cos);

    [Fact]
    public void Sin_in_single_is_within_three_ulps() =>
        Accuracy.WithinSingle(output, 3, SingleArguments(), x => Sines.Sin(ScalarSingle.Instance, x), ReferenceFunctions.Sin);

    [Fact]
    public void Cos_in_single_is_within_three_ulps() =>
        Accuracy.WithinSingle(output, 3, SingleArguments(), x => Sines.Cos(ScalarSingle.Instance, x), ReferenceFunctions.Cos);

    [Theory]
    [InlineData(double.PositiveInfinity)]
    [InlineData(double.NegativeInfinity)]
    [InlineData(double.NaN)]
    [InlineData(1.1e12)]
    [InlineData(-1e300)]
    public void Beyond_the_range_there_is_no_number(double x)
    {
        Assert.Equal(double.NaN, Sin(x));
        Assert.Equal(double.NaN, Cos(x));
        Assert.Equal(float.NaN, Sines.Sin(ScalarSingle.Instance, (float)x));
    }

    [Fact]
    public void At_zero()
    {
        Assert.Equal(0.0, Sin(0));
        Assert.Equal(double.Epsilon, Sin(double.Epsilon));
        Assert.Equal(1.0, Cos(0));
        Assert.Equal(1.0, Cos(-0.0));
    }
}
