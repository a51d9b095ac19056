namespace Neuropil.Compiler;

/// <summary>Checks a kernel between passes: operands stand before their users, masks and numbers are not mixed, indices exist.</summary>
internal static class KernelVerifier
{
    /// <exception cref="InvalidOperationException">The kernel is malformed, which is an error of the compiler.</exception>
    public static void Verify(IReadOnlyList<KernelGraph> parts, int columns, int uniforms)
    {
        foreach (var graph in parts)
        {
            for (int i = 0; i < graph.Nodes.Count; i++)
            {
                VerifyNode(graph, i, columns, uniforms);
            }

            foreach (var store in graph.Stores)
            {
                Require(store.Node >= 0 && !graph[store.Node].IsMask && store.Column < columns, $"store to column {store.Column}");
            }
        }
    }

    private static void VerifyNode(KernelGraph graph, int index, int columns, int uniforms)
    {
        var node = graph[index];
        for (int k = 0; k < node.OperandCount; k++)
        {
            int operand = node.Operand(k);
            Require(operand >= 0 && operand < index, $"operand {k} of node {index} ({node.Operation})");
            bool wantsMask = node.Operation is KernelOperation.And or KernelOperation.Or or KernelOperation.Not
                || (node.Operation == KernelOperation.Select && k == 0);
            Require(graph[operand].IsMask == wantsMask, $"kind of operand {k} of node {index} ({node.Operation})");
        }

        Require(node.Operation != KernelOperation.Load || node.A < columns, $"column of node {index}");
        Require(node.Operation != KernelOperation.Uniform || node.A < uniforms, $"uniform of node {index}");
    }

    private static void Require(bool holds, string what)
    {
        if (!holds)
        {
            throw new InvalidOperationException($"Malformed kernel: {what}. This is an error of the compiler.");
        }
    }
}
