using System.Numerics;
using MathNet.Numerics.IntegralTransforms;

namespace Neuropil;

/// <summary>
/// The sums over a block of one signal of its products with another one, earlier and later: Σ x(i) y(i + k) for all lags k, and how many products.
/// </summary>
internal sealed class LaggedProducts
{
    private readonly double[] sums;
    private readonly long[] counts;

    private LaggedProducts(int longest)
    {
        Longest = longest;
        sums = new double[(2 * longest) + 1];
        counts = new long[sums.Length];
    }

    /// <summary>The longest lag, in samples.</summary>
    public int Longest { get; }

    /// <summary>Σ x² over the block.</summary>
    public double FirstSquares { get; private set; }

    /// <summary>Σ y² over the block.</summary>
    public double SecondSquares { get; private set; }

    /// <summary>How many samples the block has.</summary>
    public long Samples { get; private set; }

    /// <summary>The mean product at a lag, positive where the second signal is later.</summary>
    public double Mean(int lag) => sums[lag + Longest] / counts[lag + Longest];

    /// <summary>
    /// The products of the samples <paramref name="from"/> up to <paramref name="to"/> of a signal with any of another, both of which have the mean 0.
    /// </summary>
    public static LaggedProducts Of(ReadOnlySpan<double> first, ReadOnlySpan<double> second, int from, int to, int longest)
    {
        var products = new LaggedProducts(longest) { Samples = to - from };
        int size = (int)BitOperations.RoundUpToPowerOf2((uint)(to - from + (2 * longest)));
        var (block, around) = (new Complex[size], new Complex[size]);
        for (int i = from; i < to; i++)
        {
            block[i - from] = first[i];
            products.FirstSquares += first[i] * first[i];
            products.SecondSquares += second[i] * second[i];
        }

        for (int i = Math.Max(0, from - longest); i < Math.Min(second.Length, to + longest); i++)
        {
            around[i - from + longest] = second[i];
        }

        Fourier.Forward(block, FourierOptions.NoScaling);
        Fourier.Forward(around, FourierOptions.NoScaling);
        for (int i = 0; i < size; i++)
        {
            around[i] *= Complex.Conjugate(block[i]) / size;
        }

        Fourier.Inverse(around, FourierOptions.NoScaling);
        for (int lag = -longest; lag <= longest; lag++)
        {
            products.sums[lag + longest] = around[lag + longest].Real;
            products.counts[lag + longest] = Math.Max(0, Math.Min(to, second.Length - lag) - Math.Max(from, -lag));
        }

        return products;
    }

    /// <summary>The sums of several blocks together, without one of them where one is named.</summary>
    public static LaggedProducts Together(IReadOnlyList<LaggedProducts> blocks, int without = -1)
    {
        var all = new LaggedProducts(blocks[0].Longest);
        for (int block = 0; block < blocks.Count; block++)
        {
            if (block == without)
            {
                continue;
            }

            var one = blocks[block];
            (all.FirstSquares, all.SecondSquares) = (all.FirstSquares + one.FirstSquares, all.SecondSquares + one.SecondSquares);
            all.Samples += one.Samples;
            for (int i = 0; i < all.sums.Length; i++)
            {
                all.sums[i] += one.sums[i];
                all.counts[i] += one.counts[i];
            }
        }

        return all;
    }

    /// <summary>Blocks of nearly equal length of a record.</summary>
    public static LaggedProducts[] Blocks(double[] first, double[] second, int longest, int blocks)
    {
        int At(int block) => (int)((long)first.Length * block / blocks);
        return [.. Enumerable.Range(0, blocks).Select(block => Of(first, second, At(block), At(block + 1), longest))];
    }
}
