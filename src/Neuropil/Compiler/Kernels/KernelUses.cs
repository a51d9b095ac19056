namespace Neuropil.Compiler;

/// <summary>Counts how often each node is used, by other nodes, by stores and as the spike masks.</summary>
internal static class KernelUses
{
    public static int[] Count(KernelGraph graph)
    {
        var uses = new int[graph.Nodes.Count];
        foreach (var node in graph.Nodes)
        {
            for (int k = 0; k < node.OperandCount; k++)
            {
                uses[node.Operand(k)]++;
            }
        }

        foreach (var store in graph.Stores)
        {
            uses[store.Node]++;
        }

        foreach (int mask in graph.Masks)
        {
            uses[mask]++;
        }

        return uses;
    }
}
