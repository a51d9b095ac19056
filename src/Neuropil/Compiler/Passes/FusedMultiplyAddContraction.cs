namespace Neuropil.Compiler;

/// <summary>
/// Joins a product that is used once with the addition or subtraction that uses it, in the graph and not in the backend, so that every backend
/// and width rounds the same way.
/// </summary>
internal sealed class FusedMultiplyAddContraction
{
    private readonly KernelGraph source;
    private readonly KernelGraph target;
    private readonly int[] uses;
    private readonly int[] place;

    private FusedMultiplyAddContraction(KernelGraph source)
    {
        this.source = source;
        target = new KernelGraph(source.IsSingle);
        uses = KernelUses.Count(source);
        place = new int[source.Nodes.Count];
        Array.Fill(place, -1);
    }

    /// <summary>The contracted graph, and the given borders (node counts) in it.</summary>
    public static (KernelGraph Graph, IReadOnlyList<int> Borders) Apply(KernelGraph graph, IReadOnlyList<int> borders)
    {
        var pass = new FusedMultiplyAddContraction(graph);
        var newBorders = new List<int>();
        for (int i = 0; i < graph.Nodes.Count; i++)
        {
            while (newBorders.Count < borders.Count && borders[newBorders.Count] == i)
            {
                newBorders.Add(pass.target.Nodes.Count);
            }

            // Products are placed when a user asks for them, so that those which were absorbed leave no trace.
            if (graph[i].Operation != KernelOperation.Multiply)
            {
                pass.Place(i);
            }
        }

        foreach (var store in graph.Stores)
        {
            pass.target.Stores.Add(store with { Node = pass.Place(store.Node) });
        }

        pass.target.TakeMasks(graph, pass.Place);
        return (pass.target, newBorders);
    }

    private int Place(int index)
    {
        if (place[index] < 0)
        {
            place[index] = target.Add(Rebuilt(source[index]));
        }

        return place[index];
    }

    private KernelNode Rebuilt(KernelNode node)
    {
        if (node.Operation == KernelOperation.Add && IsLoneProduct(node.B))
        {
            return Fused(KernelOperation.FusedMultiplyAdd, node.B, node.A);
        }

        if (node.Operation == KernelOperation.Add && IsLoneProduct(node.A))
        {
            return Fused(KernelOperation.FusedMultiplyAdd, node.A, node.B);
        }

        if (node.Operation == KernelOperation.Subtract && IsLoneProduct(node.B))
        {
            return Fused(KernelOperation.FusedNegatedMultiplyAdd, node.B, node.A);
        }

        if (node.Operation == KernelOperation.Subtract && IsLoneProduct(node.A))
        {
            return Fused(KernelOperation.FusedMultiplySubtract, node.A, node.B);
        }

        return node.HasOperands
            ? node with { A = Place(node.A), B = node.B < 0 ? -1 : Place(node.B), C = node.C < 0 ? -1 : Place(node.C) }
            : node;
    }

    private bool IsLoneProduct(int index) => source[index].Operation == KernelOperation.Multiply && uses[index] == 1;

    private KernelNode Fused(KernelOperation operation, int product, int addend)
        => new(operation, Place(source[product].A), Place(source[product].B), Place(addend));
}
