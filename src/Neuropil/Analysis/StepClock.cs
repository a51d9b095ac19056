namespace Neuropil;

/// <summary>Turns steps of a fixed time grid into seconds, and durations into whole numbers of steps.</summary>
internal readonly struct StepClock
{
    private const double WholeTolerance = 1e-9;
    private readonly double stepsPerSecond;

    /// <summary>The grid with a step of <paramref name="timeStep"/>.</summary>
    public StepClock(Time timeStep)
    {
        if (!(timeStep.SiValue > 0) || !double.IsFinite(timeStep.SiValue))
        {
            throw new ArgumentOutOfRangeException(nameof(timeStep), timeStep, "The time step must be positive and finite.");
        }

        TimeStep = timeStep;

        // 103 * 0.0001 s is 0.010300000000000002 s, but 103 / 10000 is 0.0103: where a second has a whole number of steps, dividing gives
        // the nearest double to the decimal number that people expect to see in files and on axes.
        double inverse = 1 / timeStep.SiValue;
        double whole = Math.Round(inverse);
        stepsPerSecond = whole >= 1 && Math.Abs(inverse - whole) <= WholeTolerance * whole ? whole : 0;
    }

    /// <summary>The time step.</summary>
    public Time TimeStep { get; }

    /// <summary>The time at the beginning of a step.</summary>
    public Time TimeOf(long step) => Time.FromSi(Seconds(step));

    /// <summary>The time at the beginning of a step, in seconds.</summary>
    public double Seconds(long step) => stepsPerSecond > 0 ? step / stepsPerSecond : step * TimeStep.SiValue;

    /// <summary>The time at the beginning of a step, in milliseconds.</summary>
    public double Milliseconds(long step) => stepsPerSecond > 0 ? step * 1000.0 / stepsPerSecond : step * TimeStep.SiValue * 1000;

    /// <summary>The times, in seconds, of spikes found in the given steps.</summary>
    public double[] SpikeSeconds(ReadOnlySpan<int> steps)
    {
        double[] times = new double[steps.Length];
        for (int i = 0; i < times.Length; i++)
        {
            times[i] = Seconds((long)steps[i] + 1);
        }

        return times;
    }

    /// <summary>The step nearest to a time, no less than <paramref name="lowest"/> and no more than <paramref name="highest"/>.</summary>
    public int NearestStep(Time time, int lowest, int highest)
        => (int)Math.Clamp(new TimeGrid(TimeStep).Nearest(time.SiValue), lowest, highest);

    /// <summary>The whole number of steps nearest to a duration.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The duration is not a positive number, below half a step, or longer than 2^31 steps.</exception>
    public int WholeSteps(Time duration, string name)
    {
        double count = new TimeGrid(TimeStep).Nearest(duration.SiValue);
        return count >= 1 && count <= int.MaxValue
            ? (int)count
            : throw new ArgumentOutOfRangeException(name, duration, $"A bin or window must last at least a time step, {TimeStep}.");
    }
}
