using System.Runtime.CompilerServices;

namespace Neuropil;

/// <summary>
/// Running sums over each neuron's intervals, fed by spikes in the order of time: one pass whatever is asked. Two neighbouring intervals of no length, three
/// spikes in one step, cannot be compared and are left out, as is the CV of a neuron all of whose spikes stand in one step.
/// </summary>
internal sealed class IntervalSums
{
    private readonly Sums[] sums;

    /// <summary>Sums of no interval yet.</summary>
    public IntervalSums(int neuronCount)
    {
        sums = new Sums[neuronCount];
        sums.AsSpan().Fill(new Sums { LastStep = -1 });
    }

    /// <summary>Adds the next spike of a neuron.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Add(int neuron, int step)
    {
        ref Sums sum = ref sums[neuron];
        if (sum.LastStep >= 0)
        {
            long interval = (long)step - sum.LastStep;
            sum.Total += interval;
            sum.Squares += (double)interval * interval; // whole numbers of steps: exact up to 2^53
            if (sum.Count > 0 && interval + sum.LastInterval > 0)
            {
                double contrast = (double)(interval - sum.LastInterval) / (interval + sum.LastInterval);
                sum.Contrasts += Math.Abs(contrast);
                sum.SquaredContrasts += contrast * contrast;
                sum.Pairs++;
            }

            sum.LastInterval = interval;
            sum.Count++;
        }

        sum.LastStep = step;
    }

    /// <summary>The statistics of the neurons with at least two intervals.</summary>
    public InterspikeIntervals Result(StepClock clock)
    {
        (int neurons, int withLength, int withPairs) = (0, 0, 0);
        long count = 0;
        (double total, double cv, double cv2, double local) = (0, 0, 0, 0);
        foreach (ref readonly Sums sum in sums.AsSpan())
        {
            if (sum.Count < 2)
            {
                continue;
            }

            neurons++;
            count += sum.Count;
            total += sum.Total;
            if (sum.Total > 0)
            {
                double mean = (double)sum.Total / sum.Count;
                cv += Math.Sqrt(Math.Max(0, (sum.Squares / sum.Count) - (mean * mean))) / mean;
                withLength++;
            }

            if (sum.Pairs > 0)
            {
                cv2 += 2 * sum.Contrasts / sum.Pairs;
                local += 3 * sum.SquaredContrasts / sum.Pairs;
                withPairs++;
            }
        }

        return new(neurons, total / count * clock.TimeStep, cv / withLength, cv2 / withPairs, local / withPairs);
    }

    private struct Sums
    {
        public int LastStep;
        public int Count; // of intervals
        public int Pairs; // of neighbouring intervals that can be compared
        public long LastInterval; // steps
        public long Total; // steps
        public double Squares; // steps squared
        public double Contrasts;
        public double SquaredContrasts;
    }
}
