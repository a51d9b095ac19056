using Neuropil.Networks;

namespace Neuropil.Tests.Networks;

/// <summary>Delays become whole time steps, and the user is told when that changed them.</summary>
public class DelayGridTests
{
    private static readonly DelayGrid grid = new(0.1e-3);

    [Fact]
    public void Every_multiple_of_the_step_is_taken_as_written()
    {
        foreach (double step in (double[])[0.1e-3, 0.025e-3, 1e-3 / 3, 0.05e-3])
        {
            var steps = new DelayGrid(step);
            for (int count = 0; count < 5000; count++)
            {
                Assert.Equal((count, null), steps.StepsWithWarning(count * step, "delay"));
            }
        }

        // As a person writes them: in decimal milliseconds.
        for (int tenths = 0; tenths < 2000; tenths++)
        {
            Assert.Equal((tenths, null), grid.StepsWithWarning(tenths / 10.0 * 1e-3, "delay"));
        }
    }

    [Theory]
    [InlineData(0.03, 0, "delay of E->I is 0.03 ms, not a multiple of the time step 0.1 ms; 0 ms is used.")]
    [InlineData(0.07, 1, "delay of E->I is 0.07 ms, not a multiple of the time step 0.1 ms; 0.1 ms is used.")]
    [InlineData(1.53, 15, "delay of E->I is 1.53 ms, not a multiple of the time step 0.1 ms; 1.5 ms is used.")]
    [InlineData(1.58, 16, "delay of E->I is 1.58 ms, not a multiple of the time step 0.1 ms; 1.6 ms is used.")]
    [InlineData(1e-12, 0, "delay of E->I is 1E-12 ms, not a multiple of the time step 0.1 ms; 0 ms is used.")]
    [InlineData(1.5000001, 15, "delay of E->I is 1.5000001 ms, not a multiple of the time step 0.1 ms; 1.5 ms is used.")]
    public void Any_other_delay_is_rounded_to_the_nearest_multiple_with_a_warning(double milliseconds, int steps, string warning)
    {
        Assert.Equal((steps, warning), grid.StepsWithWarning(milliseconds * 1e-3, "delay of E->I"));
        Assert.Equal(steps, grid.Steps(milliseconds * 1e-3, "delay of E->I"));
    }

    [Fact]
    public void Many_delays_at_once_are_rounded_as_each_alone()
    {
        var random = new Random(3);
        foreach (double step in (double[])[0.1e-3, 0.25, 1e-3 / 3])
        {
            var steps = new DelayGrid(step);
            double[] delays = [.. Enumerable.Range(0, 20_000).Select(i => i < 10_000 ? random.NextDouble() * 100 * step : i * step / 2),
                .. Enumerable.Range(0, 1000).Select(i => Math.BitDecrement((i + 0.5) * step)),
                .. Enumerable.Range(0, 2000).Select(i => (600_000 + (i * 1.0005)) * step), 0, double.Epsilon];
            int[] many = new int[delays.Length];
            steps.Steps(delays, many, "delay");
            Assert.Equal([.. delays.Select(delay => steps.Steps(delay, "delay"))], many);
        }

        Assert.Equal("delay is -1 ms; expected a finite time of 0 ms or more.",
            Assert.Throws<ArgumentException>(() => grid.Steps([1e-3, -1e-3], new int[2], "delay")).Message);
        Assert.Contains("is NaN ms", Assert.Throws<ArgumentException>(() => grid.Steps([double.NaN], new int[1], "delay")).Message);
        Assert.Contains("expected at most 16777216 steps", Assert.Throws<ArgumentException>(() => grid.Steps([1e9], new int[1], "delay")).Message);
    }

    [Fact]
    public void A_half_is_rounded_up()
    {
        var quarter = new DelayGrid(0.25); // exact in binary
        Assert.Equal(1, quarter.Steps(0.125, "delay"));
        Assert.Equal(3, quarter.Steps(0.625, "delay"));
    }

    [Theory]
    [InlineData(-1, "delay of E->I is -1 ms; expected a finite time of 0 ms or more.")]
    [InlineData(-1e-9, "delay of E->I is -1E-09 ms; expected a finite time of 0 ms or more.")]
    [InlineData(double.NaN, "delay of E->I is NaN ms; expected a finite time of 0 ms or more.")]
    [InlineData(double.PositiveInfinity, "delay of E->I is Infinity ms; expected a finite time of 0 ms or more.")]
    [InlineData(1e12, "delay of E->I is 1E+12 ms, which is 1E+13 time steps of 0.1 ms; expected at most 16777216 steps.")]
    public void A_delay_that_cannot_be_is_an_error_that_names_it(double milliseconds, string message)
    {
        Assert.Equal(message, Assert.Throws<ArgumentException>(() => grid.Steps(milliseconds * 1e-3, "delay of E->I")).Message);
        Assert.Equal(message, Assert.Throws<ArgumentException>(() => grid.StepsWithWarning(milliseconds * 1e-3, "delay of E->I")).Message);
    }
}
