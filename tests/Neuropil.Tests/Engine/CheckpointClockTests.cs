using static Neuropil.Units;

namespace Neuropil.Tests.Engine;

/// <summary>Checkpoints while a run goes on: when they are due, and that they change nothing.</summary>
public class CheckpointClockTests
{
    [Fact]
    public void The_first_is_due_after_a_minute_and_then_one_every_30_seconds()
    {
        var time = new SettableTime();
        int saved = 0;
        var clock = new CheckpointClock(() => saved++, every: null, time);
        Assert.Equal([false, true], Due(clock, time, 59.9, 60));
        clock.Save();
        Assert.Equal([false, true], Due(clock, time, 89.9, 90));
        Assert.Equal(1, saved);
    }

    [Fact]
    public void What_takes_long_to_save_is_saved_less_often()
    {
        var time = new SettableTime();
        var clock = new CheckpointClock(() => time.Seconds += 3, every: 10 * second, time);
        Assert.Equal([false, true], Due(clock, time, 9.9, 10));
        clock.Save();

        // Three seconds are 2 % of 150.
        Assert.Equal([false, true], Due(clock, time, 13 + 149.9, 13 + 150));
    }

    [Fact]
    public void A_time_that_is_none_is_refused()
    {
        foreach (double seconds in (double[])[0, -1, double.NaN, double.PositiveInfinity])
        {
            Assert.Contains("expected a positive time", Assert.Throws<ArgumentException>(() => new CheckpointClock(() => { }, seconds * second)).Message);
        }
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(0.5, 3)]
    public void Checkpoints_change_no_bit_and_each_goes_on_to_the_same_end(double shortestDelay, int threads)
    {
        string reference = MixedNetwork.Run(MixedNetwork.Build(shortestDelay * ms), new RunOptions { Threads = 1 });
        var saved = new List<byte[]>();
        using (var run = new Simulation(MixedNetwork.Build(shortestDelay * ms), new RunOptions { Threads = threads }))
        {
            // The clock goes on by a second whenever it is looked at, so that something is saved again and again.
            run.SaveBy(new CheckpointClock(Save, every: 7 * second, new RunningTime()));
            var records = MixedNetwork.Record(run);
            Assert.True(run.Advance(MixedNetwork.Duration));
            Assert.Equal(reference, records.Hash());

            void Save()
            {
                using var file = new MemoryStream();
                run.SaveCheckpoint(file);
                saved.Add(file.ToArray());
            }
        }

        Assert.InRange(saved.Count, 2, 1000);
        foreach (byte[] file in new[] { saved[0], saved[^1] })
        {
            using var run = new Simulation(MixedNetwork.Build(shortestDelay * ms), new RunOptions { Threads = 2 });
            var records = MixedNetwork.Record(run);
            using var stream = new MemoryStream(file);
            run.LoadCheckpoint(stream);
            Assert.InRange(run.Step, 1, 599);
            run.Advance(MixedNetwork.Duration - run.Time);
            Assert.Equal(reference, records.Hash());
        }
    }

    [Fact]
    public void A_checkpoint_is_kept_in_a_file_of_ones_own()
    {
        string path = Path.Combine(Path.GetTempPath(), $"neuropil-test-{Guid.NewGuid():N}.npc");
        try
        {
            using (var run = new Simulation(MixedNetwork.Build(0.5 * ms), new RunOptions { Threads = 2 }))
            {
                run.KeepCheckpoint(path, 1e-6 * second);
                MixedNetwork.Record(run);
                run.Advance(MixedNetwork.Duration);
            }

            using var resumed = new Simulation(MixedNetwork.Build(0.5 * ms), new RunOptions { Threads = 2 });
            var records = MixedNetwork.Record(resumed);
            resumed.LoadCheckpoint(path);
            resumed.Advance(MixedNetwork.Duration - resumed.Time);
            Assert.Equal(MixedNetwork.Run(MixedNetwork.Build(0.5 * ms), new RunOptions { Threads = 1 }), records.Hash());
        }
        finally
        {
            File.Delete(path);
        }
    }

    private static bool[] Due(CheckpointClock clock, SettableTime time, params double[] seconds) => [.. seconds.Select(now =>
    {
        time.Seconds = now;
        return clock.IsDue;
    })];

    private sealed class SettableTime : TimeProvider
    {
        public double Seconds { get; set; }

        public override long TimestampFrequency => 1000;

        public override long GetTimestamp() => (long)Math.Round(1000 * Seconds);
    }

    private sealed class RunningTime : TimeProvider
    {
        private long seconds;

        public override long TimestampFrequency => 1;

        public override long GetTimestamp() => seconds++;
    }
}
