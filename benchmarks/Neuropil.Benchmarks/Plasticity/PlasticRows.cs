namespace Neuropil.Benchmarks;

/// <summary>
/// Plastic synapses as loops written by hand have them: an edge is a target and a weight in double precision, the edges of a source lie together, and
/// each target has a list of its edges. Rows are filled up to whole vectors with edges onto a cell that does not exist.
/// </summary>
internal sealed unsafe class PlasticRows : IDisposable
{
    /// <summary>Edges of one vector.</summary>
    public const int Lanes = 8;

    /// <summary>The weight of all edges at the start, nS.</summary>
    public const double InitialWeight = 0.1;

    /// <summary>So many entries may be read behind a target's list.</summary>
    public const int ReadAhead = 64;

    private readonly LargeBlock weights;
    private readonly LargeBlock targets;
    private readonly LargeBlock incoming;
    private readonly long[] firstIncoming;

    /// <summary>Rows of equal length onto targets drawn uniformly.</summary>
    public PlasticRows(int sources, int rowLength, int targets)
    {
        (Sources, RowLength, TargetCount) = (sources, rowLength, targets);
        Stride = (rowLength + Lanes - 1) / Lanes * Lanes;
        weights = new LargeBlock((long)sources * Stride * sizeof(double));
        this.targets = new LargeBlock((long)sources * Stride * sizeof(int));
        incoming = new LargeBlock((((long)sources * rowLength) + ReadAhead) * sizeof(Incoming));
        firstIncoming = new long[targets + 1];
        Draw();
        Index();
    }

    public int Sources { get; }

    public int RowLength { get; }

    public int TargetCount { get; }

    /// <summary>From one row to the next, in edges.</summary>
    public int Stride { get; }

    /// <summary>All weights, row by row, nS.</summary>
    public double* Weights => weights.Of<double>();

    /// <summary>The target of each weight.</summary>
    public int* Targets => targets.Of<int>();

    /// <summary>The edges onto a target.</summary>
    public Incoming* IncomingOf(int target) => incoming.Of<Incoming>() + firstIncoming[target];

    /// <summary>The number of edges onto a target.</summary>
    public int IncomingCount(int target) => (int)(firstIncoming[target + 1] - firstIncoming[target]);

    public void Dispose()
    {
        weights.Dispose();
        targets.Dispose();
        incoming.Dispose();
    }

    private void Draw()
    {
        int[] row = new int[RowLength];
        for (int source = 0; source < Sources; source++)
        {
            var random = new RandomStream(seed: 1, RandomPurpose.Connectivity, (ulong)source);
            for (int i = 0; i < RowLength; i++)
            {
                row[i] = random.NextInt32(TargetCount);
            }

            Array.Sort(row);
            for (int i = 0; i < Stride; i++)
            {
                long edge = ((long)source * Stride) + i;
                Targets[edge] = i < RowLength ? row[i] : TargetCount;
                Weights[edge] = i < RowLength ? InitialWeight : 0;
            }
        }
    }

    private void Index()
    {
        foreach (var (_, target) in Edges())
        {
            firstIncoming[target + 1]++;
        }

        for (int target = 0; target < TargetCount; target++)
        {
            firstIncoming[target + 1] += firstIncoming[target];
        }

        long[] next = [.. firstIncoming];
        foreach (var (edge, target) in Edges())
        {
            incoming.Of<Incoming>()[next[target]++] = new Incoming(checked((int)edge), (int)(edge / Stride));
        }
    }

    private IEnumerable<(long Edge, int Target)> Edges()
    {
        for (int source = 0; source < Sources; source++)
        {
            for (int i = 0; i < RowLength; i++)
            {
                long edge = ((long)source * Stride) + i;
                yield return (edge, TargetOf(edge));
            }
        }
    }

    private int TargetOf(long edge) => Targets[edge];

    /// <summary>An edge as its target finds it.</summary>
    /// <param name="Edge">Its place among the weights.</param>
    /// <param name="Source">Its source.</param>
    internal readonly record struct Incoming(int Edge, int Source);
}
