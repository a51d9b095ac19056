using Neuropil.Compiler;

namespace Neuropil.Tests.Compiler.Functions;

public class RoundingTests
{
    [Theory]
    [InlineData(2.5, 2.0)]
    [InlineData(3.5, 3.0)]
    [InlineData(-0.25, -1.0)]
    [InlineData(-1.0, -1.0)]
    [InlineData(0.999999999999999, 0.0)]
    [InlineData(4503599627370496.5, 4503599627370496.0)]
    [InlineData(1e300, 1e300)]
    [InlineData(double.NegativeInfinity, double.NegativeInfinity)]
    [InlineData(double.PositiveInfinity, double.PositiveInfinity)]
    [InlineData(double.NaN, double.NaN)]
    public void Floor_is_the_largest_integer_below(double x, double expected) => Assert.Equal(expected, Rounding.Floor(ScalarDouble.Instance, x));

    [Fact]
    public void Floor_equals_the_base_library_everywhere()
    {
        foreach (var x in Samples.Uniform(-100, 100, 10_000).Concat(Samples.Binades(-1074, 1023, 2)).Concat(Samples.AroundMultiples(1, -50, 50)))
        {
            Assert.Equal(Math.Floor(x), Rounding.Floor(ScalarDouble.Instance, x));
            Assert.Equal(MathF.Floor((float)x), Rounding.Floor(ScalarSingle.Instance, (float)x));
        }
    }
}
