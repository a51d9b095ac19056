namespace Neuropil;

/// <summary>
/// Says when a run that goes on is to be saved, so that a killed process loses little: after a first while, then again and again. What saving takes is at
/// most a fiftieth of the time, however much there is to save. Several simulations may share a clock.
/// </summary>
public sealed class CheckpointClock
{
    private const int LeastRatio = 50;

    private static readonly TimeSpan standardFirst = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan standard = TimeSpan.FromSeconds(30);

    private readonly TimeSpan every;
    private readonly Action save;
    private readonly TimeProvider time;
    private readonly long started;
    private TimeSpan due;

    /// <summary>A clock that starts now.</summary>
    /// <param name="save">Saves; called between two steps, on the thread that advances the simulation.</param>
    /// <param name="every">The time on the clock, not the simulated one, between two savings; by default 30 s, and the first after a minute.</param>
    /// <exception cref="ArgumentException">The time is not positive and finite.</exception>
    public CheckpointClock(Action save, Time? every = null)
        : this(save, every, TimeProvider.System)
    {
    }

    internal CheckpointClock(Action save, Time? every, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(save);
        if (every is { } given && !(given.SiValue > 0 && given.SiValue < TimeSpan.MaxValue.TotalSeconds / LeastRatio))
        {
            throw new ArgumentException($"The time between checkpoints is {given}; expected a positive time.", nameof(every));
        }

        (this.save, this.time) = (save, time);
        started = time.GetTimestamp();
        (due, this.every) = every is { } wanted ? (TimeSpan.FromSeconds(wanted.SiValue), TimeSpan.FromSeconds(wanted.SiValue)) : (standardFirst, standard);
    }

    internal bool IsDue => Elapsed >= due;

    private TimeSpan Elapsed => time.GetElapsedTime(started);

    internal void Save()
    {
        var begin = Elapsed;
        save();
        var end = Elapsed;
        var least = LeastRatio * (end - begin);
        due = end + (every > least ? every : least);
    }
}
