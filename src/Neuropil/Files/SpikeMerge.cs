namespace Neuropil.Files;

/// <summary>
/// Reads the files of several ranks as that of one process would be: by step, then by cell. Each file is ordered so, and the cells of one come before those
/// of the next; so of each step the spikes of one file after another are taken. A block of each file is in memory, and one of what comes out.
/// </summary>
internal static class SpikeMerge
{
    // What comes out has so many spikes at once, and as many more as are of the same step.
    private const int SpikesAtOnce = 1 << 16;

    /// <summary>Reads the blocks that tell of steps from <paramref name="fromStep"/> up to <paramref name="toStep"/>.</summary>
    /// <param name="files">The files, in the order of their cells, each with the bytes that count.</param>
    /// <param name="fromStep">The first step that is wanted; earlier ones may come too, not necessarily of all files.</param>
    /// <param name="toStep">The step behind the last that is wanted, as above.</param>
    /// <param name="action">Takes the spikes.</param>
    /// <exception cref="InvalidDataException">A file is something else, or damaged; the message names it.</exception>
    public static void Read(IReadOnlyList<SpikeStreamPlace> files, long fromStep, long toStep, SpikeAction action)
    {
        if (files.Count == 1)
        {
            SpikeStreamReader.Read(files[0].Path, files[0].Length, fromStep, toStep, action);
            return;
        }

        var sources = new List<Source>();
        try
        {
            foreach (var file in files)
            {
                sources.Add(new Source(new SpikeBlockCursor(file.Path, file.Length, fromStep, toStep)));
            }

            Merge(sources, action);
        }
        finally
        {
            sources.ForEach(source => source.Cursor.Dispose());
        }
    }

    private static void Merge(List<Source> sources, SpikeAction action)
    {
        var (steps, cells, count) = (new int[SpikesAtOnce], new int[SpikesAtOnce], 0);
        sources.ForEach(source => source.Begin());
        for (int step = FirstStep(sources); step != int.MaxValue; step = FirstStep(sources))
        {
            foreach (var source in sources)
            {
                while (source.Step == step)
                {
                    var some = source.CellsOfStep();
                    if (count + some.Length > steps.Length)
                    {
                        int room = Math.Max(2 * steps.Length, count + some.Length);
                        Array.Resize(ref steps, room);
                        Array.Resize(ref cells, room);
                    }

                    steps.AsSpan(count, some.Length).Fill(step);
                    some.CopyTo(cells.AsSpan(count));
                    count += some.Length;
                    source.Skip(some.Length);
                }
            }

            if (count >= SpikesAtOnce)
            {
                action(steps.AsSpan(0, count), cells.AsSpan(0, count));
                count = 0;
            }
        }

        if (count > 0)
        {
            action(steps.AsSpan(0, count), cells.AsSpan(0, count));
        }
    }

    private static int FirstStep(List<Source> sources)
    {
        int first = int.MaxValue;
        foreach (var source in sources)
        {
            first = Math.Min(first, source.Step);
        }

        return first;
    }

    // A file, and the spike in it that comes next.
    private sealed class Source(SpikeBlockCursor cursor)
    {
        private int next;

        public SpikeBlockCursor Cursor { get; } = cursor;

        /// <summary>The step of the next spike; the largest number where there is none.</summary>
        public int Step { get; private set; } = int.MaxValue;

        public void Begin() => Skip(0);

        /// <summary>The cells that spike in this step.</summary>
        public ReadOnlySpan<int> CellsOfStep()
        {
            var steps = Cursor.Steps[next..];
            int some = steps.IndexOfAnyExcept(Step);
            return Cursor.Cells.Slice(next, some < 0 ? steps.Length : some);
        }

        /// <summary>Goes on behind so many spikes, to the next block that has one.</summary>
        public void Skip(int some)
        {
            next += some;
            while (next >= Cursor.Steps.Length)
            {
                if (!Cursor.Next())
                {
                    Step = int.MaxValue;
                    return;
                }

                next = 0;
            }

            Step = Cursor.Steps[next];
        }
    }
}
