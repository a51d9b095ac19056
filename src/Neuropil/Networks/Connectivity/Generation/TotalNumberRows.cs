using System.Runtime.CompilerServices;

namespace Neuropil.Networks;

/// <summary>
/// Rows of a given total number of synapses. How many each source has is drawn first, synapse after synapse; given these numbers the targets of a source are
/// independent and uniform, so that a row can be made alone, at any time.
/// </summary>
internal sealed class TotalNumberRows(FixedTotalNumber rule, ConnectionEnds ends, ulong seed, ulong projection, int[] degrees)
    : DrawnRows(degrees.DefaultIfEmpty().Max(), ends.Targets)
{
    // So many synapses draw their sources from one stream: the numbers do not depend on how many threads share the work.
    internal const int ChunkLength = 1 << 16;

    private const uint TargetStep = 0;
    private const uint SourceStep = 1;

    private readonly UniformDraws draws = new(degrees.DefaultIfEmpty().Max(), withRepetition: true, ends.Targets);

    /// <summary>The number of targets of each source.</summary>
    public static int[] Degrees(FixedTotalNumber rule, ConnectionEnds ends, ulong seed, ulong projection, int threads)
    {
        int chunks = checked((int)((rule.Count + ChunkLength - 1) / ChunkLength));
        int workers = Math.Clamp(chunks, 1, threads);
        var counts = new int[workers][];
        ConnectivityBuilder.Share(chunks, workers, (worker, first, end) =>
        {
            counts[worker] = new int[ends.Sources];
            for (int chunk = first; chunk < end; chunk++)
            {
                var stream = new RandomStream(seed, RandomPurpose.Connectivity, RandomStream.Entity(projection, (ulong)chunk), SourceStep);
                int length = (int)Math.Min(ChunkLength, rule.Count - ((long)chunk * ChunkLength));
                Count(rule, ends, ref stream, length, counts[worker]);
            }
        });
        return [.. Enumerable.Range(0, ends.Sources).Select(source => counts.Sum(own => own[source]))];
    }

    /// <inheritdoc/>
    public override int Length(int source) => degrees[source];

    /// <inheritdoc/>
    protected override ReadOnlySpan<int> Draw(int source, int length)
    {
        var stream = new RandomStream(seed, RandomPurpose.Connectivity, RandomStream.Entity(projection, (ulong)source), TargetStep);
        return draws.Draw(ref stream, length, rule.SelfConnections ? ConnectionEnds.Absent : ends.TargetOfSelf(source));
    }

    // Where a cell does not connect to itself, both ends are drawn and pairs of one cell thrown away: a source has its share of the pairs that are left.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Count(FixedTotalNumber rule, ConnectionEnds ends, ref RandomStream stream, int length, int[] counts)
    {
        RandomStream local = stream;
        for (int i = 0; i < length; i++)
        {
            int source = local.NextInt32(ends.Sources);
            while (!rule.SelfConnections && ends.TargetOfSelf(source) is var self and not ConnectionEnds.Absent && local.NextInt32(ends.Targets) == self)
            {
                source = local.NextInt32(ends.Sources);
            }

            counts[source]++;
        }
    }
}
