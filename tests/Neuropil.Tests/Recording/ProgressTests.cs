namespace Neuropil.Tests.Recording;

public class ProgressTests
{
    private readonly ManualClock clock = new();
    private readonly StringWriter output = new();

    [Fact]
    public void A_line_says_how_far_how_fast_and_how_long()
    {
        var progress = new ProgressLine(output, updateInPlace: false, clock);
        progress.Report(0, 0.1);
        clock.Advance(4.2);
        progress.Report(0.042, 0.1);

        Assert.Equal(" 42 % | 42.0 ms of 100 ms | 100x slower than real time | 5.8 s left\n", output.ToString());
    }

    [Fact]
    public void A_fast_run_is_told_so()
    {
        var progress = new ProgressLine(output, updateInPlace: false, clock);
        progress.Report(0, 100);
        clock.Advance(4);
        progress.Report(10, 100);

        Assert.Equal(" 10 % | 10.00 s of 100 s | 2.5x faster than real time | 36.0 s left\n", output.ToString());
    }

    [Fact]
    public void A_resumed_run_counts_only_what_it_did_itself()
    {
        var progress = new ProgressLine(output, updateInPlace: false, clock);
        progress.Report(50, 100);
        clock.Advance(10);
        progress.Report(60, 100);

        Assert.Contains("| 1.0x faster than real time | 40.0 s left", output.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Plain_lines_come_seldom_and_the_last_always()
    {
        var progress = new ProgressLine(output, updateInPlace: false, clock);
        for (int i = 0; i <= 1000; i++)
        {
            progress.Report(i, 1000);
            clock.Advance(0.01);
        }

        string[] lines = output.ToString().TrimEnd().Split('\n');
        Assert.Equal(4, lines.Length);
        Assert.StartsWith("100 % | 1000.00 s of 1000 s", lines[^1], StringComparison.Ordinal);
        Assert.EndsWith("10.0 s taken", lines[^1], StringComparison.Ordinal);
    }

    [Fact]
    public void In_a_terminal_one_line_is_rewritten_and_ends_once()
    {
        var progress = new ProgressLine(output, updateInPlace: true, clock);
        for (int i = 0; i <= 10; i++)
        {
            progress.Report(i, 10);
            clock.Advance(1);
        }

        progress.Stop();
        Assert.Equal(10, output.ToString().Count(c => c == '\r'));
        Assert.Equal(1, output.ToString().Count(c => c == '\n'));
    }

    [Fact]
    public void An_interrupted_line_is_ended()
    {
        var progress = new ProgressLine(output, updateInPlace: true, clock);
        progress.Report(0, 10);
        clock.Advance(1);
        progress.Report(1, 10);
        progress.Stop();
        progress.Stop();

        Assert.EndsWith("left" + Environment.NewLine, output.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Parts_make_a_whole()
    {
        var whole = new Recorder();
        whole.Part(0, 4).Report(5, 10);
        whole.Part(3, 4).Report(10, 10);

        Assert.Equal([(5, 40), (40, 40)], whole.Reports);
        Assert.Throws<ArgumentOutOfRangeException>(() => whole.Part(4, 4));
    }

    [Fact]
    public void Pieces_of_one_simulation_are_parts_of_its_whole_time()
    {
        var whole = new Recorder();
        var (progress, end) = (whole.Towards(0.6 * Units.second), 0.1 + 0.2 + 0.3); // by rounding more than 0.6
        var network = new Network();
        network.Add(new Population("cells", 1, new LeakyIntegrateAndFire()));
        using (var run = new Simulation(network, new RunOptions { TimeStep = 0.1 * Units.ms }))
        {
            run.Advance(0.1 * Units.second, progress);
            run.Advance(0.2 * Units.second, progress);
            Assert.Equal((0.3, 0.6), (whole.Reports[^1].Simulated, whole.Reports[^1].Total));
            run.Advance(0.3 * Units.second, progress);
        }

        Assert.All(whole.Reports, report => Assert.Equal(0.6, report.Total));
        Assert.Equal(whole.Reports.Select(report => report.Simulated).Order(), whole.Reports.Select(report => report.Simulated));
        Assert.Equal(0.6, whole.Reports[^1].Simulated);
        progress.Report(end, end);
        Assert.Equal((0.6, 0.6), whole.Reports[^1]);
        Assert.Throws<ArgumentException>(() => whole.Towards(0 * Units.second));
        Assert.Throws<ArgumentException>(() => whole.Towards(double.NaN * Units.second));
    }

    [Theory]
    [InlineData(59.97, "60.0 s left")]
    [InlineData(119.6, "1 min 59 s left")]
    [InlineData(3599.9, "59 min 59 s left")]
    [InlineData(7199, "1 h 59 min left")]
    [InlineData(864_000, "10 days left")]
    public void Times_left_are_readable(double seconds, string expected)
    {
        var progress = new ProgressLine(output, updateInPlace: false, clock);
        progress.Report(0, 1 + seconds);
        clock.Advance(1);
        clock.Advance(3);
        progress.Report(4, 4 + seconds);

        Assert.Contains(expected, output.ToString(), StringComparison.Ordinal);
    }

    private sealed class Recorder : Progress
    {
        public List<(double Simulated, double Total)> Reports { get; } = [];

        public override void Report(double simulatedSeconds, double totalSeconds) => Reports.Add((simulatedSeconds, totalSeconds));
    }

    private sealed class ManualClock : TimeProvider
    {
        private long ticks;

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp() => ticks;

        public void Advance(double seconds) => ticks += (long)Math.Round(seconds * TimeSpan.TicksPerSecond);
    }
}
