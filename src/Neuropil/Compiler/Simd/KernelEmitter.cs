using System.Linq.Expressions;

namespace Neuropil.Compiler;

/// <summary>The code of one part: a loop over vectors of cells.</summary>
/// <param name="columns">The address of the columns' addresses.</param>
/// <param name="uniforms">The address of the uniform values.</param>
/// <param name="begin">The first cell, a multiple of the lanes.</param>
/// <param name="end">One past the last, a multiple of the lanes.</param>
/// <param name="sink">The address of the <see cref="SpikeSink"/>.</param>
internal delegate void KernelBody(long columns, long uniforms, int begin, int end, long sink);

/// <summary>
/// Writes a part of a kernel as an expression tree in one of four widths, which the base library compiles in milliseconds. Values are local
/// variables, assigned in the order of their depth in the graph: neighbours are then independent, and the processor overlaps them
/// (docs/decisions/0003-kernels.md has the measurement against emission on demand).
/// </summary>
internal sealed class KernelEmitter
{
    private readonly KernelGraph graph;
    private readonly LaneSet lanes;
    private readonly ParameterExpression columns = Expression.Parameter(typeof(long), "columns");
    private readonly ParameterExpression uniforms = Expression.Parameter(typeof(long), "uniforms");
    private readonly ParameterExpression begin = Expression.Parameter(typeof(int), "begin");
    private readonly ParameterExpression end = Expression.Parameter(typeof(int), "end");
    private readonly ParameterExpression sink = Expression.Parameter(typeof(long), "sink");
    private readonly ParameterExpression index = Expression.Variable(typeof(int), "i");
    private readonly ParameterExpression offset = Expression.Variable(typeof(long), "offset");
    private readonly List<ParameterExpression> locals = [];
    private readonly List<Expression> prologue = [];
    private readonly List<Expression> body = [];
    private readonly Dictionary<int, ParameterExpression> columnAddress = [];
    private readonly Expression[] values;

    private KernelEmitter(KernelGraph graph, LaneSet lanes)
    {
        this.graph = graph;
        this.lanes = lanes;
        values = new Expression[graph.Nodes.Count];
    }

    /// <summary>The part as a tree.</summary>
    public static Expression<KernelBody> Emit(KernelGraph graph, LaneSet lanes) => new KernelEmitter(graph, lanes).Build();

    private Expression<KernelBody> Build()
    {
        foreach (int node in KernelSchedule.ByDepth(graph))
        {
            EmitNode(node);
        }

        foreach (var store in graph.Stores)
        {
            body.Add(lanes.Call("Store", Expression.Add(ColumnAddress(store.Column), offset), values[store.Node]));
        }

        if (graph.Spiked >= 0 || graph.NotFinite >= 0)
        {
            EmitSpikes();
        }

        body.Add(Expression.AddAssign(index, Expression.Constant(lanes.Lanes)));
        body.Add(Expression.AddAssign(offset, Expression.Constant((long)lanes.Lanes * lanes.ElementSize)));
        var done = Expression.Label("done");
        prologue.Add(Expression.Assign(index, begin));
        prologue.Add(Expression.Assign(offset, Expression.Multiply(Expression.Convert(begin, typeof(long)), Expression.Constant((long)lanes.ElementSize))));
        prologue.Add(Expression.Loop(
            Expression.Block(
                Expression.IfThen(Expression.GreaterThanOrEqual(index, end), Expression.Break(done)),
                Expression.Block(body)),
            done));
        locals.Add(index);
        locals.Add(offset);
        return Expression.Lambda<KernelBody>(Expression.Block(locals, prologue), columns, uniforms, begin, end, sink);
    }

    private void EmitNode(int index)
    {
        var node = graph[index];
        switch (node.Operation)
        {
            case KernelOperation.Constant:
                // Not a vector constant, which a tree would keep as an object: the just-in-time compiler makes one of the number.
                values[index] = lanes.Call("Constant", lanes.Element == typeof(float)
                    ? Expression.Constant((float)node.Value)
                    : Expression.Constant(node.Value));
                break;
            case KernelOperation.Uniform:
                var address = Expression.Add(uniforms, Expression.Constant((long)node.A * lanes.ElementSize));
                values[index] = Local(lanes.Vector, $"u{node.A}", lanes.Call("Broadcast", address), prologue);
                break;
            case KernelOperation.Load:
                values[index] = Local(lanes.Vector, $"n{index}", lanes.Call("Load", Expression.Add(ColumnAddress(node.A), offset)), body);
                break;
            default:
                var operands = new Expression[node.OperandCount];
                for (int k = 0; k < operands.Length; k++)
                {
                    operands[k] = values[node.Operand(k)];
                }

                values[index] = Local(node.IsMask ? lanes.Mask : lanes.Vector, $"n{index}", lanes.Call(node.Operation.ToString(), operands), body);
                break;
        }
    }

    // Looked at only where any lane spikes or is not finite. The test for the spike holds for NaN too, so that one branch serves both.
    private void EmitSpikes()
    {
        var noBits = Expression.Constant(0UL);
        Expression spiked = graph.Spiked >= 0 ? lanes.Call("Bits", values[graph.Spiked]) : lanes.Call("Bits", values[graph.NotFinite]);
        var bits = Expression.Variable(typeof(ulong), "spiked");
        locals.Add(bits);
        body.Add(Expression.Assign(bits, spiked));
        Expression notFinite = graph.NotFinite >= 0 ? lanes.Call("Bits", values[graph.NotFinite]) : noBits;
        body.Add(Expression.IfThen(
            Expression.NotEqual(bits, noBits),
            Expression.Call(typeof(SpikeSink), nameof(SpikeSink.Append), null, sink, index, graph.Spiked >= 0 ? bits : noBits, notFinite)));
    }

    private ParameterExpression ColumnAddress(int column)
    {
        if (!columnAddress.TryGetValue(column, out var address))
        {
            var slot = Expression.Add(columns, Expression.Constant((long)column * sizeof(long)));
            address = Local(typeof(long), $"c{column}", Expression.Call(typeof(LanesScalar), nameof(LanesScalar.Load), [typeof(long)], slot), prologue);
            columnAddress[column] = address;
        }

        return address;
    }

    private ParameterExpression Local(Type type, string name, Expression value, List<Expression> where)
    {
        var local = Expression.Variable(type, name);
        locals.Add(local);
        where.Add(Expression.Assign(local, value));
        return local;
    }
}
