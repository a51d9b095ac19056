namespace Neuropil;

/// <summary>The order of spikes, by step and then by neuron: checking it, searching in it, and regrouping by neuron.</summary>
internal static class SpikeOrder
{
    /// <summary>Throws unless the two lists are parallel, ordered and within their ranges; a source may spike twice in one step.</summary>
    public static void Require(string name, int neuronCount, int startStep, int stopStep, ReadOnlySpan<int> steps, ReadOnlySpan<int> neurons)
    {
        if (steps.Length != neurons.Length)
        {
            throw new ArgumentException($"Spikes of '{name}': {steps.Length} steps but {neurons.Length} neurons.", nameof(neurons));
        }

        // A spike at time zero is of the step before the first.
        int first = startStep == 0 ? -1 : startStep;
        long last = long.MinValue;
        for (int i = 0; i < steps.Length; i++)
        {
            if ((uint)neurons[i] >= (uint)neuronCount)
            {
                throw new ArgumentOutOfRangeException(nameof(neurons), neurons[i], $"Population '{name}' has neurons 0 to {neuronCount - 1}.");
            }

            if (steps[i] < first || steps[i] >= stopStep)
            {
                throw new ArgumentOutOfRangeException(nameof(steps), steps[i], $"'{name}' was recorded from step {startStep} to {stopStep - 1}.");
            }

            long position = ((long)steps[i] << 32) | (uint)neurons[i];
            if (position < last)
            {
                throw new ArgumentException(
                    $"Spikes of '{name}' must be ordered by step, then by neuron; spike {i} is neuron {neurons[i]} in step {steps[i]}.",
                    nameof(steps));
            }

            last = position;
        }
    }

    /// <summary>The index of the first spike found in <paramref name="step"/> or later.</summary>
    public static int FirstAtOrAfter(ReadOnlySpan<int> steps, int step)
    {
        int low = 0;
        int high = steps.Length;
        while (low < high)
        {
            int middle = (low + high) >>> 1;
            if (steps[middle] < step)
            {
                low = middle + 1;
            }
            else
            {
                high = middle;
            }
        }

        return low;
    }

    /// <summary>The steps grouped by neuron (a counting sort): neuron i has those from offset i up to offset i + 1.</summary>
    public static (int[] Offsets, int[] Steps) ByNeuron(ReadOnlySpan<int> counts, ReadOnlySpan<int> steps, ReadOnlySpan<int> neurons)
    {
        int[] offsets = new int[counts.Length + 1];
        for (int neuron = 0; neuron < counts.Length; neuron++)
        {
            offsets[neuron + 1] = offsets[neuron] + counts[neuron];
        }

        int[] next = offsets.AsSpan(0, counts.Length).ToArray();
        int[] grouped = new int[steps.Length];
        for (int i = 0; i < steps.Length; i++)
        {
            grouped[next[neurons[i]]++] = steps[i];
        }

        return (offsets, grouped);
    }
}
