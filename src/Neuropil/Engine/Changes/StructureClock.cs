namespace Neuropil.Engine;

/// <summary>When the synapses of a network come and go: the ticks of the projections that have a structural rule.</summary>
internal sealed class StructureClock
{
    private readonly List<(Projection Projection, long Steps)> ticking = [];

    /// <summary>The clock of a network; a period that is no multiple of the time step is rounded, with a warning.</summary>
    /// <exception cref="ArgumentException">A period is shorter than half a step; the message names its projection.</exception>
    public StructureClock(Network network, TimeGrid grid, List<string> warnings)
    {
        foreach (var projection in network.Projections.Where(projection => projection.Structure is not null))
        {
            string name = $"The interval of the structure of '{projection.Name}'";
            ticking.Add((projection, (long)grid.Duration(projection.Structure!.Interval.SiValue, name, warnings)));
        }
    }

    /// <summary>The steps left until synapses may change next, of at most so many.</summary>
    public long StepsLeft(long step, long most)
    {
        foreach (var (_, steps) in ticking)
        {
            most = Math.Min(most, steps - (step % steps));
        }

        return most;
    }

    /// <summary>The projections whose synapses may change when so many steps are done, in order of declaration.</summary>
    public IEnumerable<Projection> DueAt(long step) => ticking.Where(one => step > 0 && step % one.Steps == 0).Select(one => one.Projection);
}
