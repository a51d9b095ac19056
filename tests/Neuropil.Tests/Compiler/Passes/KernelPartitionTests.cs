using Neuropil.Compiler;

namespace Neuropil.Tests.Compiler.Passes;

/// <summary>Parts of bounded size, cut between mechanisms where possible, with the values of the whole.</summary>
public class KernelPartitionTests
{
    [Fact]
    public void A_kernel_that_fits_is_one_part_without_scratch()
    {
        var (graph, columns) = Chains(10, 10);
        Assert.Same(graph, Assert.Single(KernelPartition.Cut(graph, [12], columns, largestPart: graph.Nodes.Count)));
        Assert.DoesNotContain(columns, column => column.Kind == ColumnKind.Scratch);
    }

    [Fact]
    public void A_cut_falls_on_the_border_of_a_mechanism()
    {
        // Nodes 0 to 11 and 12 to 23; 15 would fit, but the border is at 12.
        var (graph, columns) = Chains(10, 10);
        var parts = KernelPartition.Cut(graph, [12], columns, largestPart: 15);
        Assert.Equal([10, 10], parts.Select(Computed));
        Assert.DoesNotContain(columns, column => column.Kind == ColumnKind.Scratch);
    }

    [Fact]
    public void Small_mechanisms_share_a_part()
    {
        var (graph, columns) = Chains(10, 10, 10, 10, 10);
        var parts = KernelPartition.Cut(graph, [12, 24, 36, 48], columns, largestPart: 30);
        Assert.Equal([20, 20, 10], parts.Select(Computed));
    }

    [Fact]
    public void A_mechanism_larger_than_a_part_is_cut_into_equal_pieces()
    {
        var (graph, columns) = Chains(98);
        var parts = KernelPartition.Cut(graph, [], columns, largestPart: 40);
        Assert.Equal([31, 33, 34], parts.Select(Computed));
        Assert.Equal(2, columns.Count(column => column.Kind == ColumnKind.Scratch));
    }

    [Fact]
    public void A_value_is_passed_once_and_what_is_free_is_read_again()
    {
        var graph = new KernelGraph(isSingle: false);
        var columns = RandomGraph.States(3);
        int shared = graph.Add(graph.Multiply(graph.Load(0), graph.Uniform(0)), graph.Constant(2));
        int border = graph.Nodes.Count;
        int sum = graph.Multiply(graph.Add(shared, graph.Load(0)), graph.Subtract(shared, graph.Uniform(0)));
        graph.Stores.Add(new KernelStore(1, graph.Add(sum, graph.Constant(2))));
        var parts = KernelPartition.Cut(graph, [border], columns, largestPart: 5);
        Assert.Equal(2, parts.Count);
        Assert.Single(columns, column => column.Kind == ColumnKind.Scratch);
        Assert.Equal([3, 0], parts[1].Nodes.Where(node => node.Operation == KernelOperation.Load).Select(node => node.A));
        Assert.Equal([3], parts[0].Stores.Select(store => store.Column));
    }

    [Fact]
    public void A_truth_value_of_an_earlier_part_is_made_again()
    {
        var graph = new KernelGraph(isSingle: false);
        var columns = RandomGraph.States(3);
        int truth = graph.Less(graph.Negate(graph.Load(0)), graph.Load(1));
        graph.Stores.Add(new KernelStore(2, graph.Select(truth, graph.Absolute(graph.Load(2)), graph.Load(0))));
        var parts = KernelPartition.Cut(graph, [4], columns, largestPart: 4);
        Assert.Equal([1, 1], parts.Select(part => part.Nodes.Count(node => node.IsMask)));
        Assert.Single(columns, column => column.Kind == ColumnKind.Scratch);
        KernelVerifier.Verify(parts, columns, uniforms: 0);
    }

    [Fact]
    public void A_column_is_stored_after_its_last_reader()
    {
        var graph = new KernelGraph(isSingle: false);
        var columns = RandomGraph.States(2);
        int early = graph.Negate(graph.Load(0));
        int border = graph.Nodes.Count;
        int late = graph.Absolute(graph.Add(graph.Load(0), early));
        graph.Stores.Add(new KernelStore(0, early));
        graph.Stores.Add(new KernelStore(1, late));
        var parts = KernelPartition.Cut(graph, [border], columns, largestPart: 2);
        Assert.Equal(2, parts.Count);
        Assert.DoesNotContain(parts[0].Stores, store => store.Column == 0);
        Assert.Contains(parts[1].Stores, store => store.Column == 0);
    }

    [Fact]
    public void A_copied_column_is_read_before_it_is_written()
    {
        // y := x in the last part, which reads y; x := -x in the first.
        var graph = new KernelGraph(isSingle: false);
        var columns = RandomGraph.States(3);
        graph.Stores.Add(new KernelStore(0, graph.Negate(graph.Load(0))));
        graph.Stores.Add(new KernelStore(1, graph.Load(0)));
        graph.Stores.Add(new KernelStore(2, graph.Negate(graph.Load(1))));
        var parts = KernelPartition.Cut(graph, [2], columns, largestPart: 2);
        Assert.Equal(2, parts.Count);
        Assert.Equal([-5, 5, -7], SlowKernel.Run(parts, [5, 7, 9, .. new double[columns.Count - 3]], []).Columns[..3]);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(10)]
    [InlineData(40)]
    [InlineData(int.MaxValue)]
    public void Parts_of_any_graph_keep_its_values_and_the_limit(int largestPart)
        => RandomGraph.Check(random =>
        {
            var columns = RandomGraph.States(RandomGraph.Columns);
            var parts = KernelPartition.Cut(random.Graph, random.Borders, columns, largestPart);
            KernelVerifier.Verify(parts, columns, RandomGraph.Uniforms);
            random.AssertSameOutcome(parts, columns.Count);
            Assert.All(parts, part => Assert.InRange(Computed(part), 0, largestPart));
        });

    // What a part computes itself. Truth values are repeated and do not count.
    private static int Computed(KernelGraph part) => part.Nodes.Count(node => node.HasOperands && !node.IsMask);

    // Mechanisms that have nothing in common: each loads a column and a constant, and multiplies so many times.
    private static (KernelGraph Graph, List<KernelColumn> Columns) Chains(params int[] lengths)
    {
        var graph = new KernelGraph(isSingle: false);
        for (int chain = 0; chain < lengths.Length; chain++)
        {
            int value = graph.Load(chain);
            int factor = graph.Constant(chain + 2);
            for (int i = 0; i < lengths[chain]; i++)
            {
                value = graph.Multiply(value, factor);
            }

            graph.Stores.Add(new KernelStore(chain, value));
        }

        return (graph, RandomGraph.States(lengths.Length));
    }
}
