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

            SaveEnds(writer, state, blocks, step);
            events[0].SaveHanded(writer, step);
            SaveDendrites(writer, state, blocks, step);
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
    private static void SaveEnds(BinaryWriter writer, EngineState state, List<EdgeBlock> blocks, long step)
    {
        var sources = blocks[0].Sources;
        for (int column = 0; column <= sources.Symbols.Count; column++)
        {
            Write(writer, new Span<double>(sources.Column(column), sources.Count));
        }

        for (int column = 0; column <= blocks[0].Targets.Symbols.Count; column++)
        {
            var all = new double[EndOfTargets(blocks)];
            foreach (var targets in blocks.Select(block => block.Targets))
            {
                new Span<double>(targets.Column(column), targets.Count).CopyTo(all.AsSpan(targets.First));
            }

            Write(writer, Whole(state, blocks, step, all));
        }
    }

    private static void LoadEnds(BinaryReader reader, List<EdgeBlock> blocks)
    {
        for (int column = 0; column <= blocks[0].Sources.Symbols.Count; column++)
        {
            double[] values = Read<double>(reader, blocks[0].Sources.Count);
            blocks.ForEach(block => values.CopyTo(new Span<double>(block.Sources.Column(column), block.Sources.Count)));
        }

        int first = blocks[0].Projection.Projection.Target.Start;
        for (int column = 0; column <= blocks[0].Targets.Symbols.Count; column++)
        {
            double[] values = Read<double>(reader, EndOfTargets(blocks) - first);
            foreach (var targets in blocks.Select(block => block.Targets))
            {
                values.AsSpan(targets.First - first, targets.Count).CopyTo(new Span<double>(targets.Column(column), targets.Count));
            }
        }
    }

    // By the step of arrival, then by cell.
    private static void SaveDendrites(BinaryWriter writer, EngineState state, List<EdgeBlock> blocks, long step)
    {
        for (int ahead = 0; ahead < (blocks[0].Dendrites?.Slots ?? 0); ahead++)
        {
            var all = new long[EndOfTargets(blocks)];
            foreach (var block in blocks)
            {
                new Span<long>(block.Dendrites!.Row(step + ahead), block.Dendrites.Count).CopyTo(all.AsSpan(block.Targets.First));
            }

            Write(writer, Whole(state, blocks, step, all));
        }
    }

    private static void LoadDendrites(BinaryReader reader, List<EdgeBlock> blocks, long step)
    {
        int first = blocks[0].Projection.Projection.Target.Start;
        for (int ahead = 0; ahead < (blocks[0].Dendrites?.Slots ?? 0); ahead++)
        {
            long[] values = Read<long>(reader, EndOfTargets(blocks) - first);
            foreach (var block in blocks)
            {
                values.AsSpan(block.Targets.First - first, block.Dendrites!.Count)
                    .CopyTo(new Span<long>(block.Dendrites.Row(step + ahead), block.Dendrites.Count));
            }
        }
    }

    private static int EndOfTargets(List<EdgeBlock> blocks)
        => blocks[0].Projection.Projection.Target.Start + blocks[0].Projection.Projection.Target.Count;

    // The values of all targets, by number in the population, of which each rank has its own: those of the target slice.
    private static Span<T> Whole<T>(EngineState state, List<EdgeBlock> blocks, long step, T[] values)
        where T : unmanaged
    {
        if (state.IsDivided)
        {
            int end = values.Length;
            RankWork.Complete(state.Ranks, MeetingKind.Reading, step, values.AsSpan(), rank =>
            {
                var range = state.RangesOfRanks[rank][blocks[0].Projection.TargetPopulation];
                return (Math.Min(range.Begin, end), Math.Min(range.End, end));
            });
        }

        return values.AsSpan(blocks[0].Projection.Projection.Target.Start);
    }

    private static void Write<T>(BinaryWriter writer, Span<T> values)
        where T : unmanaged => writer.Write(System.Runtime.InteropServices.MemoryMarshal.AsBytes(values));

    private static T[] Read<T>(BinaryReader reader, int count)
        where T : unmanaged
    {
        var values = new T[count];
        reader.BaseStream.ReadExactly(System.Runtime.InteropServices.MemoryMarshal.AsBytes(values.AsSpan()));
        return values;
    }
}
