namespace Neuropil.Compiler;

/// <summary>
/// Watches numbers at half an operation each: a sum of products, x1 x2 + x3 x4 + ..., is not finite where any of them is not, since neither infinity times zero
/// nor infinity less infinity is a number. It is not finite either where a product is too large, so that it only says when to look.
/// </summary>
internal sealed class FiniteWatch(KernelGraph graph)
{
    private readonly HashSet<int> watched = [];
    private int single = -1;
    private int sum = -1;

    /// <summary>Watches one more number.</summary>
    public void Add(int number)
    {
        if (!watched.Add(number))
        {
            return;
        }

        if (single < 0)
        {
            single = number;
            return;
        }

        sum = Plus(single, number);
        single = -1;
    }

    /// <summary>Where any of the numbers may not be finite; -1 without numbers.</summary>
    public int Suspect()
    {
        int all = single < 0 ? sum : sum < 0 ? single : Plus(single, single);
        return all < 0 ? -1 : graph.Not(graph.Less(graph.Absolute(all), graph.Constant(double.PositiveInfinity)));
    }

    private int Plus(int a, int b) => sum < 0 ? graph.Multiply(a, b) : graph.FusedMultiplyAdd(a, b, sum);
}
