namespace Neuropil.Engine;

/// <summary>The values that a user gives to cells of a running population: one for all, a list, or drawn.</summary>
internal static class CellSampling
{
    /// <summary>The values of a slice's cells, in kernel units.</summary>
    /// <param name="cells">The slice.</param>
    /// <param name="value">What is given.</param>
    /// <param name="name">What it is given to, for messages.</param>
    /// <param name="dimension">The dimension that it must have.</param>
    /// <param name="drawn">The values of the whole population, if they are drawn: a cell's draw does not depend on the slice.</param>
    /// <exception cref="ArgumentException">The unit is another, or a list has not a value for each cell.</exception>
    public static double[] Of(PopulationSlice cells, Parameter value, string name, Dimension dimension, Func<double[]> drawn)
    {
        RequireUnit(cells.Name, value, name, dimension);
        if (value.Count is { } count)
        {
            if (count != cells.Count)
            {
                throw new ArgumentException($"'{cells.Name}' has {cells.Count} cells, but the list for {name} has {count} values.");
            }

            var listed = new double[count];
            value.Fill(listed, seed: 0, RandomPurpose.Parameter, family: 0, firstEntity: 0);
            return Array.ConvertAll(listed, si => KernelUnits.FromSi(si, dimension));
        }

        if (value.IsUniform)
        {
            var same = new double[cells.Count];
            Array.Fill(same, KernelUnits.FromSi(value.UniformSi, dimension));
            return same;
        }

        return drawn().AsSpan(cells.Start, cells.Count).ToArray();
    }

    /// <summary>Throws where what is given has another unit than what it is given to.</summary>
    public static void RequireUnit(string where, Parameter value, string name, Dimension dimension)
    {
        if (value.Dimension != dimension)
        {
            throw new ArgumentException(
                $"'{where}': {name} must be in {QuantityCatalogue.Describe(dimension)}, but {value} is in {QuantityCatalogue.Describe(value.Dimension)}.");
        }
    }
}
