namespace Neuropil.Engine;

/// <summary>
/// Changes a running network between two steps. What is no state is kept as the difference from the declaration (<see cref="RunChanges"/>), and the engine is
/// brought from one such difference to another: so a checkpoint's are taken in the same way as a user's.
/// </summary>
internal sealed class RunEditor
{
    private readonly Network network;
    private readonly EngineState state;
    private readonly CellEditor cells;
    private readonly SynapseEditor synapses;
    private string? declaration;

    /// <summary>An editor of a built engine.</summary>
    /// <param name="network">The declaration.</param>
    /// <param name="options">How it is run.</param>
    /// <param name="assembly">What built the engine.</param>
    /// <param name="state">The engine.</param>
    /// <param name="probes">What is recorded.</param>
    public RunEditor(Network network, RunOptions options, NetworkAssembly assembly, EngineState state, List<Probe> probes)
    {
        (this.network, this.state) = (network, state);
        cells = new CellEditor(network, assembly, state, probes);
        synapses = new SynapseEditor(network, options, assembly, state);
    }

    /// <summary>What is changed by now.</summary>
    public RunChanges Changes { get => field ??= new RunChanges(); private set; }

    /// <summary>A number of the network as it was declared (see <see cref="NetworkFingerprint"/>).</summary>
    public string Declaration => declaration ?? NetworkFingerprint.Of(network, state);

    /// <summary>Whether nothing acts by a projection any more.</summary>
    public bool IsCut(Projection projection) => Changes.CutProjections.Contains(projection.Index);

    /// <summary>Gives a state variable, a parameter or a rate of cells other values.</summary>
    public void Set(PopulationSlice slice, string name, Parameter value, long step)
    {
        if (cells.ChangeOf(slice, name, value, step) is { } change)
        {
            Become(Changes.With(change), step);
        }
    }

    /// <summary>Gives the weights, a variable or a parameter of synapses other values.</summary>
    public void Set(Projection projection, string name, Parameter value, long step)
    {
        RequireOwn(projection);
        projection.RequireFirstHalf();
        if (Changes.CutProjections.Contains(projection.Index))
        {
            throw new InvalidOperationException($"Projection '{projection.Name}' is cut: it has no synapses whose '{name}' could be set.");
        }

        var (note, write) = synapses.ChangeOf(projection, name, value, step, Changes);
        if (note is not null)
        {
            Become(Changes.With(changes =>
            {
                note(changes);
                if (OtherHalf(projection) is { } back)
                {
                    changes.Weights[back.Index] = changes.Weights[projection.Index];
                }
            }), step);
        }

        write?.Invoke();
    }

    /// <summary>Lets cells spike no more.</summary>
    /// <exception cref="ArgumentException">A coupling reads their states, which go on.</exception>
    public void Silence(PopulationSlice slice, long step)
    {
        int population = network.IndexOf(slice.Population);
        var coupled = network.Projections.FirstOrDefault(projection => projection.Receptor is ICoupling && !Changes.CutProjections.Contains(projection.Index)
            && Overlap(projection.Source, slice));
        if (coupled is not null)
        {
            throw new ArgumentException(
                $"The cells of '{slice.Name}' act by the coupling '{coupled.Name}', which reads their states, not their spikes: cut that first, or "
                    + $"set its weights.");
        }

        var silent = Changes.SilentCells.GetValueOrDefault(population, []).Union(Enumerable.Range(slice.Start, slice.Count)).Order().ToArray();
        Become(Changes.With(changes => changes.SilentCells[population] = silent), step);
    }

    /// <summary>Cuts a projection: nothing acts by it any more. Cells that are joined are so in neither direction.</summary>
    public void Cut(Projection projection, long step)
    {
        RequireOwn(projection);
        Become(Changes.With(changes =>
        {
            changes.CutProjections.Add(projection.Index);
            if ((projection.Mirrored ?? OtherHalf(projection)) is { } other)
            {
                changes.CutProjections.Add(other.Index);
            }
        }), step);
    }

    /// <summary>Lets the structural rule of a projection say which synapses go and which come, and brings the engine there.</summary>
    /// <param name="projection">The projection.</param>
    /// <param name="viewOf">What the rule sees of it, by who connects to whom.</param>
    /// <param name="step">The step to come.</param>
    public void Rewire(Projection projection, Func<GrownWiring, IRewiringView> viewOf, long step)
    {
        int index = projection.Index;
        var before = synapses.WiringOf(projection, Changes);
        var rewiring = new Rewiring(viewOf(before), new RandomStream(network.Seed, RandomPurpose.Structure, (ulong)index, (uint)step));
        projection.Structure!.Rewire(rewiring);
        if (rewiring.Removed.Count + rewiring.Added.Count == 0)
        {
            return;
        }

        var wiring = before.With(rewiring.Removed, rewiring.Added);
        double room = synapses.RoomToKeep(projection);
        Become(Changes.With(changes =>
        {
            changes.Wirings[index] = wiring;
            if (room > 0)
            {
                changes.Rooms[index] = room;
            }
        }), step);
    }

    /// <summary>Brings the engine from what is changed to what is to be changed.</summary>
    /// <param name="now">What is to be changed, in place of what is.</param>
    /// <param name="step">The step to come; null where states will be loaded, so that nothing must be carried over.</param>
    public void Become(RunChanges now, long? step)
    {
        synapses.RequireReadable(now);
        declaration ??= NetworkFingerprint.Of(network, state);
        var populations = cells.Become(Changes, now, step);
        synapses.Become(Changes, now, populations, step);
        for (int population = 0; population < state.SilentCells.Length; population++)
        {
            state.SilentCells[population] = now.SilentCells.TryGetValue(population, out int[]? silent) ? Mask(silent, population) : null;
        }

        Changes = now;
    }

    private static bool Overlap(PopulationSlice one, PopulationSlice other)
        => one.Population == other.Population && one.Start < other.Start + other.Count && other.Start < one.Start + one.Count;

    // What joins the same pairs the other way round.
    private Projection? OtherHalf(Projection projection) => network.Projections.FirstOrDefault(other => other.Mirrored == projection);

    private bool[] Mask(int[] silent, int population)
    {
        // A generator may name cells of the padding.
        var mask = new bool[StateBlock.Padded(network.Populations[population].Size)];
        Array.ForEach(silent, cell => mask[cell] = true);
        return mask;
    }

    private void RequireOwn(Projection projection)
    {
        if (!network.Projections.Contains(projection))
        {
            throw new ArgumentException($"'{projection.Name}' is no projection of this network.", nameof(projection));
        }
    }
}
