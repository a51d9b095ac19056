using System.Runtime.CompilerServices;

namespace Neuropil.Compiler;

/// <summary>
/// Checks a kernel after the passes: operands stand before their users and are as many as the operation has, masks and numbers are not mixed,
/// indices exist, and no part reads a column that an earlier one has overwritten, or a scratch column that none has filled.
/// </summary>
internal static class KernelVerifier
{
    /// <exception cref="InvalidOperationException">The kernel is malformed, which is an error of the compiler.</exception>
    public static void Verify(IReadOnlyList<KernelGraph> parts, IReadOnlyList<KernelColumn> columns, int uniforms)
    {
        var written = new HashSet<int>();
        foreach (var graph in parts)
        {
            for (int i = 0; i < graph.Nodes.Count; i++)
            {
                VerifyNode(graph, i, columns.Count, uniforms);
                VerifyRead(graph[i], i, columns, uniforms, written);
            }

            foreach (var store in graph.Stores)
            {
                Require(IsNode(graph, store.Node) && !graph[store.Node].IsMask && store.Column >= 0 && store.Column < columns.Count,
                    $"store to column {store.Column}");
                bool isArrival = columns[store.Column].Kind == ColumnKind.Arrival;
                Require(isArrival == (graph[store.Node].Operation == KernelOperation.NoArrivals), $"kind of store to column {store.Column}");
                Require(written.Add(store.Column), $"second store to column {store.Column}");
            }

            Require(graph.Spiked == -1 || (IsNode(graph, graph.Spiked) && graph[graph.Spiked].IsMask), $"spikes at node {graph.Spiked}");
            Require(graph.NotFinite == -1 || (IsNode(graph, graph.NotFinite) && graph[graph.NotFinite].IsMask), $"not finite at node {graph.NotFinite}");
            Require(graph.Masks.All(mask => IsNode(graph, mask) && graph[mask].IsMask), $"alarm at node {graph.Alarm}, or a mask of overwritten values");
        }
    }

    private static void VerifyNode(KernelGraph graph, int index, int columns, int uniforms)
    {
        var node = graph[index];
        int operands = OperandsOf(node.Operation);
        for (int k = 0; k < 3 && node.HasOperands; k++)
        {
            int operand = node.Operand(k);
            Require(k < operands ? operand >= 0 && operand < index : operand == -1, $"operand {k} of node {index} ({node.Operation})");
            bool wantsMask = node.Operation is KernelOperation.And or KernelOperation.Or or KernelOperation.Not
                || (node.Operation == KernelOperation.Select && k == 0);
            bool isKind = operand == -1 || (graph[operand].IsMask == wantsMask && graph[operand].Operation != KernelOperation.NoArrivals);
            Require(isKind, $"kind of operand {k} of node {index} ({node.Operation})");
        }

        Require(!(node.IsLoad || node.Operation == KernelOperation.LoadShared) || (node.A >= 0 && node.A < columns), $"column of node {index}");
        Require(node.Operation != KernelOperation.Uniform || (node.A >= 0 && node.A < uniforms), $"uniform of node {index}");
    }

    private static void VerifyRead(KernelNode node, int index, IReadOnlyList<KernelColumn> columns, int uniforms, HashSet<int> written)
    {
        if (node.IsLoad)
        {
            bool isArrival = node.Operation == KernelOperation.LoadArrivals;
            Require(isArrival == (columns[node.A].Kind == ColumnKind.Arrival), $"kind of column of node {index}");
            Require(!isArrival || (node.B >= 0 && node.B < uniforms), $"resolution of node {index}");
            bool isScratch = columns[node.A].Kind == ColumnKind.Scratch;
            Require(written.Contains(node.A) == isScratch, $"{(isScratch ? "empty scratch" : "overwritten")} column {node.A} read");
        }
    }

    private static int OperandsOf(KernelOperation operation) => operation switch
    {
        KernelOperation.Constant or KernelOperation.Uniform or KernelOperation.NoArrivals or KernelOperation.LoadShared or KernelOperation.Load
            or KernelOperation.LoadArrivals => 0,
        KernelOperation.Negate or KernelOperation.Absolute or KernelOperation.SquareRoot or KernelOperation.RoundToEven
            or KernelOperation.ShiftIntoExponent or KernelOperation.Exponent or KernelOperation.Fraction or KernelOperation.Not => 1,
        KernelOperation.FusedMultiplyAdd or KernelOperation.FusedMultiplySubtract or KernelOperation.FusedNegatedMultiplyAdd or KernelOperation.Select => 3,
        _ => 2,
    };

    private static bool IsNode(KernelGraph graph, int index) => index >= 0 && index < graph.Nodes.Count;

    private static void Require(bool holds, [InterpolatedStringHandlerArgument(nameof(holds))] ref Fault what)
    {
        if (!holds)
        {
            throw new InvalidOperationException($"Malformed kernel: {what.Text()}. This is an error of the compiler.");
        }
    }

    // A text that is made only where something is wrong: there are eight of them for each node.
    [InterpolatedStringHandler]
    private ref struct Fault
    {
        private DefaultInterpolatedStringHandler text;

        public Fault(int literalLength, int formattedCount, bool holds, out bool isWritten)
        {
            isWritten = !holds;
            text = holds ? default : new DefaultInterpolatedStringHandler(literalLength, formattedCount);
        }

        public void AppendLiteral(string literal) => text.AppendLiteral(literal);

        public void AppendFormatted<T>(T value) => text.AppendFormatted(value);

        public string Text() => text.ToStringAndClear();
    }
}
