using System.Linq.Expressions;
using Neuropil.Compiler;

namespace Neuropil.Tests.Compiler.Passes;

/// <summary>The emitted loop does what the graph says, whatever order of operations and stores was chosen.</summary>
public class KernelEmitterTests
{
    public static TheoryData<LaneWidth> Widths() => [LaneWidth.Scalar, LaneWidth.Bits128, LaneWidth.Bits256, LaneWidth.Bits512];

    [Theory]
    [MemberData(nameof(Widths))]
    public void Any_graph_has_the_values_of_slow_evaluation(LaneWidth width)
        => RandomGraph.Check(maxTests: 40, holds: random =>
        {
            var graph = FusedMultiplyAddContraction.Apply(random.Graph, []).Graph;
            var expected = SlowKernel.Run([graph], random.ColumnValues, random.UniformValues);
            var actual = EmittedKernel.Run([graph], width, random.ColumnValues, random.UniformValues);
            Assert.Equal(expected.Columns, actual.Columns);

            Assert.Equal(expected.Spiked, actual.Spiked);

            // Without an alarm of its own, a cell that is not finite is looked for only among those that spike.
            bool? notFinite = expected.NotFinite is { } found ? found && (expected.Spiked ?? true) : null;
            Assert.Equal(notFinite, actual.NotFinite);
        });

    [Theory]
    [MemberData(nameof(Widths))]
    public void Columns_that_are_exchanged_are_both_read_before_either_is_written(LaneWidth width)
    {
        var graph = new KernelGraph(isSingle: false);
        var (x, y) = (graph.Load(0), graph.Load(1));
        graph.Stores.Add(new KernelStore(0, y));
        graph.Stores.Add(new KernelStore(1, x));
        Assert.Equal([7, 5], EmittedKernel.Run([graph], width, [5, 7], []).Columns);
    }

    [Theory]
    [MemberData(nameof(Widths))]
    public void What_is_written_only_where_it_changes_is_compared_by_its_bits(LaneWidth width)
    {
        double[] numbers = [0, -0.0, 1, double.Epsilon, double.NaN, double.PositiveInfinity];
        foreach (double old in numbers)
        {
            foreach (double value in numbers)
            {
                var graph = new KernelGraph(isSingle: false);
                graph.Stores.Add(new KernelStore(0, graph.Load(1)) { IsSeldomNew = true });
                double written = EmittedKernel.Run([graph], width, [old, value], []).Columns[0];
                Assert.Equal(BitConverter.DoubleToInt64Bits(value), BitConverter.DoubleToInt64Bits(written));
            }
        }
    }

    [Theory]
    [MemberData(nameof(Widths))]
    public void What_all_share_is_computed_once_before_the_loop(LaneWidth width)
    {
        // Twenty operations on a shared number and a uniform one, a truth value among them; two on what each has to itself.
        var graph = new KernelGraph(isSingle: false);
        int shared = graph.LoadShared(1);
        for (int i = 0; i < 9; i++)
        {
            shared = graph.Add(graph.Multiply(shared, graph.Uniform(0)), graph.Constant(i));
        }

        shared = graph.Select(graph.Less(graph.LoadShared(1), graph.Constant(3)), shared, graph.Negate(shared));
        graph.Stores.Add(new KernelStore(0, graph.Add(graph.Multiply(graph.Load(0), shared), graph.LoadShared(1))));
        foreach (double number in new[] { 2.0, 5.0 })
        {
            var expected = SlowKernel.Run([graph], [7, number], [0.75]);
            Assert.Equal(expected.Columns, EmittedKernel.Run([graph], width, [7, number], [0.75]).Columns);
        }

        var loop = new Loops();
        loop.Visit(KernelEmitter.Emit(graph, LaneSet.Of(width, isSingle: false), []));
        Assert.InRange(loop.Assignments, 3, 6); // a load, two operations, the index and the offset
    }

    [Theory]
    [MemberData(nameof(Widths))]
    public void A_column_is_not_written_before_a_later_operation_has_read_it(LaneWidth width)
    {
        // The new x is there at once; y needs the old one at the end of a chain.
        var graph = new KernelGraph(isSingle: false);
        int late = graph.Load(1);
        for (int i = 0; i < 30; i++)
        {
            late = graph.Add(late, graph.Constant(1));
        }

        graph.Stores.Add(new KernelStore(0, graph.Negate(graph.Load(1))));
        graph.Stores.Add(new KernelStore(1, graph.Multiply(late, graph.Load(0))));
        Assert.Equal([-7, 5 * 37], EmittedKernel.Run([graph], width, [5, 7], []).Columns);
    }

    /// <summary>Counts what is assigned within loops.</summary>
    private sealed class Loops : ExpressionVisitor
    {
        private int depth;

        public int Assignments { get; private set; }

        protected override Expression VisitLoop(LoopExpression node)
        {
            depth++;
            var visited = base.VisitLoop(node);
            depth--;
            return visited;
        }

        protected override Expression VisitBinary(BinaryExpression node)
        {
            Assignments += depth > 0 && node.NodeType is ExpressionType.Assign or ExpressionType.AddAssign ? 1 : 0;
            return base.VisitBinary(node);
        }
    }
}
