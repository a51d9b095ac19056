namespace Neuropil.Compiler;

/// <summary>
/// Cuts a kernel into parts of bounded size, at the borders between mechanisms where that is possible. The just-in-time compiler tracks about a thousand local
/// variables; beyond that a fused loop becomes several times slower, while parts that pass values through scratch columns in the first-level
/// cache cost nearly nothing (docs/decisions/0003-kernels.md).
/// </summary>
internal sealed class KernelPartition
{
    private readonly KernelGraph source;
    private readonly List<KernelColumn> columns;
    private readonly int[] partOf;
    private readonly List<KernelGraph> parts = [];
    private readonly List<Dictionary<int, int>> places = [];
    private readonly Dictionary<int, int> scratchOf = [];

    private KernelPartition(KernelGraph source, List<KernelColumn> columns, int[] partOf)
    {
        this.source = source;
        this.columns = columns;
        this.partOf = partOf;
        for (int part = 0; part <= partOf[^1]; part++)
        {
            parts.Add(new KernelGraph(source.IsSingle));
            places.Add([]);
        }
    }

    /// <summary>The parts in the order in which they run; scratch columns are appended to <paramref name="columns"/>.</summary>
    /// <param name="graph">The whole kernel, its nodes in the order of its mechanisms.</param>
    /// <param name="borders">Node counts at which a mechanism ends.</param>
    /// <param name="columns">The kernel's columns.</param>
    /// <param name="largestPart">The number of nodes that a part should not exceed.</param>
    public static IReadOnlyList<KernelGraph> Cut(KernelGraph graph, IReadOnlyList<int> borders, List<KernelColumn> columns, int largestPart)
    {
        var assigned = AssignParts(graph.Nodes.Count, borders, largestPart);
        return assigned.Length == 0 || assigned[^1] == 0 ? [graph] : new KernelPartition(graph, columns, assigned).Build();
    }

    private static int[] AssignParts(int nodes, IReadOnlyList<int> borders, int largestPart)
    {
        var assigned = new int[nodes];
        int part = 0;
        int partStart = 0;
        int mechanismStart = 0;
        foreach (int border in Cuts(nodes, borders, largestPart))
        {
            if (border - partStart > largestPart && mechanismStart > partStart)
            {
                part++;
                partStart = mechanismStart;
            }

            for (int i = mechanismStart; i < border; i++)
            {
                assigned[i] = part;
            }

            mechanismStart = border;
        }

        return assigned;
    }

    // The places where a part may end: the mechanisms' borders, and inside a mechanism that is larger than a part (the stages of a Runge-Kutta
    // method multiply a cell's formulas) pieces of equal size.
    private static IEnumerable<int> Cuts(int nodes, IReadOnlyList<int> borders, int largestPart)
    {
        int start = 0;
        foreach (int border in borders.Append(nodes).Where(border => border > 0))
        {
            int length = border - start;
            if (length <= 0)
            {
                continue;
            }

            int pieces = (int)(((long)length + largestPart - 1) / largestPart);
            for (int piece = 1; piece <= pieces; piece++)
            {
                yield return start + (int)((long)length * piece / pieces);
            }

            start = border;
        }
    }

    private List<KernelGraph> Build()
    {
        // A column stored as it was read (a copy) has no operation that reads it: it is read here, before any part stores.
        var copied = source.Stores.Select(store => store.Node).Where(node => source[node].IsLoad).ToHashSet();
        for (int i = 0; i < partOf.Length; i++)
        {
            if (!IsFree(source[i]) || copied.Contains(i))
            {
                Place(i, partOf[i]);
            }
        }

        int last = parts.Count - 1;
        parts[last].TakeMasks(source, mask => Place(mask, last));
        foreach (var store in source.Stores)
        {
            int part = Math.Max(partOf[store.Node], LastReader(store.Column));
            parts[part].Stores.Add(store with { Node = PlaceStored(store.Node, part) });
        }

        return parts;
    }

    // A node that any part makes for itself: reading it again costs no more than passing it on.
    private static bool IsFree(KernelNode node) => !node.HasOperands;

    // A column may be written only when no later part reads its old value: asked after all parts are made, because a truth value that a part
    // makes again reads columns there.
    private int LastReader(int column)
    {
        for (int part = parts.Count - 1; part > 0; part--)
        {
            if (parts[part].Nodes.Any(node => node.IsLoad && node.A == column))
            {
                return part;
            }
        }

        return 0;
    }

    private int Place(int index, int part)
    {
        if (places[part].TryGetValue(index, out int place))
        {
            return place;
        }

        var node = source[index];
        if (IsFree(node))
        {
            place = parts[part].Add(node);
        }
        else if (partOf[index] != part && !node.IsMask)
        {
            place = parts[part].Load(Scratch(index));
        }
        else
        {
            // A truth value of another part is made again from its operands, since columns hold numbers.
            place = parts[part].Add(node with
            {
                A = Place(node.A, part),
                B = node.B < 0 ? -1 : Place(node.B, part),
                C = node.C < 0 ? -1 : Place(node.C, part),
            });
        }

        places[part][index] = place;
        return place;
    }

    // The part that stores a copy may come after the one that stores the copied column: then the old value is passed on.
    private int PlaceStored(int index, int part)
        => source[index].IsLoad && partOf[index] != part && !places[part].ContainsKey(index)
            ? parts[part].Load(Scratch(index))
            : Place(index, part);

    private int Scratch(int index)
    {
        if (!scratchOf.TryGetValue(index, out int column))
        {
            column = columns.Count;
            columns.Add(new KernelColumn(ColumnKind.Scratch, $"scratch {scratchOf.Count}", Dimension.None));
            scratchOf[index] = column;
            int producer = partOf[index];
            parts[producer].Stores.Add(new KernelStore(column, Place(index, producer)));
        }

        return column;
    }
}
