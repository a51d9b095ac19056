using Neuropil.Plotting;

namespace Neuropil.Tests.Plotting;

public class TickTests
{
    [Theory]
    [InlineData(0, 100, 5, "0 20 40 60 80 100")]
    [InlineData(0, 1, 5, "0.0 0.2 0.4 0.6 0.8 1.0")]
    [InlineData(-0.3, 0.3, 6, "−0.3 −0.2 −0.1 0.0 0.1 0.2 0.3")]
    [InlineData(-78.2, 21.1, 5, "−60 −40 −20 0 20")]
    [InlineData(-66.3, -63.7, 5, "−66.0 −65.5 −65.0 −64.5 −64.0")]
    [InlineData(0, 72, 3, "0 20 40 60")]
    [InlineData(0, 0.00015, 3, "0 50 100 150 e-6")]
    [InlineData(0, 4e9, 4, "0 1 2 3 4 e9")]
    [InlineData(0, 99_999, 2, "0 50000")]
    [InlineData(3, 3.5, 1, "3.0 3.5")]
    public void Linear_ticks_are_round_numbers(double minimum, double maximum, double wanted, string expected)
    {
        (Tick[] ticks, int factor) = LinearTicks.Between(minimum, maximum, wanted, wholeNumbers: false);
        Assert.Equal(expected, string.Join(' ', ticks.Select(tick => tick.Label)) + (factor == 0 ? "" : $" e{factor}"));
    }

    [Fact]
    public void Ticks_of_counts_are_whole_numbers()
        => Assert.Equal(["0", "1", "2"], LinearTicks.Between(0, 2.2, 6, wholeNumbers: true).Ticks.Select(tick => tick.Label));

    [Fact]
    public void Values_are_the_doubles_nearest_to_their_labels()
        => Assert.All(LinearTicks.Between(-1, 1, 20, wholeNumbers: false).Ticks, tick
            => Assert.Equal(double.Parse(tick.Label.Replace('−', '-'), System.Globalization.CultureInfo.InvariantCulture), tick.Value));

    [Fact]
    public void Any_range_gets_ticks_inside_it_with_steps_of_1_2_or_5()
    {
        var random = new RandomStream(3, RandomPurpose.Noise, 0);
        for (int i = 0; i < 2000; i++)
        {
            double minimum = (random.NextDouble() - 0.5) * Math.Pow(10, random.NextInt32(20) - 10);
            double maximum = minimum + (Math.Abs(minimum) * Math.Pow(10, -5 * random.NextDouble())) + 1e-12;
            double wanted = 2 + (8 * random.NextDouble());
            Tick[] ticks = LinearTicks.Between(minimum, maximum, wanted, wholeNumbers: false).Ticks;
            Assert.InRange(ticks.Length, 2, 3 + (int)(1.6 * wanted));
            double slack = 1e-6 * (maximum - minimum);
            Assert.All(ticks, tick => Assert.InRange(tick.Value, minimum - slack, maximum + slack));
            double step = ticks[1].Value - ticks[0].Value;
            double mantissa = step / Math.Pow(10, Math.Floor(Math.Log10(step * 1.0000001)));
            Assert.Contains(Math.Round(mantissa, 3), new double[] { 1, 2, 5 });
        }
    }

    [Theory]
    [InlineData(1, 1000, "1 10 100 1000")]
    [InlineData(0.01, 1, "0.01 0.1 1")]
    [InlineData(1e-6, 1e-3, "10^−6 10^−5 10^−4 10^−3")]
    [InlineData(2, 60, "2 5 10 20 50")]
    [InlineData(3e-7, 2e-6, "5×10^−7 10^−6 2×10^−6")]
    public void Logarithmic_ticks_are_powers_of_ten_or_1_2_5(double minimum, double maximum, string expected)
    {
        Tick[] ticks = LogarithmicTicks.Between(minimum, maximum, 6);
        var labels = ticks.Where(tick => !tick.IsMinor).Select(tick => tick.Label + (tick.Exponent.Length > 0 ? "^" : "") + tick.Exponent);
        Assert.Equal(expected, string.Join(' ', labels));
    }

    [Fact]
    public void Many_decades_label_only_some_and_mark_the_others()
    {
        Tick[] ticks = LogarithmicTicks.Between(1e-8, 1e8, 4);
        Assert.Equal(17, ticks.Length);
        Assert.Equal(5, ticks.Count(tick => !tick.IsMinor));
    }

    [Fact]
    public void Between_decades_stand_minor_ticks()
    {
        var minor = LogarithmicTicks.Between(1, 100, 4).Where(tick => tick.IsMinor && tick.Value < 10);
        Assert.Equal([2, 3, 4, 5, 6, 7, 8, 9], minor.Select(tick => tick.Value));
    }
}
