using FsCheck;
using FsCheck.Fluent;
using Neuropil.Compiler;

namespace Neuropil.Tests.Compiler.Passes;

/// <summary>
/// Random kernel graphs whose values are integers below 2^50, so that every operation is exact, contracted or not: a pass that keeps the value keeps
/// all bits. Columns are read and written in all orders; truth values have several users.
/// </summary>
internal sealed class RandomGraph
{
    public const int Columns = 6;
    public const int Uniforms = 3;

    private readonly Random random;
    private readonly List<int> numbers = [];
    private readonly List<int> masks = [];
    private readonly Dictionary<int, double> size = [];

    private RandomGraph(int seed)
    {
        random = new Random(seed);
        Seed = seed;
        for (int i = 0; i < Columns; i++)
        {
            Keep(Graph.Load(i), 9);
        }

        for (int i = 0; i < Uniforms; i++)
        {
            Keep(Graph.Uniform(i), 9);
        }

        Keep(Graph.Constant(3), 3);
        masks.Add(Graph.Less(numbers[0], numbers[1]));
        int nodes = random.Next(10, 90);
        while (Graph.Nodes.Count < nodes)
        {
            if (random.Next(12) == 0)
            {
                Borders.Add(Graph.Nodes.Count);
            }

            Grow();
        }

        foreach (int column in Enumerable.Range(0, Columns).Where(_ => random.Next(3) > 0).OrderBy(_ => random.Next()))
        {
            // A late node mostly; now and then an input, which copies a column.
            int late = Math.Max(0, numbers.Count - 8);
            int stored = numbers[random.Next(4) == 0 ? random.Next(Columns) : random.Next(late, numbers.Count)];
            Graph.Stores.Add(new KernelStore(column, stored) { IsSeldomNew = random.Next(2) == 0 });
        }

        Graph.Spiked = random.Next(2) == 0 ? masks[^1] : -1;
        Graph.NotFinite = random.Next(2) == 0 ? masks[random.Next(masks.Count)] : -1;
        ColumnValues = Enumerable.Range(0, Columns).Select(_ => (double)random.Next(-9, 10)).ToArray();
        UniformValues = Enumerable.Range(0, Uniforms).Select(_ => (double)random.Next(-9, 10)).ToArray();
    }

    public int Seed { get; }

    public KernelGraph Graph { get; } = new(isSingle: false);

    /// <summary>Ascending node counts, equal ones among them, as the compiler's borders between mechanisms.</summary>
    public List<int> Borders { get; } = [];

    public double[] ColumnValues { get; }

    public double[] UniformValues { get; }

    /// <summary>That many columns of states.</summary>
    public static List<KernelColumn> States(int count)
        => [.. Enumerable.Range(0, count).Select(i => new KernelColumn(ColumnKind.State, $"c{i}", Dimension.None))];

    /// <summary>Checks a property on random graphs; a failing one is told by its seed.</summary>
    public static void Check(Action<RandomGraph> holds, int maxTests = 300)
        => Prop.ForAll(Arb.From(Gen.Choose(0, int.MaxValue - 1)), seed => holds(new RandomGraph(seed)))
            .Check(Config.QuickThrowOnFailure.WithQuietOnSuccess(true).WithMaxTest(maxTests));

    /// <summary>The outcome of parts made from this graph (which may have scratch columns more) is that of the graph itself.</summary>
    public void AssertSameOutcome(IReadOnlyList<KernelGraph> parts, int columns = Columns)
    {
        var expected = SlowKernel.Run([Graph], ColumnValues, UniformValues);
        var padded = ColumnValues.Concat(Enumerable.Repeat(double.NaN, columns - Columns)).ToArray();
        var actual = SlowKernel.Run(parts, padded, UniformValues);
        Assert.Equal(expected.Columns, actual.Columns[..Columns]);
        Assert.Equal((expected.Spiked, expected.NotFinite), (actual.Spiked, actual.NotFinite));
    }

    private void Grow()
    {
        int a = Pick(numbers);
        int b = Pick(numbers);
        switch (random.Next(12))
        {
            case <= 2 when size[a] * size[b] < Math.ScaleB(1, 49):
                Keep(Graph.Multiply(a, b), size[a] * size[b]);
                break;
            case <= 4 when size[a] + size[b] < Math.ScaleB(1, 49):
                Keep(Graph.Add(a, b), size[a] + size[b]);
                break;
            case <= 6 when size[a] + size[b] < Math.ScaleB(1, 49):
                Keep(Graph.Subtract(a, b), size[a] + size[b]);
                break;
            case 7:
                Keep(Graph.Select(Pick(masks), a, b), Math.Max(size[a], size[b]));
                break;
            case 8:
                Keep(random.Next(2) == 0 ? Graph.Minimum(a, b) : Graph.Negate(a), Math.Max(size[a], size[b]));
                break;
            case 9:
                masks.Add(random.Next(2) == 0 ? Graph.Less(a, b) : Graph.Equal(a, b));
                break;
            case 10:
                masks.Add(random.Next(2) == 0 ? Graph.And(Pick(masks), Pick(masks)) : Graph.Not(Pick(masks)));
                break;
            default:
                Keep(Graph.Constant(random.Next(-9, 10)), 9);
                break;
        }
    }

    // The later half more often, so that chains grow.
    private int Pick(List<int> from) => from[random.Next(2) == 0 ? random.Next(from.Count) : random.Next(from.Count / 2, from.Count)];

    private void Keep(int node, double bound)
    {
        numbers.Add(node);
        size[node] = Math.Max(bound, size.GetValueOrDefault(node));
    }
}
