using Neuropil.Compiler;

namespace Neuropil.Engine;

/// <summary>
/// Builds the synapses of a projection with state, on all threads: rows are made twice, to be counted and to be stored, as those of static
/// projections are, and each goes to the workers of its targets.
/// </summary>
internal sealed unsafe class EdgeBuilder
{
    private readonly EdgeProjection projection;
    private readonly ProjectionRows rows;
    private readonly (int Begin, int End)[] ranges; // of each worker, within the target slice, by number in the population
    private readonly EdgeStore[] stores;
    private readonly int[] classOf;
    private readonly bool dendriticDiffer;

    /// <summary>A builder of a projection's synapses for workers with the given target cells.</summary>
    public EdgeBuilder(EdgeProjection projection, ProjectionRows rows, IReadOnlyList<(int Begin, int End)> workers)
    {
        (this.projection, this.rows) = (projection, rows);
        var target = projection.Projection.Target;
        ranges = [.. workers.Select(worker => Within(worker, target.Start, target.Start + target.Count))];
        stores = [.. ranges.Select(_ => new EdgeStore(projection.Projection.Source.Count, projection.AxonalDelays))];
        RowLengths = new int[projection.Projection.Source.Count];
        classOf = new int[projection.AxonalDelays[^1] + 1];
        for (int i = 0; i < projection.AxonalDelays.Length; i++)
        {
            classOf[projection.AxonalDelays[i]] = i;
        }

        dendriticDiffer = !rows.DendriticDelays.AreEqual;
    }

    /// <summary>The number of synapses of each source, onto whatever rank's cells.</summary>
    public int[] RowLengths { get; }

    /// <summary>A sum over the synapses of this process of a number of who connects to whom, with which delays.</summary>
    public ulong Hash { get; private set; }

    /// <summary>The cells of each worker that have synapses of the projection.</summary>
    public IReadOnlyList<(int Begin, int End)> Ranges => ranges;

    /// <summary>
    /// The stores of the workers, with targets and delays; weights that never change have a place, and are filled in when the port's resolution is known.
    /// </summary>
    public EdgeStore[] Build()
    {
        rows.Run((reader, first, end)
            => ForEachSynapse(reader, first, end, (worker, _, group, _, _, _) => stores[worker].RowStart[group + 1]++, withDendrites: false));
        bool hasWeights = !projection.Equations.IsWeightPlastic && !rows.Weights.AreEqual;
        bool agesVariables = projection.Equations.In(Scope.Edge).Any(variable => variable.Derivative is not null);
        var symbols = projection.Equations.In(Scope.Edge).Select(variable => variable.Symbol).ToList();
        foreach (var store in stores)
        {
            store.Allocate(dendriticDiffer, hasWeights, agesVariables, projection.AgeTogether, symbols);
            store.DendriticDelay = dendriticDiffer ? 0 : projection.LongestDendriticDelay;
        }

        var filled = stores.Select(store => new long[(long)store.Sources * projection.AxonalDelays.Length]).ToArray();
        ulong hash = 0;
        rows.Run((reader, first, end) =>
        {
            ulong sum = 0;
            ForEachSynapse(reader, first, end, (worker, source, group, target, ordinal, delay) =>
            {
                sum += RandomStream.Entity(RandomStream.Entity((ulong)source, (ulong)ordinal), ((ulong)(uint)target << 32) | ((uint)group << 16) | (uint)delay);
                var store = stores[worker];
                long place = store.RowStart[group] + filled[worker][group]++;
                store.Targets[place] = target;
                if (store.Ordinals != null)
                {
                    store.Ordinals[place] = (uint)ordinal;
                }
                else if (place == store.RowStart[group])
                {
                    store.FirstOrdinals[source] = (uint)ordinal;
                }

                if (dendriticDiffer)
                {
                    store.DendriticDelays[place] = delay;
                }
            }, withDendrites: dendriticDiffer);
            Interlocked.Add(ref hash, sum);
        });
        Hash = hash;
        return stores;
    }

    private delegate void SynapseAction(int worker, int source, long group, int target, int ordinal, int dendriticDelay);

    private void ForEachSynapse(SynapseReader reader, int first, int end, SynapseAction action, bool withDendrites)
    {
        bool isDelayed = projection.AxonalDelays.Length > 1;
        int targetStart = projection.Projection.Target.Start;
        for (int source = first; source < end; source++)
        {
            var targets = reader.Targets(source);
            RowLengths[source] = reader.RowLength(source); // by one thread
            var delays = isDelayed ? reader.Delays(source, targets.Length) : default;
            var dendrites = withDendrites ? reader.DendriticDelays(source, targets.Length) : default;
            int worker = 0;
            for (int i = 0; i < targets.Length; i++)
            {
                int target = targetStart + targets[i];
                while (target >= ranges[worker].End)
                {
                    worker++;
                }

                long group = ((long)source * projection.AxonalDelays.Length) + (isDelayed ? classOf[delays[i]] : 0);
                action(worker, source, group, target, reader.First + i, withDendrites ? dendrites[i] : 0);
            }
        }
    }

    private static (int Begin, int End) Within((int Begin, int End) range, int first, int end)
    {
        int begin = Math.Clamp(range.Begin, first, end);
        return (begin, Math.Max(begin, Math.Min(range.End, end)));
    }
}
