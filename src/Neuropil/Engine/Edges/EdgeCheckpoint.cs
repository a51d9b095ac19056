namespace Neuropil.Engine;

/// <summary>
/// The part of a checkpoint that holds synapses with state: their variables in one order, those of both ends, what sources have handed to
/// spikes on their way, and amounts on their way to the soma. It knows neither workers nor how synapses are stored.
/// </summary>
internal static unsafe class EdgeCheckpoint
{
    private delegate nint PlaceOf(EdgeBlock block, int source, long edge);

    /// <summary>Writes the state at the beginning of a step.</summary>
    public static void Save(BinaryWriter writer, EngineState state, long step)
    {
        for (int projection = 0; projection < state.Workers[0].Edges.Count; projection++)
        {
            var events = state.Workers.ConvertAll(worker => worker.Edges[projection]);
            var blocks = events.ConvertAll(one => one.Block);
            var edges = new CanonicalEdges(blocks);
            foreach (var placeOf in ColumnsOf(blocks[0]))
            {
                Array.ForEach(edges.Collect((block, edge, source) => *(double*)placeOf(block, source, edge)), writer.Write);
            }

            SaveEnds(writer, blocks);
            events[0].SaveHanded(writer, step);
            SaveDendrites(writer, blocks, step);
        }
    }

    /// <summary>Reads what <see cref="Save"/> wrote.</summary>
    public static void Load(BinaryReader reader, EngineState state, long step)
    {
        for (int projection = 0; projection < state.Workers[0].Edges.Count; projection++)
        {
            var events = state.Workers.ConvertAll(worker => worker.Edges[projection]);
            var blocks = events.ConvertAll(one => one.Block);
            var edges = new CanonicalEdges(blocks);
            foreach (var placeOf in ColumnsOf(blocks[0]))
            {
                var values = new double[edges.Count];
                for (long place = 0; place < values.Length; place++)
                {
                    values[place] = reader.ReadDouble();
                }

                edges.ForEach((block, edge, source, place) => *(double*)placeOf(block, source, edge) = values[place]);
            }

            LoadEnds(reader, blocks);
            long handedAt = reader.BaseStream.Position;
            foreach (var one in events)
            {
                reader.BaseStream.Position = handedAt;
                one.LoadHanded(reader, step);
            }

            LoadDendrites(reader, blocks, step);
        }
    }

    // Where a synapse has its variables, and the step in which they were last advanced.
    private static List<PlaceOf> ColumnsOf(EdgeBlock first)
    {
        var columns = first.Projection.Equations.In(Scope.Edge)
            .Select(variable => (PlaceOf)((block, source, edge) => (nint)EdgeFormula.Place(block, variable, edge, source))).ToList();
        if (first.Store.LastEvent != null)
        {
            columns.Add((block, source, edge) => (nint)block.Store.LastEventOf(source, edge));
        }

        return columns;
    }

    // Every worker has the variables of all sources, and all are equal; each has those of its own targets.
    private static void SaveEnds(BinaryWriter writer, List<EdgeBlock> blocks)
        => ForEachEnd(blocks, value => writer.Write(*(double*)value));

    private static void LoadEnds(BinaryReader reader, List<EdgeBlock> blocks)
    {
        ForEachEnd(blocks, value => *(double*)value = reader.ReadDouble());
        var sources = blocks[0].Sources;
        foreach (var copy in blocks.Skip(1).Select(block => block.Sources))
        {
            for (int column = 0; column <= sources.Symbols.Count; column++)
            {
                new Span<double>(sources.Column(column), sources.Count).CopyTo(new Span<double>(copy.Column(column), sources.Count));
            }
        }
    }

    // Variable by variable, the workers' targets one after another.
    private static void ForEachEnd(List<EdgeBlock> blocks, Action<nint> action)
    {
        foreach (var parts in new List<EndVariables>[] { [blocks[0].Sources], blocks.ConvertAll(block => block.Targets) })
        {
            for (int column = 0; column <= parts[0].Symbols.Count; column++)
            {
                foreach (var part in parts)
                {
                    for (int cell = 0; cell < part.Count; cell++)
                    {
                        action((nint)(part.Column(column) + cell));
                    }
                }
            }
        }
    }

    private static void SaveDendrites(BinaryWriter writer, List<EdgeBlock> blocks, long step)
        => ForEachAmount(blocks, step, amount => writer.Write(*(long*)amount));

    private static void LoadDendrites(BinaryReader reader, List<EdgeBlock> blocks, long step)
        => ForEachAmount(blocks, step, amount => *(long*)amount = reader.ReadInt64());

    // By the step of arrival, then by cell, the workers' ranges being ascending.
    private static void ForEachAmount(List<EdgeBlock> blocks, long step, Action<nint> action)
    {
        for (int ahead = 0; ahead < (blocks[0].Dendrites?.Slots ?? 0); ahead++)
        {
            foreach (var ring in blocks.Select(block => block.Dendrites!))
            {
                for (int cell = 0; cell < ring.Count; cell++)
                {
                    action((nint)(ring.Row(step + ahead) + cell));
                }
            }
        }
    }
}
