namespace Neuropil.Experiments;

/// <summary>A presynaptic cell and its target, in three copies: the presynaptic one is stimulated, the target is, neither is.</summary>
/// <param name="Name">What joins them.</param>
/// <param name="Pre">The presynaptic cells.</param>
/// <param name="Post">Their targets.</param>
/// <param name="Spikes">Spikes of the presynaptic cells.</param>
/// <param name="Stops">When each stimulus ends.</param>
internal sealed record StimulatedPair(string Name, Traces Pre, Traces Post, SpikeTrains Spikes, IReadOnlyList<Time> Stops)
{
    private readonly double[][] pre = Potentials(Pre), post = Potentials(Post); // mV

    private double[] Times { get; } = [.. Pre.TimesSeconds.Select(time => time * 1000)];

    /// <summary>From the first spike to the first change of the target that an unstimulated pair does not show, ms.</summary>
    public double Latency
    {
        get
        {
            double spike = Spikes.TimesMs(0) is [var first, ..] ? first : double.NaN;
            int changed = Enumerable.Range(0, Times.Length).FirstOrDefault(n => Times[n] >= spike && Change(post, 0, n) != 0, -1);
            return changed < 0 ? double.NaN : Times[changed] - spike;
        }
    }

    /// <summary>The largest change of the presynaptic cell when its target is stimulated.</summary>
    public double LargestBackwards => Enumerable.Range(0, Times.Length).Max(n => Math.Abs(Change(pre, 1, n)));

    /// <summary>The largest change of the target before a time.</summary>
    public double LargestBefore(double time) => Enumerable.Range(0, Times.Length).Where(n => Times[n] < time).Max(n => Math.Abs(Change(post, 0, n)));

    /// <summary>The change of the target at the end of a stimulus.</summary>
    public double Steady(int stimulus) => Change(post, 0, At(stimulus));

    /// <summary>The change of the presynaptic cell there.</summary>
    public double Driven(int stimulus) => Change(pre, 0, At(stimulus));

    private static double[][] Potentials(Traces traces) => [.. traces.Columns.Select(column => column.In(Units.mV))];

    private int At(int stimulus) => Times.TakeWhile(time => time < (Stops[stimulus] / Units.ms) - 1e-6).Count();

    private static double Change(double[][] copies, int copy, int sample) => copies[copy][sample] - copies[2][sample];
}
