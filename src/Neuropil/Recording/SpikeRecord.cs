using Neuropil.Engine;

namespace Neuropil;

/// <summary>
/// The spikes of a slice as they come. Its analysis and figures start from <see cref="Trains()"/>. Beyond <see cref="RunOptions.RecordBudget"/> they lie in
/// files, from which <see cref="Hash"/>, <see cref="Counts"/> and a part of the time are read without having all of them in memory.
/// </summary>
public sealed class SpikeRecord
{
    private readonly Simulation run;
    private readonly SpikeSelection selection;
    private readonly SpikeLog logged;

    private SpikeRecord(Simulation run, SpikeSelection selection, SpikeLog log) => (this.run, this.selection, logged) = (run, selection, log);

    /// <summary>The number of spikes so far.</summary>
    /// <exception cref="ObjectDisposedException">The simulation has been disposed: take what you need of its records before.</exception>
    public long Count => Log.Count;

    /// <summary>
    /// The file in which the earlier spikes are, or the index of several (<see cref="SpikeStreams"/>); null while all are in memory.
    /// </summary>
    public string? FilePath => logged.Moved.Path;

    /// <summary>The spikes so far, as a value of their own that the simulation no longer changes.</summary>
    /// <exception cref="InvalidOperationException">There are more than an array holds; take a part of the time.</exception>
    public SpikeTrains Trains() => Collect((int)Log.StartStep, (int)run.Step, spikes: Log.Count);

    /// <summary>
    /// The spikes with <paramref name="start"/> &lt; t &lt;= <paramref name="stop"/>, as <see cref="SpikeTrains.Window"/> gives them; only these are read.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The window ends before it begins, or an end is not a number.</exception>
    /// <exception cref="InvalidOperationException">There are more than an array holds; take a shorter part of the time.</exception>
    public SpikeTrains Trains(Time start, Time stop)
    {
        if (!(start <= stop))
        {
            throw new ArgumentOutOfRangeException(nameof(stop), stop, $"A window from {start} must end at or after its start.");
        }

        var clock = new StepClock(run.TimeStep);
        return Collect(
            clock.NearestStep(start, (int)Log.StartStep, (int)run.Step), clock.NearestStep(stop, (int)Log.StartStep, (int)run.Step), spikes: null);
    }

    /// <summary>The fingerprint of <see cref="SpikeTrains.Hash"/>.</summary>
    public string Hash()
    {
        using var hash = new SpikeHash();
        Log.ForEach(int.MinValue, long.MaxValue, hash.Append);
        return hash.Digits();
    }

    /// <summary>The number of spikes of each cell.</summary>
    public long[] Counts()
    {
        var counts = new long[Log.CellCount];
        Log.ForEach(int.MinValue, long.MaxValue, (_, cells) =>
        {
            foreach (int cell in cells)
            {
                counts[cell]++;
            }
        });
        return counts;
    }

    /// <summary>A raster with the population's rate below.</summary>
    public Figure Raster(string title = "") => Trains().Raster(title);

    internal static SpikeRecord Begin(Simulation run, SpikeSelection selection)
        => selection.Every >= 1 ? new SpikeRecord(run, selection, run.AddLog(selection.Slice, selection.Every))
            : throw new ArgumentException($"One in {selection.Every} cells of '{selection.Slice.Name}' cannot be recorded; expected one in 1 or more.");

    private SpikeLog Log
    {
        get
        {
            run.ThrowIfDisposed();
            return logged;
        }
    }

    // A spike at time zero is of the step before the first, and belongs to a window that begins there.
    private SpikeTrains Collect(int from, int to, long? spikes)
    {
        int first = from == 0 ? -1 : from;
        if (spikes is null)
        {
            long found = 0;
            Log.ForEach(first, to, (steps, _) => found += Range(steps, first, to).Length);
            spikes = found;
        }

        if (spikes > Array.MaxLength)
        {
            throw new InvalidOperationException(
                $"The record of '{selection.Slice.Name}' has {spikes} spikes; an array holds {Array.MaxLength}. Take a shorter part of the time.");
        }

        var (allSteps, allCells) = (new int[spikes.Value], new int[spikes.Value]);
        int next = 0;
        Log.ForEach(first, to, (steps, cells) =>
        {
            var wanted = Range(steps, first, to);
            steps.Slice(wanted.Begin, wanted.Length).CopyTo(allSteps.AsSpan(next));
            cells.Slice(wanted.Begin, wanted.Length).CopyTo(allCells.AsSpan(next));
            next += wanted.Length;
        });
        return new SpikeTrains(selection.Slice.Name, Log.CellCount, run.TimeStep, from, to, allSteps, allCells, areOwn: true);
    }

    private static (int Begin, int Length) Range(ReadOnlySpan<int> steps, int from, int to)
    {
        int begin = SpikeOrder.FirstAtOrAfter(steps, from);
        return (begin, SpikeOrder.FirstAtOrAfter(steps, to) - begin);
    }
}
