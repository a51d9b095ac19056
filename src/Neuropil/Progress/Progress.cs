namespace Neuropil;

/// <summary>
/// Receives how far a simulation has come. The engine reports every few steps from the thread that called <c>Advance</c>, so an
/// implementation may be called thousands of times a second and decides itself how often to show anything.
/// </summary>
public abstract class Progress
{
    /// <summary>Shows nothing.</summary>
    public static Progress None { get; } = new SilentProgress();

    /// <summary>
    /// One line on standard error that updates itself, or plain lines every few seconds when standard error is not a terminal. Each use
    /// of the property begins a new line with a clock of its own.
    /// </summary>
    public static Progress Console => To(System.Console.Error, updateInPlace: !System.Console.IsErrorRedirected);

    /// <summary>Lines written to <paramref name="output"/>, rewritten in place by a carriage return if <paramref name="updateInPlace"/>.</summary>
    public static Progress To(TextWriter output, bool updateInPlace) => To(output, updateInPlace, line => line);

    /// <summary>The same where each line is first passed through <paramref name="reword"/>: in another language.</summary>
    public static Progress To(TextWriter output, bool updateInPlace, Func<string, string> reword)
    {
        ArgumentNullException.ThrowIfNull(reword);
        return new ProgressLine(output, updateInPlace, TimeProvider.System, reword);
    }

    /// <summary>Reports that <paramref name="simulatedSeconds"/> of <paramref name="totalSeconds"/> have been simulated. The first report
    /// says where the run begins (not at zero when it is resumed), and an equal pair that it has ended.</summary>
    public abstract void Report(double simulatedSeconds, double totalSeconds);

    /// <summary>Ends the display of a run that stopped early; a complete one has ended itself.</summary>
    public virtual void Stop()
    {
    }

    /// <summary>
    /// The progress of one of <paramref name="count"/> equally long runs, of which <paramref name="index"/> are done, as a part of the whole.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The index is not below the count, or negative.</exception>
    public Progress Part(int index, int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, count);
        return new PartialProgress(this, index, count);
    }

    /// <summary>
    /// The progress of one simulation that is advanced in several pieces: each would otherwise be taken for the whole.
    /// </summary>
    /// <param name="end">The simulated time at which the last piece ends.</param>
    /// <exception cref="ArgumentException">The time is not more than zero, or not finite.</exception>
    public Progress Towards(Time end)
        => end.SiValue > 0 && double.IsFinite(end.SiValue) ? new ProgressTowards(this, end.SiValue)
            : throw new ArgumentException($"The end of a simulation is {end}; expected a time of more than 0 s.", nameof(end));

    private sealed class SilentProgress : Progress
    {
        public override void Report(double simulatedSeconds, double totalSeconds)
        {
        }
    }

    private sealed class PartialProgress(Progress whole, int index, int count) : Progress
    {
        public override void Report(double simulatedSeconds, double totalSeconds)
            => whole.Report((index * totalSeconds) + simulatedSeconds, count * totalSeconds);

        public override void Stop() => whole.Stop();
    }

    private sealed class ProgressTowards(Progress whole, double end) : Progress
    {
        // The end, to rounding, is the end: it completes the line.
        public override void Report(double simulatedSeconds, double totalSeconds)
            => whole.Report(simulatedSeconds > end * (1 - 1e-12) ? end : simulatedSeconds, end);

        public override void Stop() => whole.Stop();
    }
}
