using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Neuropil.Experiments;
using static Neuropil.Units;

namespace Neuropil.Benchmarks;

/// <summary>
/// The cortical microcircuit (Potjans and Diesmann 2014) with constant background, written by hand for one thread: cells by exact propagators, synapses in
/// rows by delay, of which a step takes what is due.
/// </summary>
internal sealed unsafe class HandWrittenMicrocircuit : IHandWrittenNetwork, IDisposable
{
    private const double Tau = 10; // ms
    private const double SynapticTau = 0.5; // ms
    private const double Capacitance = 250; // pF
    private const double Step = 0.1; // ms
    private static readonly HandWrittenThreshold threshold = new(Threshold: 15, Reset: 0, RefractorySteps: 20); // mV above rest
    private static readonly double kept = Math.Exp(-Step / Tau);
    private static readonly double currentKept = Math.Exp(-Step / SynapticTau);

    private readonly MicrocircuitRows rows;
    private readonly HandWrittenSynapses synapses;
    private readonly RecentSpikes recent;
    private readonly double[] v; // mV above rest
    private readonly double[] current; // pA
    private readonly double[] held; // steps
    private readonly double[] drifts; // of V in a step by the constant current, mV, by population
    private readonly int[] lengths; // of the rows
    private int step;

    /// <summary>The network of parameters.</summary>
    public HandWrittenMicrocircuit(MicrocircuitParameters parameters)
    {
        rows = new MicrocircuitRows(parameters);
        synapses = new HandWrittenSynapses(rows, delaysOfGroup: 1);
        recent = new RecentSpikes(rows.LongestDelay + 2);
        (v, current, held) = (new double[rows.Sources], new double[rows.Sources], new double[rows.Sources]);
        Array.Fill(held, double.PositiveInfinity); // for ever, of what only fills up the last vector of a population
        lengths = [.. Enumerable.Range(0, rows.Sources).Select(rows.LengthOf)];

        var constant = parameters with { Background = MicrocircuitBackground.Constant };
        drifts = [.. MicrocircuitData.Names.Select((_, i) => MicrocircuitModel.ConstantInput(i, constant) / (1 * pA) * Tau / Capacitance * (1 - kept))];
        var random = new Random(2);
        for (int population = 0; population < drifts.Length; population++)
        {
            var (begin, end) = rows.CellsOf(population);
            var (mean, deviation) = MicrocircuitData.Potentials[population];
            for (int cell = begin; cell < end; cell++)
            {
                held[cell] = 0;
                v[cell] = Math.Min(threshold.Threshold, mean + 65 + (deviation * Math.Sqrt(12) * (random.NextDouble() - 0.5)));
            }
        }
    }

    /// <inheritdoc/>
    public int Cells => Enumerable.Range(0, drifts.Length).Sum(population => rows.CellsOf(population).End - rows.CellsOf(population).Begin);

    /// <inheritdoc/>
    public long Synapses => rows.Synapses;

    /// <inheritdoc/>
    public long Events { get; private set; }

    /// <inheritdoc/>
    public long Spikes { get; private set; }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public long Run(int steps)
    {
        for (int end = step + steps; step < end; step++)
        {
            long* arrived = synapses.Deliver(step, recent);
            var spikes = recent.Begin();
            for (int population = 0; population < drifts.Length; population++)
            {
                Update(population, arrived, spikes);
            }

            Spikes += spikes.Count;
            foreach (int cell in CollectionsMarshal.AsSpan(spikes))
            {
                Events += lengths[cell];
            }
        }

        return (long)steps * Cells;
    }

    /// <inheritdoc/>
    public void Dispose() => synapses.Dispose();

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Update(int population, long* arrived, List<int> spikes)
    {
        var share = Vector512.Create(Tau * SynapticTau / (Capacitance * (SynapticTau - Tau)) * (currentKept - kept));
        var drift = Vector512.Create(drifts[population]);
        var unit = Vector512.Create(rows.Resolution / (1 << IDrawnRows.WeightShift));
        var (begin, end) = rows.CellsOf(population);
        for (int i = begin; i < end; i += Vector512<double>.Count)
        {
            var input = Vector512.LoadUnsafe(ref current[i]);
            var old = Vector512.LoadUnsafe(ref v[i]);
            var free = Vector512.FusedMultiplyAdd(old, Vector512.Create(kept), Vector512.FusedMultiplyAdd(input, share, drift));
            var arriving = Vector512.ConvertToDouble(Vector512.Load(arrived + i));
            Vector512.Store(Vector512<long>.Zero, arrived + i);
            Vector512.FusedMultiplyAdd(input, Vector512.Create(currentKept), arriving * unit).StoreUnsafe(ref current[i]);
            threshold.End(i, v, held, old, free, spikes);
        }
    }
}
