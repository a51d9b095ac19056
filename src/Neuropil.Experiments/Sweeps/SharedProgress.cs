namespace Neuropil.Experiments;

/// <summary>The progress of several runs at the same time as that of one: the mean of their parts done, in the simulated time of all.</summary>
internal sealed class SharedProgress(Progress whole, int count)
{
    private readonly double[] done = new double[Math.Max(1, count)];
    private readonly bool[] begun = new bool[Math.Max(1, count)];
    private readonly Lock reporting = new();

    /// <summary>The progress of one of the runs.</summary>
    public Progress Part(int index) => new PartOfAll(this, index);

    /// <summary>Begins with one of the runs. Those before it that have not begun here, of so many that were dealt out, are others'.</summary>
    public void Begin(int index, int dealt)
    {
        lock (reporting)
        {
            begun[index] = true;
            for (int i = 0; i < Math.Min(dealt, count); i++)
            {
                done[i] = begun[i] ? done[i] : 1;
            }
        }
    }

    private void Report(int index, double simulatedSeconds, double totalSeconds)
    {
        lock (reporting)
        {
            done[index] = totalSeconds > 0 ? simulatedSeconds / totalSeconds : 1;
            whole.Report(done.Sum() * totalSeconds, count * totalSeconds);
        }
    }

    private sealed class PartOfAll(SharedProgress all, int index) : Progress
    {
        public override void Report(double simulatedSeconds, double totalSeconds) => all.Report(index, simulatedSeconds, totalSeconds);
    }
}
