using Neuropil.Compiler;

namespace Neuropil.Tests.Compiler.Passes;

/// <summary>A product with one user joins the addition or subtraction that uses it.</summary>
public class FusedMultiplyAddContractionTests
{
    [Theory]
    [InlineData("a b + c", nameof(KernelOperation.FusedMultiplyAdd), 47)]
    [InlineData("c + a b", nameof(KernelOperation.FusedMultiplyAdd), 47)]
    [InlineData("a b - c", nameof(KernelOperation.FusedMultiplySubtract), 23)]
    [InlineData("c - a b", nameof(KernelOperation.FusedNegatedMultiplyAdd), -23)]
    public void A_product_and_a_sum_become_one_operation(string form, string expected, double value)
    {
        var graph = new KernelGraph(isSingle: false);
        var (product, c) = (graph.Multiply(graph.Load(0), graph.Load(1)), graph.Load(2));
        Store(graph, form switch
        {
            "a b + c" => graph.Add(product, c),
            "c + a b" => graph.Add(c, product),
            "a b - c" => graph.Subtract(product, c),
            _ => graph.Subtract(c, product),
        });
        var contracted = Contracted(graph);
        Assert.Equal(expected, Assert.Single(Operations(contracted)).ToString());
        Assert.Equal(value, SlowKernel.Run([contracted], [5, 7, 12, 0], []).Columns[3]);
    }

    [Fact]
    public void One_rounding_is_left_of_two()
    {
        // (1 + h)(1 - h) - 1 = -h^2 with h = 2^-30; rounded on its own, the product is 1.
        var graph = new KernelGraph(isSingle: false);
        Store(graph, graph.Subtract(graph.Multiply(graph.Load(0), graph.Load(1)), graph.Load(2)));
        double h = Math.ScaleB(1, -30);
        double[] columns = [1 + h, 1 - h, 1, 0];
        Assert.Equal(0, SlowKernel.Run([graph], columns, []).Columns[3]);
        Assert.Equal(-h * h, SlowKernel.Run([Contracted(graph)], columns, []).Columns[3]);
    }

    [Fact]
    public void A_product_with_two_users_stays()
    {
        var graph = new KernelGraph(isSingle: false);
        int product = graph.Multiply(graph.Load(0), graph.Load(1));
        Store(graph, graph.Subtract(graph.Add(product, graph.Load(2)), product));
        Assert.Equal([KernelOperation.Multiply, KernelOperation.Add, KernelOperation.Subtract], Operations(Contracted(graph)));
    }

    [Fact]
    public void A_square_that_is_added_to_itself_stays()
    {
        var graph = new KernelGraph(isSingle: false);
        int square = graph.Multiply(graph.Load(0), graph.Load(0));
        Store(graph, graph.Add(square, square));
        Assert.Equal([KernelOperation.Multiply, KernelOperation.Add], Operations(Contracted(graph)));
    }

    [Fact]
    public void A_product_that_is_stored_too_stays()
    {
        var graph = new KernelGraph(isSingle: false);
        int product = graph.Multiply(graph.Load(0), graph.Load(1));
        Store(graph, graph.Add(product, graph.Load(2)));
        graph.Stores.Add(new KernelStore(0, product));
        Assert.Equal([KernelOperation.Multiply, KernelOperation.Add], Operations(Contracted(graph)));
    }

    [Fact]
    public void Of_two_products_one_is_absorbed()
    {
        var graph = new KernelGraph(isSingle: false);
        Store(graph, graph.Add(graph.Multiply(graph.Load(0), graph.Load(1)), graph.Multiply(graph.Load(1), graph.Load(2))));
        var contracted = Contracted(graph);
        Assert.Equal([KernelOperation.Multiply, KernelOperation.FusedMultiplyAdd], Operations(contracted));
        Assert.Equal(35 + 84, SlowKernel.Run([contracted], [5, 7, 12, 0], []).Columns[3]);
    }

    [Fact]
    public void Borders_move_with_the_nodes_before_them_and_equal_ones_all_stay()
    {
        var graph = new KernelGraph(isSingle: false);
        int first = graph.Add(graph.Multiply(graph.Load(0), graph.Load(1)), graph.Load(2));
        int border = graph.Nodes.Count;
        int second = graph.Subtract(graph.Multiply(first, graph.Load(3)), first);
        int last = graph.Nodes.Count;
        Store(graph, graph.Negate(second));
        var (contracted, borders) = FusedMultiplyAddContraction.Apply(graph, [border, border, last]);
        Assert.Equal([4, 4, 6], borders);
        Assert.Equal([KernelOperation.FusedMultiplyAdd, KernelOperation.FusedMultiplySubtract, KernelOperation.Negate], Operations(contracted));
    }

    [Fact]
    public void Any_graph_keeps_its_values()
        => RandomGraph.Check(random => random.AssertSameOutcome([Contracted(random.Graph)]));

    private static KernelGraph Contracted(KernelGraph graph) => FusedMultiplyAddContraction.Apply(graph, []).Graph;

    private static void Store(KernelGraph graph, int node) => graph.Stores.Add(new KernelStore(3, node));

    private static KernelOperation[] Operations(KernelGraph graph) => [.. graph.Nodes.Where(node => node.HasOperands).Select(node => node.Operation)];
}
