using Neuropil.Compiler;

namespace Neuropil.Tests.Compiler.Passes;

/// <summary>
/// What a kernel means, for one cell, in plain C# doubles: the parts one after another; in each, all nodes from the columns as the part finds them,
/// then the stores. No scheduling, no vectors, and nothing of the compiler but its data.
/// </summary>
internal static class SlowKernel
{
    /// <summary>The columns after the kernel, and the spike masks of its last part (null where there is none).</summary>
    public sealed record Outcome(double[] Columns, bool? Spiked, bool? NotFinite);

    public static Outcome Run(IReadOnlyList<KernelGraph> parts, double[] columns, double[] uniforms)
    {
        var after = (double[])columns.Clone();
        (bool? spiked, bool? notFinite) = (null, null);
        foreach (var part in parts)
        {
            var (values, masks) = Nodes(part, after, uniforms);
            foreach (var store in part.Stores)
            {
                after[store.Column] = values[store.Node];
            }

            spiked = part.Spiked < 0 ? null : masks[part.Spiked];
            notFinite = part.NotFinite < 0 ? null : masks[part.NotFinite];
        }

        return new Outcome(after, spiked, notFinite);
    }

    /// <summary>The value of one node.</summary>
    public static double Value(KernelGraph graph, int node, double[] columns, double[] uniforms) => Nodes(graph, columns, uniforms).Values[node];

    private static (double[] Values, bool[] Masks) Nodes(KernelGraph graph, double[] columns, double[] uniforms)
    {
        var values = new double[graph.Nodes.Count];
        var masks = new bool[graph.Nodes.Count];
        for (int i = 0; i < values.Length; i++)
        {
            var node = graph[i];
            double X(int operand) => operand >= 0 ? values[operand] : double.NaN;
            switch (node.Operation)
            {
                case KernelOperation.Constant:
                    values[i] = BitConverter.Int64BitsToDouble(node.Bits);
                    break;
                case KernelOperation.Uniform:
                    values[i] = uniforms[node.A];
                    break;
                case KernelOperation.Load or KernelOperation.LoadShared:
                    values[i] = columns[node.A];
                    break;
                case KernelOperation.Select:
                    values[i] = masks[node.A] ? X(node.B) : X(node.C);
                    break;
                case >= KernelOperation.Less and <= KernelOperation.Not:
                    masks[i] = node.Operation switch
                    {
                        KernelOperation.Less => X(node.A) < X(node.B),
                        KernelOperation.LessOrEqual => X(node.A) <= X(node.B),
                        KernelOperation.Equal => X(node.A) == X(node.B),
                        KernelOperation.And => masks[node.A] && masks[node.B],
                        KernelOperation.Or => masks[node.A] || masks[node.B],
                        _ => !masks[node.A],
                    };
                    break;
                default:
                    values[i] = Number(node.Operation, X(node.A), X(node.B), X(node.C));
                    break;
            }
        }

        return (values, masks);
    }

    private static double Number(KernelOperation operation, double a, double b, double c) => operation switch
    {
        KernelOperation.Add => a + b,
        KernelOperation.Subtract => a - b,
        KernelOperation.Multiply => a * b,
        KernelOperation.Divide => a / b,
        KernelOperation.FusedMultiplyAdd => Math.FusedMultiplyAdd(a, b, c),
        KernelOperation.FusedMultiplySubtract => Math.FusedMultiplyAdd(a, b, -c),
        KernelOperation.FusedNegatedMultiplyAdd => Math.FusedMultiplyAdd(-a, b, c),
        KernelOperation.Negate => -a,
        KernelOperation.Absolute => Math.Abs(a),
        KernelOperation.CopySign => Math.CopySign(a, b),
        KernelOperation.SquareRoot => Math.Sqrt(a),
        KernelOperation.Minimum => a < b ? a : b,
        KernelOperation.Maximum => a > b ? a : b,
        KernelOperation.RoundToEven => Math.Round(a, MidpointRounding.ToEven),
        KernelOperation.ShiftIntoExponent => BitConverter.Int64BitsToDouble(BitConverter.DoubleToInt64Bits(a) << 52),
        KernelOperation.Exponent => Math.ILogB(a),
        KernelOperation.Fraction => Math.ScaleB(a, -Math.ILogB(a)),
        _ => throw new NotSupportedException(operation.ToString()),
    };
}
