using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Neuropil.Benchmarks;

/// <summary>
/// Plasticity by pairs of spikes, written by hand: at a presynaptic spike each weight w of the row loses A- times the trace of its target, not below zero, and
/// goes to the target's arrivals; at a postsynaptic one each weight onto the cell gains A+ times the trace of its source, up to a bound. A trace
/// rises at spikes and decays exponentially (Song, Miller and Abbott 2000, Nature Neurosci. 3). Unit: nS, ms.
/// </summary>
internal sealed unsafe class HandWrittenPairRule : IDisposable
{
    public const double Potentiation = 0.005;
    public const double Depression = 0.00525;
    public const double LargestWeight = 0.2;
    public const double TimeConstant = 20;

    /// <summary>Arrivals are integers in units of 2^-40 nS.</summary>
    public const double UnitsOfArrivals = 1L << 40;

    // 1.5 * 2^52: a number of less than 2^51, added to it, stands rounded to an integer in its last bits, also without the instruction for that.
    private const double ToInteger = 3L << 51;

    // Edges onto a target lie anywhere; they are asked for before their turn. Measured: 16 ahead 6.6 ns per edge, 32 and 64 6.0, one edge at a time; 5.6 with
    // four at a time.
    private const int EdgesAhead = 32;

    private readonly PlasticRows rows;
    private readonly LargeBlock sourceTraces;
    private readonly LargeBlock targetTraces;
    private readonly LargeBlock agedTargetTraces;
    private readonly LargeBlock arrivals;
    private readonly LargeBlock emissions;

    public HandWrittenPairRule(PlasticRows rows)
    {
        this.rows = rows;
        sourceTraces = new LargeBlock(rows.Sources * (long)sizeof(double));
        targetTraces = new LargeBlock((rows.TargetCount + 1L) * sizeof(double));
        agedTargetTraces = new LargeBlock((rows.TargetCount + 1L) * sizeof(AgedTrace));
        arrivals = new LargeBlock((rows.TargetCount + 1L) * sizeof(long));
        emissions = new LargeBlock(rows.Stride * (long)sizeof(long));
    }

    /// <summary>The traces of the sources, advanced to the present.</summary>
    public Span<double> SourceTraces => new(sourceTraces.Of<double>(), rows.Sources);

    /// <summary>The traces of the targets, advanced to the present in each step.</summary>
    public Span<double> TargetTraces => new(targetTraces.Of<double>(), rows.TargetCount);

    /// <summary>The traces of the targets as they were at their last spikes.</summary>
    public Span<AgedTrace> AgedTargetTraces => new(agedTargetTraces.Of<AgedTrace>(), rows.TargetCount);

    /// <summary>What has arrived at the targets.</summary>
    public Span<long> Arrivals => new(arrivals.Of<long>(), rows.TargetCount);

    /// <summary>Presynaptic spikes, with traces that are stepped.</summary>
    /// <returns>The number of edges.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public long AtSources(ReadOnlySpan<int> sources)
    {
        double* traces = targetTraces.Of<double>();
        long* emitted = emissions.Of<long>();
        var loss = Vector512.Create(-Depression);
        var magic = Vector512.Create(ToInteger);
        for (int k = 0; k < sources.Length; k++)
        {
            long first = (long)sources[k] * rows.Stride;
            double* weights = rows.Weights + first;
            int* targets = rows.Targets + first;
            var next = new NextRow(rows, sources[Math.Min(k + 1, sources.Length - 1)]);
            for (int i = 0; i < rows.Stride; i += PlasticRows.Lanes)
            {
                next.Prefetch(i);
                var changed = Vector512.MaxNative(Vector512.FusedMultiplyAdd(loss, Gather(traces, targets + i), Vector512.Load(weights + i)),
                    Vector512<double>.Zero);
                Vector512.Store(changed, weights + i);
                Vector512.Store(Vector512.FusedMultiplyAdd(changed, Vector512.Create(UnitsOfArrivals), magic).AsInt64() - magic.AsInt64(), emitted + i);
            }

            Scatter(targets, emitted);
        }

        return (long)sources.Length * rows.RowLength;
    }

    /// <summary>Presynaptic spikes at one time, with traces that are aged from their last spike, one exponential an edge.</summary>
    /// <returns>The number of edges.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public long AtSourcesAged(ReadOnlySpan<int> sources, double now)
    {
        long* emitted = emissions.Of<long>();
        var traces = agedTargetTraces.Of<AgedTrace>();
        var loss = Vector512.Create(-Depression);
        var magic = Vector512.Create(ToInteger);
        var present = Vector512.Create(now);
        for (int k = 0; k < sources.Length; k++)
        {
            long first = (long)sources[k] * rows.Stride;
            double* weights = rows.Weights + first;
            int* targets = rows.Targets + first;
            var next = new NextRow(rows, sources[Math.Min(k + 1, sources.Length - 1)]);
            for (int i = 0; i < rows.Stride; i += PlasticRows.Lanes)
            {
                next.Prefetch(i);
                var (values, times) = Gather(traces, targets + i);
                var trace = values * HandWrittenDouble.Exp((times - present) * Vector512.Create(1 / TimeConstant));
                var changed = Vector512.MaxNative(Vector512.FusedMultiplyAdd(loss, trace, Vector512.Load(weights + i)), Vector512<double>.Zero);
                Vector512.Store(changed, weights + i);
                Vector512.Store(Vector512.FusedMultiplyAdd(changed, Vector512.Create(UnitsOfArrivals), magic).AsInt64() - magic.AsInt64(), emitted + i);
            }

            Scatter(targets, emitted);
        }

        return (long)sources.Length * rows.RowLength;
    }

    /// <summary>Postsynaptic spikes, with traces that are stepped, through the lists of edges onto the cells.</summary>
    /// <returns>The number of edges.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public long AtTargets(ReadOnlySpan<int> targets)
    {
        long edges = 0;
        double* weights = rows.Weights;
        double* traces = sourceTraces.Of<double>();
        foreach (int target in targets)
        {
            var edge = rows.IncomingOf(target);
            int count = rows.IncomingCount(target);
            edges += count;
            int i = 0;
            for (; i + 4 <= count; i += 4)
            {
                Ask(weights, edge + i);
                var gain = Vector256.Create(traces[edge[i].Source], traces[edge[i + 1].Source], traces[edge[i + 2].Source], traces[edge[i + 3].Source]);
                var weight = Vector256.Create(weights[edge[i].Edge], weights[edge[i + 1].Edge], weights[edge[i + 2].Edge], weights[edge[i + 3].Edge]);
                var changed = Vector256.MinNative(Vector256.FusedMultiplyAdd(Vector256.Create(Potentiation), gain, weight), Vector256.Create(LargestWeight));
                weights[edge[i].Edge] = changed[0];
                weights[edge[i + 1].Edge] = changed[1];
                weights[edge[i + 2].Edge] = changed[2];
                weights[edge[i + 3].Edge] = changed[3];
            }

            for (; i < count; i++)
            {
                double* weight = weights + edge[i].Edge;
                *weight = Math.Min(Math.FusedMultiplyAdd(Potentiation, traces[edge[i].Source], *weight), LargestWeight);
            }
        }

        return edges;
    }

    public void Dispose()
    {
        sourceTraces.Dispose();
        targetTraces.Dispose();
        agedTargetTraces.Dispose();
        arrivals.Dispose();
        emissions.Dispose();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<double> Gather(double* column, int* index)
        => Avx2.IsSupported
            ? Joined(Avx2.GatherVector256(column, Vector128.Load(index), sizeof(double)),
                Avx2.GatherVector256(column, Vector128.Load(index + 4), sizeof(double)))
            : Vector512.Create(
                column[index[0]], column[index[1]], column[index[2]], column[index[3]], column[index[4]], column[index[5]], column[index[6]], column[index[7]]);

    // Not Vector512.Create: of two halves it makes a value that is kept on the stack from one pass of a loop to the next, so that each waits for the one before
    // (aged traces 4.7 ns per edge instead of 2.7).
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<double> Joined(Vector256<double> lower, Vector256<double> upper) => lower.ToVector512Unsafe().WithUpper(upper);

    // Value and time lie together: one load, and one line of memory, for both.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static (Vector512<double> Values, Vector512<double> Times) Gather(AgedTrace* traces, int* index)
    {
        var a = Vector128.Load((double*)(traces + index[0]));
        var b = Vector128.Load((double*)(traces + index[1]));
        var c = Vector128.Load((double*)(traces + index[2]));
        var d = Vector128.Load((double*)(traces + index[3]));
        var e = Vector128.Load((double*)(traces + index[4]));
        var f = Vector128.Load((double*)(traces + index[5]));
        var g = Vector128.Load((double*)(traces + index[6]));
        var h = Vector128.Load((double*)(traces + index[7]));
        return Sse2.IsSupported
            ? (Joined(Vector256.Create(Sse2.UnpackLow(a, b), Sse2.UnpackLow(c, d)), Vector256.Create(Sse2.UnpackLow(e, f), Sse2.UnpackLow(g, h))),
                Joined(Vector256.Create(Sse2.UnpackHigh(a, b), Sse2.UnpackHigh(c, d)), Vector256.Create(Sse2.UnpackHigh(e, f), Sse2.UnpackHigh(g, h))))
            : (Vector512.Create(a[0], b[0], c[0], d[0], e[0], f[0], g[0], h[0]), Vector512.Create(a[1], b[1], c[1], d[1], e[1], f[1], g[1], h[1]));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Ask(double* weights, PlasticRows.Incoming* edge)
    {
        if (Sse.IsSupported)
        {
            Sse.Prefetch0(weights + edge[EdgesAhead].Edge);
            Sse.Prefetch0(weights + edge[EdgesAhead + 1].Edge);
            Sse.Prefetch0(weights + edge[EdgesAhead + 2].Edge);
            Sse.Prefetch0(weights + edge[EdgesAhead + 3].Edge);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Scatter(int* targets, long* emitted)
    {
        long* arrived = arrivals.Of<long>();
        for (int i = 0; i < rows.Stride; i += 4)
        {
            arrived[targets[i]] += emitted[i];
            arrived[targets[i + 1]] += emitted[i + 1];
            arrived[targets[i + 2]] += emitted[i + 2];
            arrived[targets[i + 3]] += emitted[i + 3];
        }
    }

    /// <summary>A trace and when it had this value, ms.</summary>
    internal readonly record struct AgedTrace(double Value, double Time);

    /// <summary>The row that comes next, asked for while this one is changed.</summary>
    private readonly ref struct NextRow(PlasticRows rows, int next)
    {
        private readonly double* weights = rows.Weights + ((long)next * rows.Stride);
        private readonly int* targets = rows.Targets + ((long)next * rows.Stride);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Prefetch(int i)
        {
            if (Sse.IsSupported)
            {
                Sse.Prefetch0(weights + i);
                Sse.Prefetch0(targets + i);
            }
        }
    }
}
