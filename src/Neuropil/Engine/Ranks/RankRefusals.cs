namespace Neuropil.Engine;

/// <summary>What cannot be divided among ranks yet, refused by name.</summary>
internal static class RankRefusals
{
    /// <exception cref="RankException">The network has something that cannot be divided.</exception>
    public static void Require(Network network, RankGroup ranks)
    {
        if (ranks.Count > 1 && network.Projections.FirstOrDefault(projection => projection.Structure is not null) is { } growing)
        {
            throw new RankException(
                $"The synapses of projection '{growing.Name}' come and go, which they cannot while the network is divided among {ranks.Count} ranks: run one "
                + "process.");
        }
    }

    /// <exception cref="RankException">More spikes are recorded than may be held.</exception>
    public static void RequireWithinBudget(bool isOverBudget, RankGroup ranks, long step, Time timeStep)
    {
        if (isOverBudget)
        {
            throw new RankException(
                $"The spikes that are recorded by {step * timeStep} are more than RecordBudget allows, and cannot go to files while the network is divided "
                + $"among {ranks.Count} ranks: give a larger budget, or record fewer cells.");
        }
    }
}
