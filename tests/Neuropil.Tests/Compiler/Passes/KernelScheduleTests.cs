using Neuropil.Compiler;

namespace Neuropil.Tests.Compiler.Passes;

/// <summary>The order in which a part's operations are emitted.</summary>
public class KernelScheduleTests
{
    private const int Many = 1000;

    [Theory]
    [InlineData(1)]
    [InlineData(12)]
    [InlineData(28)]
    [InlineData(Many)]
    public void In_any_graph_each_value_is_computed_once_and_before_its_users(int registers)
        => RandomGraph.Check(random =>
        {
            var graph = random.Graph;
            var inlined = new InlinedNodes(graph);
            var order = KernelSchedule.Order(graph, inlined, registers);
            Assert.Equal(Enumerable.Range(0, graph.Nodes.Count).Where(inlined.HasVariable), order.Order());
            for (int i = 0; i < order.Count; i++)
            {
                Assert.Subset(order[..i].ToHashSet(), Read(graph, order[i]).ToHashSet());
            }

            // What a node reads, followed by hand through what is written inside it: constants and uniforms need no place.
            IEnumerable<int> Read(KernelGraph of, int node) => Enumerable.Range(0, of[node].OperandCount).Select(of[node].Operand)
                .SelectMany(operand => !of[operand].HasOperands && of[operand].Operation != KernelOperation.Load ? []
                    : order.Contains(operand) ? [operand] : Read(of, operand));
        });

    [Fact]
    public void Constants_uniforms_and_a_truth_value_with_one_user_have_no_place()
    {
        var graph = new KernelGraph(isSingle: false);
        int load = graph.Load(0);
        int sum = graph.Add(load, graph.Constant(2));
        int product = graph.Multiply(load, graph.Uniform(0));
        graph.Stores.Add(new KernelStore(0, graph.Select(graph.Less(sum, product), sum, product)));
        Assert.Equal([load, sum, product, graph.Nodes.Count - 1], Order(graph, Many).Order());
    }

    [Fact]
    public void A_truth_value_with_two_users_has_a_place()
    {
        var graph = new KernelGraph(isSingle: false);
        int truth = graph.Less(graph.Load(0), graph.Load(1));
        graph.Stores.Add(new KernelStore(0, graph.Select(truth, 0, 1)));
        graph.Stores.Add(new KernelStore(1, graph.Select(truth, 1, 0)));
        Assert.Contains(truth, Order(graph, Many));
    }

    [Fact]
    public void What_only_the_check_for_finite_values_needs_is_left_to_its_rare_branch()
    {
        var graph = new KernelGraph(isSingle: false);
        int load = graph.Load(0);
        int sum = graph.Add(load, graph.Load(1));
        graph.Stores.Add(new KernelStore(0, sum));
        graph.Alarm = graph.Less(sum, load);
        int only = graph.Absolute(sum);
        graph.NotFinite = graph.Not(graph.Less(only, graph.Constant(double.PositiveInfinity)));
        Assert.DoesNotContain(only, Order(graph, Many));
        Assert.Contains(sum, Order(graph, Many));
    }

    [Fact]
    public void Unused_nodes_have_no_place()
    {
        var graph = new KernelGraph(isSingle: false);
        int unused = graph.Negate(graph.Load(0));
        graph.Stores.Add(new KernelStore(0, graph.Absolute(0)));
        Assert.DoesNotContain(unused, Order(graph, Many));
    }

    [Fact]
    public void Chains_that_wait_take_turns_while_registers_are_left()
    {
        var graph = Chains(4, length: 8);
        Assert.True(Turns(graph, Order(graph, Many)) > 16);
        Assert.Equal(3, Turns(graph, Order(graph, registers: 1)));
    }

    [Theory]
    [InlineData(2)]
    [InlineData(4)]
    [InlineData(12)]
    [InlineData(28)]
    public void No_more_values_are_begun_than_there_are_registers(int registers)
    {
        var graph = Chains(40, length: 8);
        int alive = MostAlive(graph, Order(graph, registers));
        Assert.InRange(alive, Math.Min(registers, 6) - 1, registers);
        Assert.True(MostAlive(graph, Order(graph, Many)) >= 6);
    }

    private static List<int> Order(KernelGraph graph, int registers) => KernelSchedule.Order(graph, new InlinedNodes(graph), registers);

    // Independent chains of dependent operations, one column each, in the graph one after another.
    private static KernelGraph Chains(int count, int length)
    {
        var graph = new KernelGraph(isSingle: false);
        for (int chain = 0; chain < count; chain++)
        {
            int value = graph.Load(chain);
            for (int i = 0; i < length; i++)
            {
                value = graph.Add(value, graph.Constant(1));
            }

            graph.Stores.Add(new KernelStore(chain, value));
        }

        return graph;
    }

    // How often the order goes from one chain to another.
    private static int Turns(KernelGraph graph, List<int> order)
    {
        var chainOf = new Dictionary<int, int>();
        foreach (int node in Enumerable.Range(0, graph.Nodes.Count).Where(node => graph[node].HasOperands || graph[node].Operation == KernelOperation.Load))
        {
            chainOf[node] = graph[node].Operation == KernelOperation.Load ? graph[node].A : chainOf[graph[node].A];
        }

        return order.Zip(order.Skip(1)).Count(pair => chainOf[pair.First] != chainOf[pair.Second]);
    }

    // Values computed and still to be read by another operation; a store takes its value at once.
    private static int MostAlive(KernelGraph graph, List<int> order)
    {
        int most = 0;
        for (int i = 0; i < order.Count; i++)
        {
            var later = order.Skip(i + 1).SelectMany(node => Enumerable.Range(0, graph[node].OperandCount).Select(graph[node].Operand)).ToHashSet();
            most = Math.Max(most, order.Take(i + 1).Count(later.Contains));
        }

        return most;
    }
}
