using System.Linq.Expressions;

namespace Neuropil.Compiler;

/// <summary>The code of one part: a loop over vectors of cells, which ends at the first with something to report.</summary>
/// <param name="columns">The address of the columns' addresses.</param>
/// <param name="uniforms">The address of the uniform values.</param>
/// <param name="constants">The address of the constants.</param>
/// <param name="begin">The first cell, a multiple of the lanes.</param>
/// <param name="end">One past the last, a multiple of the lanes.</param>
/// <param name="sink">The address of the <see cref="SpikeSink"/>.</param>
/// <returns>The cell to go on with; <paramref name="end"/> where all are done.</returns>
internal delegate int KernelBody(long columns, long uniforms, long constants, int begin, int end, long sink);

/// <summary>
/// Writes a part of a kernel as an expression tree in one of four widths, which the base library compiles in milliseconds. Each operation is
/// a local variable, in the order of <see cref="KernelSchedule"/>. A constant is read from memory, from a place of its own for each use: the
/// just-in-time compiler makes a memory operand of it, where it would keep an equal one in a register, and then spill that.
/// </summary>
internal sealed class KernelEmitter
{
    private readonly KernelGraph graph;
    private readonly LaneSet lanes;
    private readonly InlinedNodes inlined;
    private readonly SharedNodes shared;
    private readonly List<double> constants;
    private readonly ParameterExpression columnTable = Expression.Parameter(typeof(long), "columns");
    private readonly ParameterExpression uniformTable = Expression.Parameter(typeof(long), "uniforms");
    private readonly ParameterExpression constantTable = Expression.Parameter(typeof(long), "constants");
    private readonly ParameterExpression begin = Expression.Parameter(typeof(int), "begin");
    private readonly ParameterExpression end = Expression.Parameter(typeof(int), "end");
    private readonly ParameterExpression sink = Expression.Parameter(typeof(long), "sink");
    private readonly ParameterExpression index = Expression.Variable(typeof(int), "i");
    private readonly ParameterExpression offset = Expression.Variable(typeof(long), "offset");
    private readonly ParameterExpression alarm = Expression.Variable(typeof(ulong), "alarm");
    private readonly List<ParameterExpression> locals = [];
    private readonly List<Expression> prologue = [];
    private readonly List<Expression> body = [];
    private readonly Dictionary<int, ParameterExpression> columnAddress = [];
    private readonly ParameterExpression?[] variables;

    private KernelEmitter(KernelGraph graph, LaneSet lanes, List<double> constants)
    {
        this.graph = graph;
        this.lanes = lanes;
        this.constants = constants;
        inlined = new InlinedNodes(graph);
        shared = new SharedNodes(graph);
        variables = new ParameterExpression?[graph.Nodes.Count];
    }

    /// <summary>The part as a tree; the constants it reads are appended to <paramref name="constants"/>.</summary>
    public static Expression<KernelBody> Emit(KernelGraph graph, LaneSet lanes, List<double> constants) => new KernelEmitter(graph, lanes, constants).Build();

    private Expression<KernelBody> Build()
    {
        var pending = graph.Stores.ToList();
        foreach (int node in KernelSchedule.Order(graph, inlined, lanes.Registers))
        {
            variables[node] = Local(graph[node].IsLoad ? lanes.Vector : lanes.ResultOf(graph[node].Operation), $"n{node}", Compute(node),
                shared.Contains(node) ? prologue : body);
            EmitStores(pending.FindAll(store => store.Node == node && IsRead(store.Column)), pending);
        }

        EmitStores(pending.ToList(), pending);
        return Loop();
    }

    // A call within the loop would make the compiler keep addresses on the stack, and read them back for every vector: behind one the part returns.
    private Expression<KernelBody> Loop()
    {
        var done = Expression.Label(typeof(int), "done");
        if (graph.Alarm >= 0)
        {
            locals.Add(alarm);
            body.Add(Expression.Assign(alarm, Bits(graph.Alarm)));
        }

        body.Add(Expression.AddAssign(index, Expression.Constant(lanes.Lanes)));
        body.Add(Expression.AddAssign(offset, Expression.Constant((long)lanes.Lanes * lanes.ElementSize)));
        if (graph.Alarm >= 0)
        {
            body.Add(Expression.IfThen(Expression.NotEqual(alarm, Expression.Constant(0UL)), Expression.Block([.. Rare(), Expression.Return(done, index)])));
        }

        prologue.Add(Expression.Assign(index, begin));
        prologue.Add(Expression.Assign(offset, Expression.Multiply(Expression.Convert(begin, typeof(long)), Expression.Constant((long)lanes.ElementSize))));
        prologue.Add(Expression.Loop(
            Expression.Block(
                Expression.IfThen(Expression.GreaterThanOrEqual(index, end), Expression.Return(done, end)),
                Expression.Block(body))));
        prologue.Add(Expression.Label(done, end));
        locals.Add(index);
        locals.Add(offset);
        return Expression.Lambda<KernelBody>(Expression.Block(locals, prologue), columnTable, uniformTable, constantTable, begin, end, sink);
    }

    private Expression Value(int node) => variables[node] is { } variable ? variable : Compute(node);

    private Expression Compute(int index)
    {
        var node = graph[index];
        switch (node.Operation)
        {
            case KernelOperation.Constant:
                constants.Add(node.Value);
                return lanes.Broadcast(Element(constantTable, constants.Count - 1));
            case KernelOperation.Uniform:
                return lanes.Broadcast(Element(uniformTable, node.A));
            case KernelOperation.LoadShared:
                return lanes.Broadcast(ColumnAddress(node.A));
            case KernelOperation.Load:
                return lanes.Load(Expression.Add(ColumnAddress(node.A), offset));
            case KernelOperation.LoadArrivals:
                return lanes.LoadArrivals(ArrivalAddress(node.A), Element(uniformTable, node.B));
            default:
                var operands = new Expression[node.OperandCount];
                for (int k = 0; k < operands.Length; k++)
                {
                    operands[k] = Value(node.Operand(k));
                }

                return lanes.Call(node.Operation, operands);
        }
    }

    private BinaryExpression Element(Expression table, int index) => Expression.Add(table, Expression.Constant((long)index * lanes.ElementSize));

    // A value is stored as soon as it is there, which frees its register, unless the column's old value has still to be read.
    private bool IsRead(int column)
    {
        for (int i = 0; i < variables.Length; i++)
        {
            if (graph[i].IsLoad && graph[i].A == column)
            {
                return variables[i] is not null || !inlined.HasVariable(i);
            }
        }

        return true;
    }

    private void EmitStores(List<KernelStore> ready, List<KernelStore> pending)
    {
        foreach (var store in ready)
        {
            body.Add(graph[store.Node].Operation == KernelOperation.NoArrivals
                ? lanes.ClearArrivals(ArrivalAddress(store.Column))
                : store.IsSeldomNew ? lanes.StoreChanged(Expression.Add(ColumnAddress(store.Column), offset), Value(store.Node))
                : lanes.Store(Expression.Add(ColumnAddress(store.Column), offset), Value(store.Node)));
            pending.Remove(store);
        }
    }

    // One branch a vector leads here; what is behind it is computed here, and where it is seldom taken costs nothing. The index is that of the next vector.
    // All masks are looked at before the first call: a vector that lived across a call would be kept on the stack, and written there for every vector of cells.
    private IEnumerable<Expression> Rare()
    {
        var first = Expression.Subtract(index, Expression.Constant(lanes.Lanes));
        var notFinite = Kept("notFinite");
        var spiked = Kept("spiked");
        var overwritten = graph.Overwritten.Select((_, i) => Kept($"overwritten{i}")).ToList();
        yield return Expression.Assign(notFinite, KnownBits(graph.NotFinite));
        yield return Expression.Assign(spiked, KnownBits(graph.Spiked));
        for (int i = 0; i < overwritten.Count; i++)
        {
            yield return Expression.Assign(overwritten[i], KnownBits(graph.Overwritten[i]));
        }

        yield return Expression.Call(typeof(SpikeSink), nameof(SpikeSink.Append), null, sink, first, spiked, notFinite);
        if (overwritten.Count > 0)
        {
            yield return Expression.IfThen(
                Expression.NotEqual(notFinite, Expression.Constant(0UL)),
                Expression.Block(overwritten.Select((mask, i) => Expression.Call(
                    typeof(SpikeSink), nameof(SpikeSink.Overwritten), null, sink, first, mask, Expression.Constant(i)))));
        }

        Expression KnownBits(int mask) => mask < 0 ? Expression.Constant(0UL) : mask == graph.Alarm ? alarm : Bits(mask);

        ParameterExpression Kept(string name)
        {
            var kept = Expression.Variable(typeof(ulong), name);
            locals.Add(kept);
            return kept;
        }
    }

    // The bits of a mask that has no variable. Where truth values are in mask registers, their bits come one by one and are joined as integers, in units that
    // have nothing else to do: the compiler would join them in vector registers.
    private Expression Bits(int mask)
    {
        var node = graph[mask];
        if (lanes.HasMaskRegisters && variables[mask] is null)
        {
            switch (node.Operation)
            {
                case KernelOperation.And:
                    return Expression.And(Bits(node.A), Bits(node.B));
                case KernelOperation.Or:
                    return Expression.Or(Bits(node.A), Bits(node.B));
            }
        }

        return lanes.Bits(Value(mask));
    }

    // Arrivals are 64 bits also where numbers are 32.
    private BinaryExpression ArrivalAddress(int column)
    {
        Expression place = lanes.ElementSize == sizeof(long) ? offset : Expression.Add(offset, offset);
        return Expression.Add(ColumnAddress(column), place);
    }

    private ParameterExpression ColumnAddress(int column)
    {
        if (!columnAddress.TryGetValue(column, out var address))
        {
            var slot = Expression.Add(columnTable, Expression.Constant((long)column * sizeof(long)));
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
