namespace Neuropil.Engine;

/// <summary>Gives the parts of a step the names that a user knows.</summary>
internal static class ProfileReport
{
    /// <summary>The profile of a simulation.</summary>
    /// <param name="laps">The clocks of all threads' parts.</param>
    /// <param name="threadSeconds">The time of all threads in the step loop.</param>
    public static RunProfile Of(IEnumerable<StepLaps> laps, double threadSeconds)
    {
        var parts = laps.SelectMany(each => each.Seconds).SelectMany(each => Named(each.Part, each.Seconds))
            .GroupBy(part => (part.Kind, part.Name), (key, own) => new ProfilePart(key.Kind, key.Name, own.Sum(part => part.Seconds)));
        return RunProfile.Of(parts, threadSeconds);
    }

    private static IEnumerable<ProfilePart> Named(object part, double seconds) => part switch
    {
        StateBlock block => [new(ProfileKind.Cells, block.Population.Name, seconds)],
        SpikeGenerator source => [new(ProfileKind.Cells, source.Population.Name, seconds)],
        RowTable rows => Of(rows, seconds),
        Projection { Receptor: ICoupling } coupling => [new(ProfileKind.Coupling, coupling.Name, seconds)],
        Projection projection => [new(ProfileKind.Synapses, projection.Name, seconds)],
        Probe probe => [new(ProfileKind.Record, $"{probe.Quantity} of {probe.PopulationName}", seconds)],
        SpikeLog log => [new(ProfileKind.Record, $"spikes of {log.Name}", seconds)],
        RankTraffic => [new(ProfileKind.Exchange, "spikes of other ranks", seconds)],
        SpikeTally tally => [new(ProfileKind.Record, $"spike counts of {tally.Name}", seconds)],
        _ => [],
    };

    // A row holds the synapses of all projections that share its source: an event of each takes as long.
    private static IEnumerable<ProfilePart> Of(RowTable rows, double seconds)
    {
        double all = rows.Members.Sum(member => (double)member.Synapses);
        return rows.Members.Select(member => new ProfilePart(ProfileKind.Synapses, member.Projection.Name, all > 0 ? seconds * member.Synapses / all : 0));
    }
}
