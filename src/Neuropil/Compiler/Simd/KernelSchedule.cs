namespace Neuropil.Compiler;

/// <summary>The order in which a part's nodes are emitted.</summary>
internal static class KernelSchedule
{
    /// <summary>All nodes by their depth (the longest way from a leaf), ties in the order of the graph; nodes that nothing uses are left out.</summary>
    public static IEnumerable<int> ByDepth(KernelGraph graph)
    {
        var uses = KernelUses.Count(graph);
        var depth = new int[graph.Nodes.Count];
        for (int i = 0; i < depth.Length; i++)
        {
            var node = graph[i];
            for (int k = 0; k < node.OperandCount; k++)
            {
                depth[i] = Math.Max(depth[i], depth[node.Operand(k)] + 1);
            }
        }

        return Enumerable.Range(0, depth.Length).Where(i => uses[i] > 0).OrderBy(i => depth[i]);
    }
}
