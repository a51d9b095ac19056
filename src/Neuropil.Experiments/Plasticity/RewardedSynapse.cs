namespace Neuropil.Experiments;

/// <summary>
/// What happens to one synapse of <see cref="RewardNetworkExperiment"/>: the rewards that its cells earn, samples of its weight, and the rule of Izhikevich
/// (2007) applied to the recorded spikes by a plain loop, which the simulated weight is held against.
/// </summary>
/// <param name="Amount">The amount of a reward.</param>
/// <param name="Largest">The largest weight.</param>
/// <param name="Tonic">The modulator that is always there.</param>
/// <param name="Gain">The gain of the rule, 1/s.</param>
internal sealed record RewardedSynapse(double Amount, double Largest, double Tonic, double Gain)
{
    private const double Interval = 0.02, ModulatorDecay = 0.2, EligibilityDecay = 1, Window = 0.02, Period = 0.01; // s
    private readonly List<double> weights = [];
    private double[] rewards = [];

    /// <summary>When rewards came or will come, s.</summary>
    public IReadOnlyList<double> Rewards => Amount > 0 ? rewards : [];

    /// <summary>The times of samples, s.</summary>
    public List<double> Times { get; } = [];

    /// <summary>Its weight over the largest.</summary>
    public List<double> Tagged { get; } = [];

    /// <summary>The part of all others that is above 90 % of the largest weight.</summary>
    public List<double> Others { get; } = [];

    /// <summary>The mean of all weights over the largest.</summary>
    public List<double> Mean { get; } = [];

    /// <summary>The first sample above 90 %, s; 0 if there is none.</summary>
    public double Passed => Times.Where((_, k) => Tagged[k] >= 0.9).FirstOrDefault();

    /// <summary>The rate of all cells, Hz.</summary>
    public double Rate { get; private set; }

    /// <summary>The largest deviation of a sample from the rule.</summary>
    public double Deviation { get; private set; }

    /// <summary>
    /// The rewards that spikes have earned so far: one for each postsynaptic spike that comes less than 20 ms after a presynaptic one, 1 to 3 s later, on the
    /// next of the times that are a multiple of <paramref name="grid"/> and <paramref name="offset"/> behind it.
    /// </summary>
    public void Decide(double[] before, double[] after, ulong seed, double grid, double offset)
    {
        var earned = new List<double>();
        int last = -1;
        foreach (double spike in after)
        {
            while (last + 1 < before.Length && before[last + 1] < spike - 1e-9)
            {
                last++;
            }

            if (last >= 0 && spike - before[last] < Interval - 1e-9)
            {
                var random = new RandomStream(seed, RandomPurpose.SpikeSource, entity: (ulong)earned.Count);
                double due = spike + 1 + (2 * random.NextDouble());
                earned.Add(offset + (Math.Ceiling((due - offset) / grid) * grid));
            }
        }

        rewards = [.. earned.Order()];
    }

    /// <summary>Whether a reward comes at a time.</summary>
    public bool IsDue(double now) => Rewards.Any(reward => Math.Abs(reward - now) < 1e-6);

    /// <summary>The modulator at a time, a reward at that time included.</summary>
    public double Modulator(double now)
        => Rewards.Where(reward => reward < now + 1e-6).Sum(reward => Amount * Math.Exp(-Math.Max(0, now - reward) / ModulatorDecay));

    /// <summary>Keeps a sample.</summary>
    public void Sample(double time, double weight, double others, double mean)
    {
        Times.Add(time);
        weights.Add(weight);
        Tagged.Add(weight / Largest);
        Others.Add(others);
        Mean.Add(mean / Largest);
    }

    /// <summary>Takes the spikes of both cells at the end, s, and the rate of all.</summary>
    public void End(double[] before, double[] after, double rate)
    {
        Rate = rate;
        double w = 0, c = 0, x = 0, y = 0, at = 0, d = 0;
        int sample = 0, reward = 0;
        double lost = 1 / EligibilityDecay, both = lost + (1 / ModulatorDecay);
        double withReward = (1 - Math.Exp(-both * Period)) / both, always = (1 - Math.Exp(-lost * Period)) / lost;

        // Of one time: presynaptic spikes, postsynaptic ones, rewards, ticks.
        var events = before.Select(time => (Time: time, Kind: 0)).Concat(after.Select(time => (Time: time, Kind: 1)))
            .Concat(Enumerable.Range(1, (int)(Times[^1] / Period)).Select(k => (Time: k * Period, Kind: 2)))
            .OrderBy(each => Math.Round(each.Time * 1000)).ThenBy(each => each.Kind);
        foreach (var (time, kind) in events)
        {
            while (sample < Times.Count && Times[sample] < time - 1e-6)
            {
                Deviation = Math.Max(Deviation, Math.Abs(weights[sample++] - w));
            }

            double passed = time - at;
            (c, x, y, at) = (c * Math.Exp(-passed / EligibilityDecay), x * Math.Exp(-passed / Window), y * Math.Exp(-passed / Window), time);
            switch (kind)
            {
                case 0:
                    (c, x) = (c - (0.15 * y), x + 1);
                    break;
                case 1:
                    (c, y) = (c + (0.1 * x), y + 1);
                    break;
                default:
                    d *= Math.Exp(-Period / ModulatorDecay);
                    for (; reward < Rewards.Count && Rewards[reward] < time; reward++)
                    {
                        d += Amount * Math.Exp(-(time - Rewards[reward]) / ModulatorDecay);
                    }

                    w = Math.Clamp(w + (Gain * Largest * c * ((d * withReward) + (Tonic * always))), 0, Largest);
                    break;
            }
        }

        for (; sample < weights.Count; sample++)
        {
            Deviation = Math.Max(Deviation, Math.Abs(weights[sample] - w));
        }
    }
}
