using System.Runtime.CompilerServices;

namespace Neuropil.Networks;

/// <summary>Draws partners uniformly from a population, with or without repetition, at a cost of the number drawn.</summary>
/// <param name="most">The largest number of partners to be drawn for one neuron.</param>
/// <param name="withRepetition">Whether a partner may be drawn again.</param>
/// <param name="population">The number of neurons to draw from.</param>
internal sealed class UniformDraws(int most, bool withRepetition, int population)
{
    private readonly int[] scratch = new int[most];

    // One bit per neuron, all clear between draws.
    private readonly ulong[] isDrawn = withRepetition ? [] : new ulong[(population + 63) / 64];

    /// <summary>
    /// <paramref name="count"/> partners of a neuron, drawn from its stream, never <paramref name="self"/>, in the order of the draws; valid until
    /// the next call.
    /// </summary>
    public ReadOnlySpan<int> Draw(scoped ref RandomStream stream, int count, int self)
    {
        Span<int> drawn = scratch.AsSpan(0, count);
        int candidates = Candidates.Count(population, self);
        if (withRepetition)
        {
            DrawWithRepetition(ref stream, candidates, drawn);
        }
        else
        {
            DrawWithoutRepetition(ref stream, candidates, drawn);
        }

        Candidates.SkipSelf(drawn, self);
        return drawn;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void DrawWithRepetition(ref RandomStream stream, int candidates, Span<int> numbers)
    {
        RandomStream local = stream;
        for (int i = 0; i < numbers.Length; i++)
        {
            numbers[i] = local.NextInt32(candidates);
        }

        stream = local;
    }

    // Floyd's method: with j from n - k to n - 1, take a number from 0 to j, or j itself where that number was taken before. Every set of k is
    // equally likely, with exactly k draws (Bentley and Floyd, "A sample of brilliance", Commun. ACM 30, 1987).
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void DrawWithoutRepetition(ref RandomStream stream, int candidates, Span<int> numbers)
    {
        int first = candidates - numbers.Length;
        for (int i = 0; i < numbers.Length; i++)
        {
            int number = stream.NextInt32(first + i + 1);
            if ((isDrawn[number >> 6] & (1UL << number)) != 0)
            {
                number = first + i;
            }

            isDrawn[number >> 6] |= 1UL << number;
            numbers[i] = number;
        }

        foreach (int number in numbers)
        {
            isDrawn[number >> 6] = 0;
        }
    }
}
