namespace Neuropil.Experiments;

/// <summary>How a cell fires during a current step.</summary>
/// <param name="Spikes">The number of spikes.</param>
/// <param name="OnsetHz">One over the first interspike interval; 0 with fewer than two spikes.</param>
/// <param name="SteadyHz">One over the mean of the intervals that end in the second half of the step; 0 where firing has stopped before the step's end.</param>
public sealed record StepFiring(int Spikes, double OnsetHz, double SteadyHz)
{
    // A cell that is silent for longer than this many of its last intervals has stopped.
    private const double Silence = 2;

    /// <summary>Whether it fires until the step ends.</summary>
    public bool IsRepetitive => SteadyHz > 0;

    /// <summary>The firing of a cell with spikes at these times, in a step from <paramref name="onset"/> to <paramref name="end"/>; all in seconds.</summary>
    public static StepFiring Of(IReadOnlyList<double> times, double onset, double end)
    {
        double[] during = [.. times.Where(time => time > onset && time <= end)];
        if (during.Length < 2)
        {
            return new StepFiring(during.Length, 0, 0);
        }

        double last = during[^1] - during[^2];
        double middle = (onset + end) / 2;
        double[] late = [.. during.Zip(during.Skip(1)).Where(pair => pair.Second > middle).Select(pair => pair.Second - pair.First)];
        bool stopped = late.Length == 0 || end - during[^1] > Silence * last;
        return new StepFiring(during.Length, 1 / (during[1] - during[0]), stopped ? 0 : 1 / late.Average());
    }
}
