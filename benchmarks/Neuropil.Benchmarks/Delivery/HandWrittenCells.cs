using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Neuropil.Benchmarks;

/// <summary>Leaky cells with delta synapses, written by hand: they take what arrived in a step, in integers, and clear it. Unit: mV.</summary>
internal sealed unsafe class HandWrittenCells : IDisposable
{
    private const double Rest = -60;
    private const double Threshold = -50;
    private const double TimeStepByTimeConstant = 0.1 / 20;

    private readonly int cells;
    private readonly LargeBlock block;

    public HandWrittenCells(int cells)
    {
        this.cells = Padded(cells);
        block = new LargeBlock(this.cells * sizeof(double));
        Voltage.Fill(Rest);
    }

    /// <summary>The membrane potentials, mV.</summary>
    public Span<double> Voltage => new(block.Of<double>(), cells);

    /// <summary>A number of cells, rounded up to whole vectors.</summary>
    public static int Padded(int cells) => (cells + 7) / 8 * 8;

    /// <summary>One step of all cells.</summary>
    /// <returns>The number of spikes.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public int Advance(long* arrived)
    {
        int spikes = 0;
        double* voltage = block.Of<double>();
        var resolution = Vector512.Create(DeliveryLoad.Resolution);
        var decay = Vector512.Create(Math.Exp(-TimeStepByTimeConstant));
        var rest = Vector512.Create(Rest);
        var threshold = Vector512.Create(Threshold);
        for (int i = 0; i < cells; i += Vector512<double>.Count)
        {
            var input = Vector512.ConvertToDouble(Vector512.Load(arrived + i));
            Vector512.Store(Vector512<long>.Zero, arrived + i);
            var v = Vector512.FusedMultiplyAdd(Vector512.Load(voltage + i) - rest, decay, Vector512.FusedMultiplyAdd(input, resolution, rest));
            var spiked = Vector512.GreaterThanOrEqual(v, threshold);
            Vector512.Store(Vector512.ConditionalSelect(spiked, rest, v), voltage + i);
            spikes += BitOperations.PopCount(Vector512.ExtractMostSignificantBits(spiked));
        }

        return spikes;
    }

    public void Dispose() => block.Dispose();
}
