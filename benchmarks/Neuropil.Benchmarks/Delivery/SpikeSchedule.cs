namespace Neuropil.Benchmarks;

/// <summary>Which sources spike in which step: so many of them a step, drawn at random. Steps before the first and after the last are silent.</summary>
internal sealed class SpikeSchedule : ISpikesOfSteps
{
    private readonly List<int> cells = [];
    private readonly List<int> ends = [];

    /// <summary>The spikes of phases that follow each other.</summary>
    /// <param name="sources">The number of sources.</param>
    /// <param name="phases">How many spike in each step, and how many steps.</param>
    public SpikeSchedule(int sources, params IEnumerable<(int Spikes, int Steps)> phases)
    {
        var random = new RandomStream(seed: 1, RandomPurpose.Noise, entity: 0);
        foreach (var (spikes, steps) in phases)
        {
            for (int step = 0; step < steps; step++)
            {
                for (int i = 0; i < spikes; i++)
                {
                    cells.Add(random.NextInt32(sources));
                }

                ends.Add(cells.Count);
            }
        }
    }

    /// <summary>The number of spikes.</summary>
    public int Count => cells.Count;

    /// <inheritdoc/>
    public ReadOnlySpan<int> this[int step]
    {
        get
        {
            if (step < 0 || step >= ends.Count)
            {
                return [];
            }

            int begin = step == 0 ? 0 : ends[step - 1];
            return System.Runtime.InteropServices.CollectionsMarshal.AsSpan(cells)[begin..ends[step]];
        }
    }

    /// <summary>The spikes as a simulation wants them: a spike found in a step has the time of its end.</summary>
    public IReadOnlyList<(int Cell, Time Time)> Times(Time timeStep)
    {
        var times = new List<(int, Time)>(Count);
        for (int step = 0; step < ends.Count; step++)
        {
            foreach (int cell in this[step])
            {
                times.Add((cell, (step + 1) * timeStep));
            }
        }

        return times;
    }
}
