namespace Neuropil;

/// <summary>The spikes of a slice, as something to record.</summary>
/// <param name="Slice">The cells.</param>
public sealed record SpikeSelection(PopulationSlice Slice)
{
    /// <summary>One in so many cells is recorded, from the first on, and numbered from zero; 1, all of them, by default.</summary>
    public int Every { get; init; } = 1;
}

/// <summary>The numbers of spikes of a slice's cells, as something to record.</summary>
/// <param name="Slice">The cells.</param>
public sealed record SpikeCountSelection(PopulationSlice Slice);

/// <summary>A variable or a named current of chosen cells, as something to record.</summary>
/// <param name="Slice">The slice in which cells are numbered.</param>
/// <param name="Variable">The name: a full path, or its end where that is unambiguous.</param>
/// <param name="Cells">The cells.</param>
public sealed record TraceSelection(PopulationSlice Slice, string Variable, IReadOnlyList<int> Cells)
{
    /// <summary>The time between samples; every step by default.</summary>
    public Time? Interval { get; init; }
}

/// <summary>A variable or a named current of all cells of a slice, as something to record in one matrix.</summary>
/// <param name="Slice">The cells.</param>
/// <param name="Variable">The name: a full path, or its end where that is unambiguous.</param>
public sealed record MatrixSelection(PopulationSlice Slice, string Variable)
{
    /// <summary>The time between samples; every step by default.</summary>
    public Time? Interval { get; init; }
}

/// <summary>The mean of a variable or a named current over a slice, as something to record.</summary>
/// <param name="Slice">The cells.</param>
/// <param name="Variable">The name: a full path, or its end where that is unambiguous.</param>
public sealed record MeanSelection(PopulationSlice Slice, string Variable)
{
    /// <summary>The time between samples; every step by default.</summary>
    public Time? Interval { get; init; }
}
