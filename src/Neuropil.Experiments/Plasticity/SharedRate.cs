using static Neuropil.Units;

namespace Neuropil.Experiments;

/// <summary>
/// Poisson trains whose rate is one signal for all cells: constant for intervals that are exponentially distributed, and drawn anew for each, r (1 + depth z)
/// with normal z of at most two standard deviations (as Song and Abbott 2001, Neuron 32, let groups of inputs be correlated).
/// </summary>
/// <param name="Rate">The mean rate.</param>
/// <param name="Depth">The depth of the changes, 0 to 0.5.</param>
/// <param name="Interval">The mean interval between two changes.</param>
/// <param name="Duration">Until when there are spikes.</param>
/// <param name="Seed">What the signal belongs to: another seed is another signal.</param>
internal sealed record SharedRate(Frequency Rate, double Depth, Time Interval, Time Duration, ulong Seed) : ListedSource
{
    /// <inheritdoc/>
    protected override bool DrawsTimes => true;

    /// <inheritdoc/>
    protected override IEnumerable<(int Cell, Time Time)> SpikesOf(SourceCells cells)
    {
        var signal = Signal();
        for (int cell = 0; cell < cells.Count; cell++)
        {
            var random = cells.RandomOf(cell);

            // A Poisson train of rate 1 in the time that the integral of the rate is.
            double left = random.NextExponential();
            double now = 0;
            foreach (var (end, rate) in signal)
            {
                while (left <= (end - now) * rate)
                {
                    now += left / rate;
                    left = random.NextExponential();
                    yield return (cell, now * second);
                }

                left -= (end - now) * rate;
                now = end;
            }
        }
    }

    private List<(double End, double Rate)> Signal()
    {
        var random = new RandomStream(Seed, RandomPurpose.SpikeSource, entity: 0);
        var signal = new List<(double, double)>();
        double time = 0;
        while (time < Duration / second)
        {
            double z = random.NextNormal();
            while (Math.Abs(z) > 2)
            {
                z = random.NextNormal();
            }

            double end = Math.Min(time + (random.NextExponential() * (Interval / second)), Duration / second);
            signal.Add((end, (Rate / Hz) * (1 + (Depth * z))));
            time = end;
        }

        return signal;
    }
}
