namespace Neuropil.Experiments;

/// <summary>The times of a clamp protocol in ms, chosen for a channel: an experimenter sets the time base by what is seen on the screen.</summary>
/// <param name="Step">The time step.</param>
/// <param name="Interval">The time between samples.</param>
/// <param name="Durations">How long a conditioning step lasts in the sweeps of one potential.</param>
/// <param name="Opening">How long the pulse lasts that opens the channel.</param>
/// <param name="Test">How long the test lasts.</param>
internal sealed record ClampTimes(double Step, double Interval, double[] Durations, double Opening, double Test)
{
    private const double Ratio = 1.3;
    private const int MostSamples = 2000;

    /// <summary>When the test begins: all conditioning is before, whatever its duration.</summary>
    public double TestStart => Interval * Math.Ceiling((Opening + Durations[^1] + (2 * Step)) / Interval);

    /// <summary>The times for a channel, in whole multiples of the smallest step.</summary>
    public static ClampTimes Of(IReadOnlyList<DeclaredGate> gates, double[] potentials, double testPotential, double smallestStep)
    {
        double[] all = [.. potentials.SelectMany(v => gates.Select(gate => gate.TimeConstant(v)))];
        double[] atTest = [.. gates.Select(gate => gate.TimeConstant(testPotential)).Order()];
        double step = smallestStep * Math.Max(1, Math.Floor(Math.Min(all.Min() / 4, atTest[0] / 8) / smallestStep));
        double test = Math.Max(8 * atTest[0], 2.5 * atTest[^1]);
        double interval = step * Math.Max(1, Math.Floor(Math.Max(atTest[0] / 6, test / MostSamples) / step));
        var durations = new List<double>();
        for (double duration = step; duration < 4 * all.Max(); duration = Math.Max(duration + step, step * Math.Round(duration * Ratio / step)))
        {
            durations.Add(duration);
        }

        return new ClampTimes(step, interval, [.. durations], step * Math.Ceiling(2.5 * atTest[0] / step), interval * Math.Ceiling(test / interval));
    }
}
