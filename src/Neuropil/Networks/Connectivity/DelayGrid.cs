namespace Neuropil.Networks;

/// <summary>
/// Transmission delays as whole time steps, by the rule of <see cref="TimeGrid"/>: the spike arrives at most half a step early or late. A delay below half a
/// step so becomes zero, which still acts only in the step after the spike.
/// </summary>
/// <param name="timeStep">The time step in seconds, above 0.</param>
internal readonly struct DelayGrid(double timeStep)
{
    private readonly TimeGrid grid = new(timeStep);

    /// <summary>The longest delay, in steps: spikes on their way are listed step by step, 28 minutes of steps of 0.1 ms.</summary>
    public const int MostSteps = 1 << 24;

    /// <summary>The number of steps nearest to <paramref name="delay"/> (in seconds), called <paramref name="name"/> in errors.</summary>
    /// <exception cref="ArgumentException">The delay is negative, not finite, or longer than <see cref="MostSteps"/>.</exception>
    public int Steps(double delay, string name)
    {
        if (!(delay >= 0) || double.IsPositiveInfinity(delay))
        {
            throw new ArgumentException($"{name} is {Milliseconds(delay)}; expected a finite time of 0 ms or more.");
        }

        double steps = grid.Nearest(delay);
        return steps <= MostSteps
            ? (int)steps
            : throw new ArgumentException(
                $"{name} is {Milliseconds(delay)}, which is {steps:G6} time steps of {Milliseconds(timeStep)}; expected at most {MostSteps} steps.");
    }

    /// <summary>The numbers of steps nearest to many delays, each the same as by itself.</summary>
    /// <exception cref="ArgumentException">A delay is negative, not finite, or longer than <see cref="MostSteps"/>.</exception>
    public void Steps(ReadOnlySpan<double> delays, Span<int> steps, string name)
    {
        for (int i = 0; i < delays.Length; i++)
        {
            double rounded = grid.Nearest(delays[i]);
            steps[i] = delays[i] >= 0 && rounded <= MostSteps ? (int)rounded : Steps(delays[i], name);
        }
    }

    /// <summary>
    /// As <see cref="Steps(double, string)"/>, with a warning that states the value used when the delay had to be rounded, else null. It is for a delay that a
    /// user wrote: drawn delays are meant to be rounded.
    /// </summary>
    /// <exception cref="ArgumentException">The delay is negative, not finite, or longer than <see cref="MostSteps"/>.</exception>
    public (int Steps, string? Warning) StepsWithWarning(double delay, string name)
    {
        return (Steps(delay, name), grid.Warning(delay, name));
    }

    private static string Milliseconds(double seconds) => TimeGrid.Milliseconds(seconds);
}
