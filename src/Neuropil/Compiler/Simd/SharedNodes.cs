namespace Neuropil.Compiler;

/// <summary>
/// Which operations give the same for all entities of a call, since they read nothing but shared columns beside constants and uniform values: the decay of
/// synapses that were last advanced together. They are computed once, before the loop.
/// </summary>
internal sealed class SharedNodes
{
    private readonly bool[] isShared;

    public SharedNodes(KernelGraph graph)
    {
        // Operands come before users. What reads no column at all the lowering has turned into a uniform value.
        isShared = new bool[graph.Nodes.Count];
        var isConstant = new bool[graph.Nodes.Count];
        for (int i = 0; i < isShared.Length; i++)
        {
            var node = graph[i];
            isConstant[i] = node.Operation is KernelOperation.Constant or KernelOperation.Uniform;
            bool reads = node.Operation == KernelOperation.LoadShared;
            bool isFree = reads;
            if (node.OperandCount > 0)
            {
                isFree = true;
                for (int k = 0; k < node.OperandCount; k++)
                {
                    int operand = node.Operand(k);
                    isFree &= isShared[operand] || isConstant[operand];
                    reads |= isShared[operand];
                }
            }

            isShared[i] = isFree && reads;
        }
    }

    /// <summary>Whether a node is the same for all entities of a call.</summary>
    public bool Contains(int node) => isShared[node];
}
