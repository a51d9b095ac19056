using System.Runtime.InteropServices;
using Neuropil.Compiler;

namespace Neuropil.Engine;

/// <summary>
/// The means of one of a population's counts, and what they need of the cells' parameters: one mean for all cells, or, where rates differ between cells, a
/// kernel that computes each cell's, and e^-mean with it.
/// </summary>
internal sealed unsafe class CountRates : IDisposable
{
    /// <summary>More events in one step than this are taken for a mistake; a count is exact in double precision far beyond.</summary>
    public const double LargestMean = 1L << 31;

    private readonly Population population;
    private readonly CellValues values;
    private readonly double timeStep;
    private AlignedMemory? parameters;

    /// <summary>The rates of a count; those that differ between cells have a place when it is made for them.</summary>
    /// <exception cref="ArgumentException">A rate at the start of the run is negative or not finite.</exception>
    public CountRates(EventCount count, Population population, CellValues values)
    {
        (Count, this.population, this.values, timeStep) = (count, population, values, values.TimeStep);
        var varies = new Variability().Of(count.Mean);
        IsTimed = varies.HasFlag(Varies.WithTime);
        double[] means = values.Of(count.Mean);
        for (int cell = 0; cell < means.Length; cell++)
        {
            Require(means[cell], cell, 0);
        }

        MeanAtStart = means[0];

        if (!varies.HasFlag(Varies.WithCell))
        {
            return;
        }

        Mean = new Symbol("mean", Dimension.None, SymbolKind.State);
        None = new Symbol("none", Dimension.None, SymbolKind.State);
        Plan = KernelCompiler.Plan([(ColumnKind.State, Mean), (ColumnKind.State, None)], [(Mean, count.Mean), (None, Functions.Exp(-count.Mean))], fault: null);
        Addresses = new long[Plan.Columns.Count];
    }

    /// <summary>Makes room for rates that differ between cells, and fills in what they follow from.</summary>
    public void Allocate()
    {
        if (Plan is null)
        {
            return;
        }

        int padded = StateBlock.Padded(population.Size);
        parameters = new AlignedMemory(Bytes);
        for (int column = 0; column < Addresses.Length; column++)
        {
            Addresses[column] = (long)((double*)parameters.Address + ((long)column * padded));
        }

        foreach (var (column, given) in values.ParameterColumns(Plan))
        {
            var numbers = (double*)Addresses[column];
            for (int cell = 0; cell < padded; cell++)
            {
                numbers[cell] = given[Math.Min(cell, given.Length - 1)];
            }
        }
    }

    public EventCount Count { get; }

    /// <summary>The mean of the first cell in the first step.</summary>
    public double MeanAtStart { get; }

    /// <summary>Whether rates change with time.</summary>
    public bool IsTimed { get; }

    /// <summary>The kernel of cells that have a rate each; null where all have one.</summary>
    public KernelPlan? Plan { get; }

    /// <summary>The kernel's columns, those of the parameters at their places.</summary>
    public long[] Addresses { get; } = [];

    /// <summary>What rates that differ between cells take, made or not.</summary>
    public long Bytes => Plan is null ? 0 : (long)Plan.Columns.Count * StateBlock.Padded(population.Size) * sizeof(double);

    private string Text => Count.Mean.ToString();

    private Symbol? Mean { get; }

    private Symbol? None { get; }

    /// <summary>Requires that what is shared under one name has one rate.</summary>
    /// <exception cref="ArgumentException">It has two.</exception>
    public static void RequireOneRateEach(IEnumerable<CountRates> counts)
    {
        foreach (var shared in counts.Where(count => count.Count.SharedBy is not null).GroupBy(count => count.Count.SharedBy))
        {
            var first = shared.First();
            var other = shared.FirstOrDefault(count => count.MeanAtStart != first.MeanAtStart || count.Text != first.Text);
            if (other is not null)
            {
                throw new ArgumentException(
                    $"'{shared.Key}' is shared by '{first.Count.Symbol.Name}' of population '{first.population.Name}' with the rate "
                        + $"{first.Count.Rate} and by '{other.Count.Symbol.Name}' of population '{other.population.Name}' with the rate {other.Count.Rate}: "
                        + $"one train has one rate.");
            }
        }
    }

    /// <summary>Requires that a mean can be drawn from.</summary>
    /// <param name="mean">The mean in a step.</param>
    /// <param name="cell">The cell.</param>
    /// <param name="now">The time.</param>
    /// <exception cref="ArgumentException">It cannot.</exception>
    public void Require(double mean, int cell, double now)
    {
        if (mean >= 0 && mean <= LargestMean)
        {
            return;
        }

        string rate = QuantityPrinter.Print(new Quantity(KernelUnits.ToSi(mean / timeStep, Frequency.Dimension), Frequency.Dimension));
        string at = IsTimed ? $" at {now:g6} ms" : "";
        throw new ArgumentException(
            $"Population '{population.Name}', cell {cell}: the rate of '{Count.Symbol.Name}'{at} is {rate}; expected 0 Hz or more"
            + (mean > LargestMean ? $", and at most {LargestMean:g4} events in a step." : "."));
    }

    /// <summary>Writes what makes this count another than others, for the network's fingerprint.</summary>
    public void SaveDeclaration(BinaryWriter writer)
    {
        writer.Write(Count.Symbol.Name);
        writer.Write(Text);
        writer.Write(Count.SharedBy ?? "");
        for (int column = 0; column < Addresses.Length; column++)
        {
            if (Plan!.Columns[column].Kind is ColumnKind.Parameter or ColumnKind.Derived)
            {
                writer.Write(MemoryMarshal.AsBytes(new ReadOnlySpan<double>((double*)Addresses[column], population.Size)));
            }
        }
    }

    public void Dispose() => parameters?.Dispose();
}
