using System.Globalization;

namespace Neuropil.Experiments;

/// <summary>
/// A measurement at some values with several seeds each. Points are calculated in parallel, each on one thread, and kept one by one: a stopped
/// run loses the points that were on their way, and several processes can share the work.
/// </summary>
/// <typeparam name="T">What is varied: a quantity, a number, whole parameter records.</typeparam>
public sealed class Sweep<T>
{
    private const int LongestValue = 80;

    private readonly Session session;
    private readonly string key;
    private readonly IReadOnlyList<T> values;
    private readonly int seeds;
    private readonly Action<T, Session, Findings> measure;
    private readonly PointFindings?[] found;
    private readonly Lock stopping = new();
    private (int Index, PointFindings Found)? unfinished;
    private (int Index, Exception Error)? failed;

    internal Sweep(Session session, string key, IReadOnlyList<T> values, int seeds, Action<T, Session, Findings> measure)
    {
        (this.session, this.key, this.values, this.seeds, this.measure) = (session, key, values, seeds, measure);
        found = new PointFindings?[values.Count * seeds];
    }

    /// <summary>The values of which all seeds are there, in order.</summary>
    public IReadOnlyList<SweepPoint<T>> Points => [.. values
        .Select((value, i) => (Value: value, Runs: found[(i * seeds)..((i + 1) * seeds)]))
        .Where(point => Array.TrueForAll(point.Runs, run => run is not null))
        .Select(point => new SweepPoint<T>(point.Value, point.Runs!))];

    /// <summary>Whether all points are there.</summary>
    public bool IsComplete => Array.TrueForAll(found, run => run is not null);

    /// <summary>The number of points, of which each is one value with one seed.</summary>
    public int Count => found.Length;

    /// <summary>What the first point that was stopped on its way had found; null if none was.</summary>
    internal PointFindings? Unfinished => unfinished?.Found;

    /// <summary>Calculates the points that are not yet there.</summary>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    /// <exception cref="PointsMissingException">The points of this process are there, those of others are not.</exception>
    public void Run()
    {
        session.Spend(Cost);
        var ranks = session.Context.Ranks ?? RankGroup.Current;
        var store = ranks.Writes ? session.Context.Points : null; // what others find, they tell rank 0
        store?.BeforeFirst();
        for (int i = 0; i < found.Length; i++)
        {
            found[i] = store?.Read(Name(i));
        }

        Share(ranks, _ => true, store: null);
        int[] missing = [.. Enumerable.Range(0, found.Length).Where(i => found[i] is null && (ranks.Count > 1 || store?.Shard.Has(i) is not false))];
        bool[] known = [.. found.Select(point => point is not null)];
        Calculate(ranks, missing, store);
        if (ranks.Count == 1 && failed is { } own)
        {
            System.Runtime.ExceptionServices.ExceptionDispatchInfo.Throw(own.Error);
        }

        if (Share(ranks, index => !known[index], store))
        {
            session.Stop(); // somebody was told to
        }

        session.Cancellation.ThrowIfCancellationRequested();
        for (int i = 0; i < found.Length; i++)
        {
            found[i] ??= store?.Read(Name(i));
        }

        if (!IsComplete)
        {
            throw new PointsMissingException(found.Count(run => run is not null), found.Length);
        }
    }

    /// <summary>The means over the values with their standard errors: a panel for each measured quantity, <c>Rate (Hz)</c>.</summary>
    /// <param name="x">The axis of the values.</param>
    /// <param name="number">A value in the axis's unit.</param>
    /// <param name="measures">The quantities.</param>
    public Figure Figure(Axis x, Func<T, double> number, params IEnumerable<string> measures) => Figure(x, number, _ => "", measures);

    /// <summary>The same with a line for each of several series of values.</summary>
    /// <param name="x">The axis of the values.</param>
    /// <param name="number">A value in the axis's unit.</param>
    /// <param name="series">Which series a value belongs to.</param>
    /// <param name="measures">The quantities.</param>
    public Figure Figure(Axis x, Func<T, double> number, Func<T, string> series, params IEnumerable<string> measures)
    {
        var groups = Points.GroupBy(point => series(point.Value)).ToList();
        Panel[] panels = [.. measures.Select(Panel)];
        return new Figure { Panels = panels, Letters = panels.Length > 1 };

        Panel Panel(string name) => new()
        {
            X = x,
            Y = AxisOf(name),
            Layers =
            [
                .. groups.Select(group => new Series(group.Key, [.. group.Select(point => number(point.Value))], [.. group.Select(point => point.Mean(name))])
                {
                    Marker = Marker.Circle, Error = seeds > 1 ? [.. group.Select(point => point.Error(name))] : null,
                }),
            ],
        };
    }

    /// <summary>
    /// What became of the checks of the points that are there: a check for each, which predicts that no point fails it. A point that has no check of that name,
    /// since its prediction is not about that value, is not counted.
    /// </summary>
    public IReadOnlyList<Check> Checks() => [.. Points.SelectMany(point => point.Runs).SelectMany(run => run.Checks).GroupBy(check => check.Name)
        .Select(check => Check.Exactly(
            $"{check.Key}: points of {check.Count()} that fail", 0, check.Count(each => !each.Passed), check.First().Source))];

    /// <summary>
    /// The means and standard errors of all quantities as a table, a row for each value, and behind them how many of its points fail each check.
    /// </summary>
    /// <param name="file">The file's name.</param>
    /// <param name="columns">The headers of the values.</param>
    /// <param name="numbers">The numbers of a value, one for each header.</param>
    public ExperimentFile Table(string file, IReadOnlyList<string> columns, Func<T, IReadOnlyList<double>> numbers)
    {
        var points = Points;
        string[] names = [.. points.SelectMany(point => point.Runs).SelectMany(run => run.Measures.Select(measure => measure.Name)).Distinct()];
        string[] checks = [.. points.SelectMany(point => point.Runs).SelectMany(run => run.Checks.Select(check => check.Name)).Distinct()];
        string description = "means over seeds of what was measured at each value, and their standard errors"
            + (checks.Length > 0 ? "; how many seeds failed each check" : "");
        return DataTable.Of(
            file, description,
            [
                .. columns, .. names.SelectMany(name => new[] { DataTable.Quote(name), DataTable.Quote($"standard error of {name}") }),
                .. checks.Select(name => DataTable.Quote($"failed: {name}")),
            ],
            points.Select(point => (IReadOnlyList<double>)[.. numbers(point.Value),
                .. names.SelectMany(name => new[] { point.Mean(name), point.Error(name) }), .. checks.Select(name => (double)point.Failed(name))]));
    }

    /// <summary><c>Rate (Hz)</c> as a quantity and its unit.</summary>
    private static Axis AxisOf(string name)
    {
        int unit = name.EndsWith(')') ? name.LastIndexOf(" (", StringComparison.Ordinal) : -1;
        return unit < 0 ? new Axis(name) : new Axis(name[..unit], name[(unit + 2)..^1]);
    }

    // One by one, so that points come in order and the figure of a stopped sweep has no holes. A rank takes the next when it is free.
    private void Calculate(RankGroup ranks, int[] missing, PointStore? store)
    {
        int processors = Math.Max(1, Environment.ProcessorCount / ranks.CountHere);
        int parallel = Math.Clamp(session.Context.Threads > 0 ? session.Context.Threads : processors, 1, Math.Max(1, missing.Length));
        int threadsOfEach = Math.Max(1, session.Context.Threads / parallel);
        var progress = new SharedProgress(session.Progress, missing.Length);
        using var queue = ranks.Deal(missing.Length);
        var each = System.Collections.Concurrent.Partitioner.Create(Places(queue), System.Collections.Concurrent.EnumerablePartitionerOptions.NoBuffering);
        Parallel.ForEach(each, new ParallelOptions { MaxDegreeOfParallelism = parallel }, (place, state) =>
        {
            progress.Begin(place, queue.Dealt);
            bool goesOn = false;
            try
            {
                goesOn = Calculate(missing[place], threadsOfEach, progress.Part(place), store);
            }
            catch (Exception error)
            {
                Fail(missing[place], error);
            }

            if (!goesOn)
            {
                queue.Close();
                state.Stop();
            }
        });
    }

    private static IEnumerable<int> Places(RankQueue queue)
    {
        while (queue.Next() is { } place)
        {
            yield return place;
        }
    }

    private void Fail(int index, Exception error)
    {
        lock (stopping)
        {
            failed = failed is { } other && other.Index < index ? other : (index, error);
        }
    }

    private string Described(int index)
    {
        string value = $"{values[index / seeds]}";
        value = value.Length <= LongestValue ? value : $"{value.AsSpan(0, LongestValue)}...";
        return $"point {index + 1} of {found.Length} ({value}, seed {session.Seed + (ulong)(index % seeds)})";
    }

    // All ranks know all points then, and whether any was told to stop; what has failed at one fails at all.
    private bool Share(RankGroup ranks, Func<int, bool> isTold, PointStore? store)
    {
        if (ranks.Count == 1)
        {
            return false;
        }

        bool isStopped = false;
        string failure = "";
        using var told = new MemoryStream();
        using (var writer = new BinaryWriter(told, System.Text.Encoding.UTF8, leaveOpen: true))
        {
            writer.Write(session.Cancellation.IsCancellationRequested);
            writer.Write(failed is { } own ? $"Rank {ranks.Rank}, {Described(own.Index)}: {own.Error.Message}" : "");
            for (int i = 0; i < found.Length; i++)
            {
                if (found[i] is { } point && isTold(i))
                {
                    using var content = new MemoryStream();
                    PointFile.Write(content, Name(i), point);
                    writer.Write(i);
                    writer.Write(checked((int)content.Length));
                    writer.Write(content.GetBuffer(), 0, (int)content.Length);
                }
            }
        }

        foreach (byte[] bytes in ranks.Exchange(told.ToArray()))
        {
            using var reader = new BinaryReader(new MemoryStream(bytes));
            isStopped |= reader.ReadBoolean();
            string other = reader.ReadString();
            failure = failure.Length > 0 ? failure : other;
            while (reader.BaseStream.Position < bytes.Length)
            {
                int index = reader.ReadInt32();
                var point = PointFile.Read(new MemoryStream(reader.ReadBytes(reader.ReadInt32())), Name(index));
                if (found[index] is null)
                {
                    found[index] = point;
                    store?.Write(Name(index), point!);
                }
            }
        }

        if (failure.Length == 0)
        {
            return isStopped;
        }

        // A mistake of the program keeps its trace at the rank where it happened.
        throw failed is { Error: not UserErrorException } mistake ? new InvalidOperationException(failure, mistake.Error) : new UserErrorException(failure);
    }

    private string Name(int index) => string.Create(CultureInfo.InvariantCulture, $"{session.Context.PathRefinement}-{key.Replace('.', '-')}-{index:00000}");

    private bool Calculate(int index, int threads, Progress progress, PointStore? store)
    {
        var context = session.Context with
        {
            Seed = session.Seed + (ulong)(index % seeds), Threads = threads, Progress = progress, Points = null, ResumeFrom = null, CheckpointSink = null,
            Ranks = RankGroup.Alone,
            DumpKernels = index == 0 ? session.Context.DumpKernels : null,
            Warn = message => session.Warn([message]),
        };
        var result = ExperimentRun.Of(context, (point, findings) => measure(values[index / seeds], point, findings));
        if (result.Interrupted)
        {
            lock (stopping)
            {
                unfinished = unfinished is { } other && other.Index < index ? other : (index, PointFindings.Of(result));
            }

            return false;
        }

        var point = PointFindings.Of(result);
        store?.Write(Name(index), point);
        found[index] = point;
        return true;
    }

    // In the order of points, whoever calculated them and when.
    private RunCounters Cost()
    {
        var there = found.OfType<PointFindings>().Select(point => point.Counters).ToList();
        return there.Count == 0 ? unfinished?.Found.Counters ?? new RunCounters() : there.Aggregate((sum, next) => sum.Add(next));
    }
}
