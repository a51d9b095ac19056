namespace Neuropil.Compiler;

/// <summary>
/// Which nodes are written inside their only user, without a variable of their own: truth values, which then stay in mask registers, and
/// everything that only the rare branch for values that are not finite needs.
/// </summary>
internal sealed class InlinedNodes
{
    private readonly KernelGraph graph;
    private readonly int[] uses;
    private readonly bool[] isInlined;

    public InlinedNodes(KernelGraph graph)
    {
        this.graph = graph;
        uses = KernelUses.Count(graph);
        isInlined = new bool[graph.Nodes.Count];
        for (int i = 0; i < isInlined.Length; i++)
        {
            isInlined[i] = graph[i].IsMask && uses[i] == 1;
        }

        if (graph.NotFinite >= 0)
        {
            InlineAll(graph.NotFinite);
        }
    }

    /// <summary>Whether a node is computed into a variable.</summary>
    public bool HasVariable(int node) => uses[node] > 0 && !isInlined[node] && (graph[node].HasOperands || graph[node].IsLoad);

    /// <summary>The nodes with variables that a node's computation reads.</summary>
    public IEnumerable<int> OperandsOf(int node)
    {
        for (int k = 0; k < graph[node].OperandCount; k++)
        {
            foreach (int read in Reads(graph[node].Operand(k)))
            {
                yield return read;
            }
        }
    }

    /// <summary>The nodes with variables that the spike masks read at the end.</summary>
    public IEnumerable<int> OperandsOfMasks() => new[] { graph.Spiked, graph.NotFinite }.Where(mask => mask >= 0).SelectMany(Reads).Distinct();

    private IEnumerable<int> Reads(int node) => HasVariable(node) ? [node] : OperandsOf(node);

    private void InlineAll(int node)
    {
        if (uses[node] == 1 && graph[node].HasOperands)
        {
            isInlined[node] = true;
            for (int k = 0; k < graph[node].OperandCount; k++)
            {
                InlineAll(graph[node].Operand(k));
            }
        }
    }
}
