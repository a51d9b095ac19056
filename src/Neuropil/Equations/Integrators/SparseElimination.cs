namespace Neuropil;

/// <summary>
/// The solution of a linear system whose entries are expressions, by Gauss's elimination that skips what is zero. Pivots are taken on the diagonal, in
/// the order of least degree (Tinney and Walker, Proc. IEEE 55, 1967): first the unknowns that few others are coupled with. Gates, which are
/// coupled with V alone, so go before V and leave no fill: the work then grows with their number and not with its cube.
/// </summary>
/// <remarks>
/// Nothing is exchanged for the sake of rounding: the system must have no small pivots. I - dt J of a stable system has diagonal entries of one or more.
/// </remarks>
internal sealed class SparseElimination
{
    private readonly Dictionary<(int Row, int Column), Expr> entries = [];
    private readonly Expr[] right;
    private readonly Expr?[] largest;
    private readonly int size;
    private readonly Simplification simplification;

    private SparseElimination(Expr?[,] matrix, Expr[] right, Simplification simplification, Expr?[] largest)
    {
        (this.right, this.simplification, this.largest, size) = ([.. right], simplification, largest, right.Length);
        for (int i = 0; i < size; i++)
        {
            for (int j = 0; j < size; j++)
            {
                if (matrix[i, j] is { } entry && (i == j || !ConstantExpr.IsZero(entry)))
                {
                    entries[(i, j)] = entry;
                }
            }
        }
    }

    /// <summary>The unknowns x of sum_j matrix[i, j] x_j = right_i, as parts of one graph; null is a zero.</summary>
    public static Expr[] Solve(Expr?[,] matrix, Expr[] right, Simplification simplification) => Solve(matrix, right, simplification, new Expr?[right.Length]);

    /// <summary>
    /// The unknowns, some of which have a largest value and stop there: the equation of one that stops then does not hold, and those of all others do, with
    /// that value. Such unknowns are eliminated last, so that they are known first.
    /// </summary>
    public static Expr[] Solve(Expr?[,] matrix, Expr[] right, Simplification simplification, Expr?[] largest)
        => new SparseElimination(matrix, right, simplification, largest).Solve();

    /// <summary>The order in which unknowns are eliminated, from the places that are not zero, and the number of entries that it fills.</summary>
    /// <param name="isEntry">Where entries are not zero.</param>
    /// <param name="isLast">Which unknowns come after all others; null for none.</param>
    public static (int[] Order, int Filled) OrderOf(bool[,] isEntry, bool[]? isLast = null)
    {
        int unknowns = isEntry.GetLength(0);
        var coupled = Enumerable.Range(0, unknowns)
            .Select(i => Enumerable.Range(0, unknowns).Where(j => j != i && (isEntry[i, j] || isEntry[j, i])).ToHashSet())
            .ToArray();
        int[] order = new int[unknowns];
        var left = Enumerable.Range(0, unknowns).ToList();
        int filled = 0;
        for (int step = 0; step < unknowns; step++)
        {
            int pivot = left.MinBy(i => coupled[i].Count + (isLast is not null && isLast[i] ? unknowns : 0));
            left.Remove(pivot);
            order[step] = pivot;
            foreach (int i in coupled[pivot])
            {
                coupled[i].Remove(pivot);
                filled += coupled[pivot].Count(j => j != i && coupled[i].Add(j));
            }
        }

        return (order, filled);
    }

    private Expr[] Solve()
    {
        var isEntry = new bool[size, size];
        foreach (var (row, column) in entries.Keys)
        {
            isEntry[row, column] = true;
        }

        int[] order = OrderOf(isEntry, Array.ConvertAll(largest, value => value is not null)).Order;
        var reciprocals = new Expr[size];
        for (int step = 0; step < size; step++)
        {
            int pivot = order[step];
            reciprocals[pivot] = Simple(1.0 / entries[(pivot, pivot)]);
            foreach (int row in order.Skip(step + 1).Where(row => entries.ContainsKey((row, pivot))))
            {
                Subtract(row, pivot, Simple(entries[(row, pivot)] * reciprocals[pivot]), order.Skip(step + 1));
            }
        }

        var unknowns = new Expr[size];
        for (int step = size - 1; step >= 0; step--)
        {
            int pivot = order[step];
            var rest = right[pivot];
            foreach (int column in order.Skip(step + 1).Where(column => entries.ContainsKey((pivot, column))))
            {
                rest -= entries[(pivot, column)] * unknowns[column];
            }

            var unknown = rest * reciprocals[pivot];
            unknowns[pivot] = Simple(largest[pivot] is { } most ? Functions.Min(most, unknown) : unknown);
        }

        return unknowns;
    }

    private void Subtract(int row, int pivot, Expr factor, IEnumerable<int> columns)
    {
        foreach (int column in columns.Where(column => entries.ContainsKey((pivot, column))))
        {
            var product = factor * entries[(pivot, column)];
            entries[(row, column)] = Simple(entries.TryGetValue((row, column), out var entry) ? entry - product : -product);
        }

        right[row] = Simple(right[row] - (factor * right[pivot]));
    }

    private Expr Simple(Expr expression) => simplification.Rewrite(expression);
}
