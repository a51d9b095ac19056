namespace Neuropil.Tests.Quantities;

/// <summary>One rule for every time that is rounded to steps.</summary>
public class TimeGridTests
{
    [Theory]
    [InlineData(0.1, 0.35, 4)] // 3.4999999999999996 steps in binary: a half in the decimal numbers that people write
    [InlineData(0.1, 0.25, 3)]
    [InlineData(0.1, 0.34999, 3)]
    [InlineData(0.1, 0.3, 3)]
    [InlineData(0.1, 1.5, 15)]
    [InlineData(0.025, 0.0375, 2)]
    [InlineData(0.01, 100000, 10_000_000)]
    [InlineData(0.1, 0, 0)]
    public void The_nearest_step_is_taken_and_a_half_goes_up(double dt, double time, double steps)
        => Assert.Equal(steps, new TimeGrid(dt * 1e-3).Nearest(time * 1e-3));

    [Fact]
    public void Every_multiple_in_decimal_numbers_is_on_the_grid_and_nothing_between_is()
    {
        foreach (double dt in new[] { 0.1, 0.025, 0.05, 0.01 })
        {
            var grid = new TimeGrid(dt * 1e-3);
            for (int k = 0; k < 5000; k++)
            {
                double time = (double)((decimal)dt * k) * 1e-3;
                Assert.Equal((true, (double)k), (grid.Holds(time), grid.Nearest(time)));
                Assert.False(grid.Holds(time + (dt * 1e-3 / 1000)));
            }
        }
    }

    [Fact]
    public void A_warning_states_the_time_used_once()
    {
        var (grid, warnings) = (new TimeGrid(0.1e-3), new List<string>());
        Assert.Equal(3, grid.Duration(0.26e-3, "The duration", warnings));
        Assert.Equal(3, grid.Duration(0.26e-3, "The duration", warnings));
        Assert.Equal(["The duration is 0.26 ms, not a multiple of the time step 0.1 ms; 0.3 ms is used."], warnings);
    }

    [Theory]
    [InlineData(0.04)]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    public void What_lasts_for_less_than_half_a_step_is_refused(double milliseconds)
        => Assert.Contains(
            "The duration is ", Assert.Throws<ArgumentException>(() => new TimeGrid(0.1e-3).Duration(milliseconds * 1e-3, "The duration", [])).Message);
}
