namespace Neuropil.Engine;

/// <summary>Reads a quantity of the cells of a population between two steps.</summary>
internal static class CellReading
{
    /// <summary>The quantity of cells that have equations.</summary>
    public static CellQuantity Of(PopulationSlice cells, string name, StateBlock block, CellValues values, Time time, double now)
    {
        var quantity = block.Equations.FindQuantity(name);
        if (CellFormula.PassingPartOf(quantity) is { } passing)
        {
            throw new ArgumentException($"'{name}' of '{cells.Name}' cannot be read: it contains '{passing.Name}', which exists only within a step.");
        }

        var formula = new CellFormula(block, values, quantity);
        return new CellQuantity(name, cells, time, quantity.Dimension,
            [.. Enumerable.Range(cells.Start, cells.Count).Select(cell => formula.Value(cell, now))]);
    }

    /// <summary>The rate of sources.</summary>
    public static CellQuantity Of(PopulationSlice cells, string name, SpikeGenerator generator, Time time)
        => name == "rate" && generator.Rates is { } rates
            ? new CellQuantity(name, cells, time, Frequency.Dimension, rates.AsSpan(cells.Start, cells.Count).ToArray())
            : throw new UnknownNameException(
                $"Population '{cells.Population.Name}' has no equations, so that "
                + $"{(generator.Rates is null ? "nothing of it can be read" : $"nothing but its 'rate' can be read, and not '{name}'")}.");
}
