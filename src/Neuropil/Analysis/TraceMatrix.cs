namespace Neuropil;

/// <summary>One quantity of many cells at many times, as one matrix. Compare <see cref="Traces"/>, which are a list for each of a few cells.</summary>
public sealed class TraceMatrix
{
    private readonly double[,] values;

    /// <summary>Samples at ascending times.</summary>
    /// <param name="name">What was recorded.</param>
    /// <param name="unit">The unit of the values, for example <c>mV</c>; empty for a pure number.</param>
    /// <param name="timesSeconds">The times in seconds.</param>
    /// <param name="cells">The cells, by their numbers within the population.</param>
    /// <param name="values">A row for each time, a column for each cell.</param>
    /// <exception cref="ArgumentException">There are not as many rows as times, or not as many columns as cells.</exception>
    public TraceMatrix(string name, string unit, IReadOnlyList<double> timesSeconds, IReadOnlyList<int> cells, double[,] values)
    {
        if (values.GetLength(0) != timesSeconds.Count || values.GetLength(1) != cells.Count)
        {
            throw new ArgumentException(
                $"The samples of '{name}' are {values.GetLength(0)} rows of {values.GetLength(1)}; expected {timesSeconds.Count}, one for each time, "
                    + $"of {cells.Count}, one for each cell.", nameof(values));
        }

        (Name, Unit, TimesSeconds, Cells, this.values) = (name, unit, timesSeconds, cells, values);
    }

    /// <summary>What was recorded, for example <c>V</c>.</summary>
    public string Name { get; }

    /// <summary>The usual unit, for example <c>mV</c>; empty for a pure number.</summary>
    public string Unit { get; }

    /// <summary>The times of the samples in seconds, ascending: the rows.</summary>
    public IReadOnlyList<double> TimesSeconds { get; }

    /// <summary>The cells by their numbers within the population: the columns.</summary>
    public IReadOnlyList<int> Cells { get; }

    /// <summary>The samples as pure numbers in a unit, a row for each time and a column for each cell: <c>In(mV)[sample, cell]</c>.</summary>
    /// <exception cref="DimensionMismatchException">The samples have another dimension.</exception>
    public double[,] In<TUnit>(TUnit unit)
        where TUnit : struct, IQuantity<TUnit>
    {
        var ratio = UnitRatio.Between(Name, Unit, unit);
        var numbers = new double[values.GetLength(0), values.GetLength(1)];
        for (int sample = 0; sample < numbers.GetLength(0); sample++)
        {
            for (int cell = 0; cell < numbers.GetLength(1); cell++)
            {
                numbers[sample, cell] = ratio.Of(values[sample, cell]);
            }
        }

        return numbers;
    }

    /// <summary>The samples of a quantity that has no unit.</summary>
    /// <exception cref="DimensionMismatchException">It has one.</exception>
    public double[,] Numbers() => In(Number.FromSi(1));

    /// <summary>The samples in <see cref="Unit"/>.</summary>
    internal double[,] InUsualUnit() => values;
}
