namespace Neuropil.Engine;

/// <summary>
/// Spikes at given steps, kept in the order of steps and cells. Where it stands follows from the step, so that it has no state. A spike at time zero is of
/// step -1, which ends then.
/// </summary>
internal sealed class ListedGenerator : SpikeGenerator
{
    private readonly (long Step, int Cell)[] spikes;

    /// <summary>A generator of a source's spikes.</summary>
    /// <exception cref="ArgumentException">A spike is of no cell of the population, or before time zero.</exception>
    public ListedGenerator(Population population, int index, ListedSource source, ulong parameterSeed, ulong seed, TimeGrid grid, List<string> warnings)
        : base(population, index)
    {
        var listed = source.SpikesOf(new SourceCells(population.Name, index, population.Size, parameterSeed, seed)).ToArray();
        spikes = new (long, int)[listed.Length];
        string? warning = null;
        int rounded = 0;
        for (int i = 0; i < spikes.Length; i++)
        {
            var (cell, time) = listed[i];
            if (cell < 0 || cell >= population.Size)
            {
                throw new ArgumentException($"Spike {i} of population '{population.Name}' is of cell {cell}; expected 0 to {population.Size - 1}.");
            }

            if (!(time.SiValue >= 0) || double.IsInfinity(time.SiValue))
            {
                throw new ArgumentException($"Spike {i} of population '{population.Name}' is at {time}; expected a time of 0 ms or more.");
            }

            // A spike at t acts as one that a neuron fired at the end of the step ending at t; the first step ends at dt.
            spikes[i] = ((long)Math.Min(grid.Nearest(time.SiValue), long.MaxValue / 2) - 1, cell);
            if (!source.DrawsTimes && !grid.Holds(time.SiValue))
            {
                warning ??= grid.Warning(time.SiValue, $"Spike {i} of population '{population.Name}'");
                rounded++;
            }
        }

        if (warning is not null)
        {
            warnings.Add(rounded == 1 ? warning : $"{warning} So are {rounded - 1} other spikes of it.");
        }

        Array.Sort(spikes);
    }

    /// <summary>The spikes at time zero.</summary>
    public IReadOnlyList<(long Step, int Cell)> BeforeStart => spikes.AsSpan(0, FirstOf(0)).ToArray();

    public override void Generate(long step, int begin, int end, NativeList<int> spikes)
    {
        for (int i = FirstOf(step); i < this.spikes.Length && this.spikes[i].Step == step; i++)
        {
            int cell = this.spikes[i].Cell;
            if (cell >= begin && cell < end)
            {
                spikes.Add(cell);
            }
        }
    }

    public override void SaveDeclaration(BinaryWriter writer)
    {
        foreach (var (step, cell) in spikes)
        {
            writer.Write(step);
            writer.Write(cell);
        }
    }

    public override void Save(BinaryWriter writer)
    {
    }

    public override void Load(BinaryReader reader)
    {
    }

    private int FirstOf(long step)
    {
        int low = 0;
        int high = spikes.Length;
        while (low < high)
        {
            int middle = (low + high) / 2;
            (low, high) = spikes[middle].Step < step ? (middle + 1, high) : (low, middle);
        }

        return low;
    }
}
