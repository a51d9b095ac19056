namespace Neuropil;

/// <summary>Cells of one kind. Its whole and its slices are what projections connect and what is recorded.</summary>
public sealed class Population
{
    /// <summary>A population of <paramref name="size"/> cells.</summary>
    /// <exception cref="ArgumentException">The name is empty, or the size is not positive.</exception>
    public Population(string name, int size, CellModel cell)
    {
        if (string.IsNullOrWhiteSpace(name))
        {
            throw new ArgumentException("A population needs a name.", nameof(name));
        }

        if (size <= 0)
        {
            throw new ArgumentException($"Population '{name}' has size {size}; expected at least 1 cell.", nameof(size));
        }

        ArgumentNullException.ThrowIfNull(cell);
        (Name, Size, Cell) = (name, size, cell);
        All = new PopulationSlice(this, name, 0, size);
    }

    /// <summary>The name.</summary>
    public string Name { get; }

    /// <summary>The number of cells.</summary>
    public int Size { get; }

    /// <summary>What each cell is.</summary>
    public CellModel Cell { get; }

    /// <summary>
    /// Initial values by variable name (a full path, or its end where that is unambiguous): one value, a list, or a distribution. Variables that
    /// are not named start where their model says, gates at their steady state for the initial voltage.
    /// </summary>
    public IDictionary<string, Parameter> Initial { get; init; } = new Dictionary<string, Parameter>(StringComparer.Ordinal);

    /// <summary>All cells, as a slice.</summary>
    public PopulationSlice All { get; }

    /// <summary>Some consecutive cells under a name of their own, such as <c>cells.Slice("E", ..3200)</c>.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The range leaves the population or is empty.</exception>
    public PopulationSlice Slice(string name, Range range)
    {
        int start = range.Start.GetOffset(Size);
        int end = range.End.GetOffset(Size);
        if (start < 0 || end > Size || start >= end)
        {
            throw new ArgumentOutOfRangeException(nameof(range), range,
                $"Slice '{name}' must lie within the {Size} cells of population '{Name}' and hold at least one.");
        }

        return new PopulationSlice(this, name, start, end - start);
    }

    /// <summary>All cells, as a slice.</summary>
    public static implicit operator PopulationSlice(Population population) => population.All;

    /// <inheritdoc/>
    public override string ToString() => $"{Name} ({Size} cells)";
}
