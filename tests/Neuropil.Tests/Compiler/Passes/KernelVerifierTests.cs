using Neuropil.Compiler;

namespace Neuropil.Tests.Compiler.Passes;

/// <summary>Every kind of malformed kernel is refused, and the message names what is wrong.</summary>
public class KernelVerifierTests
{
    private static readonly Dictionary<string, Action<KernelGraph>> Broken = new()
    {
        ["operand 1 of node 1 (Add)"] = graph => graph.Add(graph.Load(0), 5),
        ["operand 0 of node 0 (Negate)"] = graph => graph.Negate(-1),
        ["operand 1 of node 1 (Minimum)"] = graph => graph.Binary(KernelOperation.Minimum, graph.Load(0), -1),
        ["operand 2 of node 2 (FusedMultiplyAdd)"] = graph => graph.Add(new KernelNode(KernelOperation.FusedMultiplyAdd, graph.Load(0), graph.Load(1))),
        ["operand 1 of node 1 (Absolute)"] = graph => graph.Binary(KernelOperation.Absolute, graph.Load(0), 0),
        ["kind of operand 0 of node 3 (Add)"] = graph => graph.Add(graph.Less(graph.Load(0), graph.Load(1)), 0),
        ["kind of operand 1 of node 3 (And)"] = graph => graph.And(graph.Less(graph.Load(0), graph.Load(1)), 0),
        ["kind of operand 0 of node 2 (Select)"] = graph => graph.Select(graph.Load(0), graph.Load(1), 0),
        ["kind of operand 2 of node 3 (Select)"] = graph => graph.Select(graph.Less(graph.Load(0), graph.Load(1)), 0, 2),
        ["column of node 0"] = graph => graph.Load(Columns),
        ["column of node 1"] = graph => graph.Load(graph.Load(0) - 1),
        ["uniform of node 0"] = graph => graph.Uniform(Uniforms),
        ["uniform of node 1"] = graph => graph.Uniform(graph.Uniform(0) - 1),
        ["store to column 0"] = graph => graph.Stores.Add(new KernelStore(0, graph.Less(graph.Load(0), graph.Load(1)))),
        ["store to column 1"] = graph => graph.Stores.Add(new KernelStore(1, graph.Load(0) + 1)),
        ["store to column 2"] = graph => graph.Stores.Add(new KernelStore(2, graph.Load(0) - 1)),
        ["store to column 3"] = graph => graph.Stores.Add(new KernelStore(Columns, graph.Load(0))),
        ["second store to column 0"] = graph => graph.Stores.AddRange([new KernelStore(0, graph.Load(0)), new KernelStore(0, graph.Load(1))]),
        ["store to column -1"] = graph => graph.Stores.Add(new KernelStore(-1, graph.Load(0))),
        ["spikes at node 0"] = graph => graph.Spiked = graph.Load(0),
        ["spikes at node 7"] = graph => graph.Spiked = 7,
        ["not finite at node 0"] = graph => graph.NotFinite = graph.Load(0),
    };

    private const int Columns = 3;
    private const int Uniforms = 2;
    private const int Scratch = Columns - 1;

    private static readonly List<KernelColumn> AllColumns =
        [.. RandomGraph.States(Columns - 1), new KernelColumn(ColumnKind.Scratch, "scratch 0", Dimension.None)];

    public static TheoryData<string> Names() => new(Broken.Keys);

    [Theory]
    [MemberData(nameof(Names))]
    public void A_broken_kernel_is_refused_by_name(string what)
    {
        var graph = new KernelGraph(isSingle: false);
        Broken[what](graph);
        AssertRefused(what, graph);
    }

    [Fact]
    public void A_broken_later_part_is_refused_too()
    {
        var (good, bad) = (new KernelGraph(isSingle: false), new KernelGraph(isSingle: false));
        good.Negate(good.Load(0));
        bad.Load(Columns);
        AssertRefused("column of node 0", good, bad);
    }

    [Fact]
    public void A_column_that_an_earlier_part_has_overwritten_is_not_read()
    {
        var (first, second) = (new KernelGraph(isSingle: false), new KernelGraph(isSingle: false));
        first.Stores.Add(new KernelStore(0, first.Load(1)));
        second.Stores.Add(new KernelStore(1, second.Load(0)));
        AssertRefused("overwritten column 0 read", first, second);
    }

    [Fact]
    public void A_scratch_column_is_read_only_after_it_is_filled()
    {
        var (fills, reads) = (new KernelGraph(isSingle: false), new KernelGraph(isSingle: false));
        fills.Stores.Add(new KernelStore(Scratch, fills.Load(0)));
        reads.Stores.Add(new KernelStore(0, reads.Load(Scratch)));
        KernelVerifier.Verify([fills, reads], AllColumns, Uniforms);
        AssertRefused($"empty scratch column {Scratch} read", reads, fills);
    }

    [Fact]
    public void Any_sound_kernel_passes()
        => RandomGraph.Check(random => KernelVerifier.Verify([random.Graph], RandomGraph.States(RandomGraph.Columns), RandomGraph.Uniforms));

    private static void AssertRefused(string what, params KernelGraph[] parts)
    {
        var error = Assert.Throws<InvalidOperationException>(() => KernelVerifier.Verify(parts, AllColumns, Uniforms));
        Assert.Equal($"Malformed kernel: {what}. This is an error of the compiler.", error.Message);
    }
}
