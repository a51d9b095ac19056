namespace Neuropil;

/// <summary>Consecutive cells of a population.</summary>
public sealed class PopulationSlice
{
    internal PopulationSlice(Population population, string name, int start, int count)
        => (Population, Name, Start, Count) = (population, name, start, count);

    /// <summary>The population.</summary>
    public Population Population { get; }

    /// <summary>The name.</summary>
    public string Name { get; }

    /// <summary>The first cell's index in the population.</summary>
    public int Start { get; }

    /// <summary>The number of cells.</summary>
    public int Count { get; }

    /// <inheritdoc/>
    public override string ToString() => $"{Name} (cells {Start} to {Start + Count - 1} of {Population.Name})";
}
