using Neuropil.Compiler;

namespace Neuropil.Tests.Compiler.Functions;

public class PowersTests(ITestOutputHelper output)
{
    private static double Pow(double x, double y) => Powers.Pow(ScalarDouble.Instance, x, y);

    private static float Pow(float x, float y) => Powers.Pow(ScalarSingle.Instance, x, y);

    [Fact]
    public void General_power_is_within_one_and_a_half_ulps()
    {
        var random = new Random(5);
        double worst = 0, worstX = 0, worstY = 0;
        for (var i = 0; i < 8000; i++)
        {
            var x = i % 2 == 0 ? Math.ScaleB(1 + random.NextDouble(), random.Next(-1074, 1023)) : 0.5 + (1.5 * random.NextDouble());
            if (i % 8 == 1)
            {
                x = 1 + Math.ScaleB(random.NextDouble() - 0.5, -random.Next(0, 50));
            }
            // The exponent of the result is spread over all normal numbers.
            var y = (random.NextDouble() - 0.5) * 2 * 707 / Math.Log(x);
            if (!double.IsFinite(y))
            {
                continue;
            }
            var error = Ulps.Of(Pow(x, y), ReferenceFunctions.Pow(x, y));
            if (!(error <= worst))
            {
                (worst, worstX, worstY) = (error, x, y);
            }
        }
        output.WriteLine($"largest error {worst:F3} ulp at {worstX:R}, {worstY:R}");
        Assert.True(worst <= 1.5, $"{worst} ulp at {worstX:R}, {worstY:R}");
    }

    [Fact]
    public void General_power_in_single_is_within_one_and_a_half_ulps()
    {
        var random = new Random(6);
        double worst = 0;
        float worstX = 0, worstY = 0;
        for (var i = 0; i < 8000; i++)
        {
            var x = (float)(i % 2 == 0 ? Math.ScaleB(1 + random.NextDouble(), random.Next(-149, 127)) : 0.5 + (1.5 * random.NextDouble()));
            var y = (float)((random.NextDouble() - 0.5) * 2 * 86.5 / Math.Log(x));
            if (!float.IsFinite(y))
            {
                continue;
            }
            var error = Ulps.Of(Pow(x, y), ReferenceFunctions.Pow(x, y));
            if (!(error <= worst))
            {
                (worst, worstX, worstY) = (error, x, y);
            }
        }
        output.WriteLine($"largest error {worst:F3} ulp at {worstX:R}, {worstY:R}");
        Assert.True(worst <= 1.5, $"{worst} ulp at {worstX:R}, {worstY:R}");
    }

    public static TheoryData<double, double> SpecialPairs()
    {
        double[] bases = [0, -0.0, 1, -1, 0.5, -0.5, 2, -2, double.PositiveInfinity, double.NaN];
        double[] exponents = [0, -0.0, 1, -1, 2, -2, 3, -3, 0.5, -0.5, double.PositiveInfinity, double.NegativeInfinity, double.NaN, 1e300, -1e300];
        var data = new TheoryData<double, double>();
        foreach (var x in bases)
        {
            foreach (var y in exponents)
            {
                data.Add(x, y);
            }
        }
        return data;
    }

    /// <summary>The base library follows IEEE 754's table; we differ from it nowhere but at -infinity (below).</summary>
    [Theory]
    [MemberData(nameof(SpecialPairs))]
    public void Special_pairs_are_those_of_the_standard(double x, double y)
    {
        var expected = Math.Pow(x, y);
        var actual = Pow(x, y);
        Assert.True(Math.Abs(actual - expected) <= 1e-15 || actual.Equals(expected), $"{x}^{y}: {actual}, expected {expected}");
        Assert.Equal(double.IsNaN(expected), double.IsNaN(actual));
        if (!double.IsNaN(expected))
        {
            Assert.Equal(double.IsNegative(expected), double.IsNegative(actual));
        }
    }

    [Fact]
    public void Negative_infinity_is_raised_to_integers_only()
    {
        Assert.Equal(double.NegativeInfinity, Pow(double.NegativeInfinity, 3));
        Assert.Equal(double.PositiveInfinity, Pow(double.NegativeInfinity, 2));
        Assert.Equal(double.NaN, Pow(double.NegativeInfinity, 0.5));
    }

    [Fact]
    public void Large_and_small_results_overflow_and_vanish()
    {
        Assert.Equal(double.PositiveInfinity, Pow(10, 308.3));
        Assert.Equal(0, Pow(10, -308.3));
        Assert.Equal(double.NegativeInfinity, Pow(-10, 309));
        Assert.Equal(float.PositiveInfinity, Pow(10f, 38.6f));
        Assert.Equal(0, Pow(10f, -38.6f));
    }

    [Fact]
    public void Integer_power_is_within_one_ulp_per_factor()
    {
        var random = new Random(7);
        var worst = new double[17];
        for (var i = 0; i < 1000; i++)
        {
            var x = (random.NextDouble() * 4) - 2;
            for (var n = -16; n <= 16; n++)
            {
                BigFloat exact = BigFloat.One;
                for (var j = 0; j < Math.Abs(n); j++)
                {
                    exact *= x;
                }
                exact = n < 0 ? BigFloat.One / exact : exact;
                var error = Ulps.Of(Powers.IntegerPow(ScalarDouble.Instance, x, n), exact);
                worst[Math.Abs(n)] = Math.Max(worst[Math.Abs(n)], error);
            }
        }
        output.WriteLine(string.Join(" ", worst.Select(e => e.ToString("F2"))));
        for (var n = 0; n <= 16; n++)
        {
            // n - 1 roundings of at most 2^-53 each (a squared factor counts twice), one more for the division; an ulp is at least 2^-53 of the number.
            Assert.True(worst[n] <= Math.Max(n, 1), $"power {n}: {worst[n]} ulp");
        }
    }

    [Theory]
    [InlineData(2.0, 10, 1024.0)]
    [InlineData(-2.0, 3, -8.0)]
    [InlineData(2.0, -2, 0.25)]
    [InlineData(0.0, 0, 1.0)]
    [InlineData(0.0, -1, double.PositiveInfinity)]
    [InlineData(double.NaN, 0, 1.0)]
    [InlineData(1.0, int.MinValue, 1.0)]
    public void Integer_power_at_special_points(double x, int n, double expected) => Assert.Equal(expected, Powers.IntegerPow(ScalarDouble.Instance, x, n));
}
