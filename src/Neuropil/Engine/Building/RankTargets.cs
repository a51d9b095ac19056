using Neuropil.Networks;

namespace Neuropil.Engine;

/// <summary>Which targets of projections are this rank's, and how it learns of what others have.</summary>
/// <param name="ranks">The ranks; more than one.</param>
/// <param name="network">The network.</param>
/// <param name="ranges">The cells of this rank, by population.</param>
internal sealed class RankTargets(RankGroup ranks, Network network, (int Begin, int End)[] ranges)
{
    // So many numbers of all ranks at once.
    private const int Chunk = 1 << 24;

    /// <summary>The ranks.</summary>
    public RankGroup Ranks => ranks;

    /// <summary>The targets of a projection that are this rank's.</summary>
    public TargetRange Of(Projection projection)
    {
        var (begin, end) = ranges[network.IndexOf(projection.Target.Population)];
        int first = Within(begin);
        return new TargetRange(first, Math.Max(first, Within(end)));

        int Within(int cell) => Math.Clamp(cell - projection.Target.Start, 0, projection.Target.Count);
    }

    /// <summary>The same for a rule that can make rows of some targets.</summary>
    public OwnTargets TargetsOf(Projection projection) => new(Of(projection), Complete);

    // Targets ascend with ranks: before those of this rank stand those of the ranks before.
    private (int[] Before, int[] InAll) Complete(int[] own)
    {
        var (before, inAll) = (new int[own.Length], new int[own.Length]);
        int some = Math.Max(1, Chunk / ranks.Count);
        for (int done = 0; done < own.Length; done += some)
        {
            int end = Math.Min(own.Length, done + some);
            RankWork.Tell<int>(ranks, own.AsSpan(done..end));
            for (int rank = 0; rank < ranks.Count; rank++)
            {
                var counts = RankWork.Told<int>(ranks, rank);
                for (int i = 0; i < counts.Length; i++)
                {
                    before[done + i] += rank < ranks.Rank ? counts[i] : 0;
                    inAll[done + i] = checked(inAll[done + i] + counts[i]);
                }
            }
        }

        return (before, inAll);
    }
}
