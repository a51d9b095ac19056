using Neuropil.Experiments;
using static Neuropil.Units;

namespace Neuropil.Benchmarks;

/// <summary>
/// The synapses of the microcircuit, drawn by hand: as many as the model has between two populations, the same number from each cell (one more or less);
/// sums of even numbers in place of normal ones.
/// </summary>
internal sealed class MicrocircuitRows : IDrawnRows
{
    /// <summary>The current of a weight of one, pA.</summary>
    public double Resolution => 1024 / Math.Sqrt(parameters.Scale) / int.MaxValue;

    private const double StepsOfMillisecond = 10;
    private readonly MicrocircuitParameters parameters;
    private readonly int[] origins; // of the populations, which begin on whole vectors
    private readonly int[] sizes;
    private readonly long[][] numbers; // of synapses, by source and target
    private DrawnSynapse[] row = [];

    /// <summary>The rows at a scale: cells, and synapses of each, are so many times fewer.</summary>
    public MicrocircuitRows(MicrocircuitParameters parameters)
    {
        this.parameters = parameters;
        int populations = MicrocircuitData.Sizes.Count;
        sizes = [.. MicrocircuitData.Sizes.Select(size => Math.Max(1, (int)Math.Round(size * parameters.Scale)))];
        origins = new int[populations + 1];
        for (int i = 0; i < populations; i++)
        {
            origins[i + 1] = HandWrittenCells.Padded(origins[i] + sizes[i]);
        }

        numbers = [.. Enumerable.Range(0, populations).Select(source => Enumerable.Range(0, populations)
            .Select(target => (long)Math.Round(MicrocircuitData.Synapses(target, source) * parameters.Scale * parameters.Scale)).ToArray())];
    }

    /// <inheritdoc/>
    public int Sources => origins[^1];

    /// <inheritdoc/>
    public int Targets => origins[^1];

    /// <inheritdoc/>
    public int ShortestDelay => 1;

    /// <inheritdoc/>
    public int LongestDelay => (int)Math.Ceiling((1 + (Irwin.Largest * parameters.DelayDeviation)) * Steps(parameters.ExcitatoryDelay));

    /// <summary>The number of synapses.</summary>
    public long Synapses => numbers.Sum(ofSource => ofSource.Sum());

    /// <summary>The cells of a population, without those that fill up its last vector.</summary>
    public (int Begin, int End) CellsOf(int population) => (origins[population], origins[population] + sizes[population]);

    /// <summary>The population of a cell.</summary>
    public int PopulationOf(int cell)
    {
        int population = 0;
        while (origins[population + 1] <= cell)
        {
            population++;
        }

        return population;
    }

    /// <summary>The number of synapses of a cell.</summary>
    public int LengthOf(int cell)
    {
        int source = PopulationOf(cell);
        int place = cell - origins[source];
        return place < sizes[source] ? Enumerable.Range(0, sizes.Length).Sum(target => Between(source, place, target)) : 0;
    }

    /// <inheritdoc/>
    public ReadOnlySpan<DrawnSynapse> Draw(int source)
    {
        int population = PopulationOf(source);
        int length = LengthOf(source);
        row = row.Length < length ? new DrawnSynapse[2 * length] : row;
        double delay = Steps(MicrocircuitData.IsExcitatory(population) ? parameters.ExcitatoryDelay : parameters.InhibitoryDelay);
        ulong counter = (ulong)source << 32;
        int next = 0;
        for (int target = 0; length > 0 && target < sizes.Length; target++)
        {
            double weight = Weight(target, population);
            for (int end = next + Between(population, source - origins[population], target); next < end; next++)
            {
                ulong bits = SplitMix.Mixed(counter++);
                int cell = origins[target] + (int)(((bits >> 32) * (ulong)sizes[target]) >> 32);
                double spread = 1 + (parameters.WeightDeviation * Irwin.OfTwo(bits));
                row[next] = new DrawnSynapse(cell, Delay(delay, ref counter), (int)(weight * spread / Resolution));
            }
        }

        return row.AsSpan(0, length);
    }

    private static double Steps(Time delay) => delay / (1 * ms) * StepsOfMillisecond;

    // Those below a step are drawn again.
    private int Delay(double mean, ref ulong counter)
    {
        while (true)
        {
            double steps = mean * (1 + (parameters.DelayDeviation * Irwin.OfFour(SplitMix.Mixed(counter++))));
            if (steps >= 1)
            {
                return (int)Math.Round(steps);
            }
        }
    }

    private int Between(int source, int place, int target)
    {
        long number = numbers[source][target];
        return (int)(((place + 1) * number / sizes[source]) - (place * number / sizes[source]));
    }

    // pA
    private double Weight(int target, int source)
    {
        double weight = MicrocircuitModel.CurrentOf(parameters.Potential) / (1 * pA) / Math.Sqrt(parameters.Scale);
        bool isDoubled = MicrocircuitData.Names[target] == "L23E" && MicrocircuitData.Names[source] == "L4E";
        return weight * (MicrocircuitData.IsExcitatory(source) ? isDoubled ? 2 : 1 : -parameters.RelativeInhibition);
    }

    /// <summary>Sums of even numbers with mean zero and variance one (Irwin 1927; Hall 1927): nearly normal, from one random number.</summary>
    private static class Irwin
    {
        /// <summary>The largest sum of four.</summary>
        public static double Largest => 2 * Math.Sqrt(3);

        public static double OfTwo(ulong bits) => (Even(bits) + Even(bits >> 16) - 1) * Math.Sqrt(6);

        public static double OfFour(ulong bits) => (Even(bits) + Even(bits >> 16) + Even(bits >> 32) + Even(bits >> 48) - 2) * Math.Sqrt(3);

        private static double Even(ulong bits) => ((bits & 0xFFFF) + 0.5) / 65536;
    }
}
