namespace Neuropil.Compiler;

/// <summary>
/// Which nodes are written inside their users, without a variable of their own: truth values with one user, which then stay in mask registers, and
/// everything that only the rare branch behind the alarm needs.
/// </summary>
internal sealed class InlinedNodes
{
    private readonly KernelGraph graph;
    private readonly int[] uses;
    private readonly int[] usesForAll; // by what is computed for every cell

    public InlinedNodes(KernelGraph graph)
    {
        this.graph = graph;
        uses = KernelUses.Count(graph);
        usesForAll = new int[graph.Nodes.Count];
        foreach (int root in graph.Stores.Select(store => store.Node).Append(graph.Alarm).Where(root => root >= 0))
        {
            Use(root);
        }
    }

    /// <summary>Whether a node is computed into a variable. A column is read into one also for the rare branch, before it is written.</summary>
    public bool HasVariable(int node) => graph[node].IsLoad
        ? uses[node] > 0
        : graph[node].HasOperands && usesForAll[node] > (graph[node].IsMask ? 1 : 0);

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

    /// <summary>The nodes with variables that the masks read at the end.</summary>
    public IEnumerable<int> OperandsOfMasks() => graph.Masks.SelectMany(Reads).Distinct();

    private IEnumerable<int> Reads(int node) => HasVariable(node) ? [node] : OperandsOf(node);

    private void Use(int node)
    {
        if (++usesForAll[node] > 1)
        {
            return;
        }

        for (int k = 0; k < graph[node].OperandCount; k++)
        {
            Use(graph[node].Operand(k));
        }
    }
}
