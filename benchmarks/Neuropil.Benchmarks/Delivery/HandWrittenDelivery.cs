using System.Runtime.CompilerServices;

namespace Neuropil.Benchmarks;

/// <summary>
/// A step loop written by hand: spikes of a schedule through rows of synapses, in groups of so many delays, onto cells that do next to nothing.
/// </summary>
internal sealed unsafe class HandWrittenDelivery : IDeliveryLoop
{
    private readonly DeliveryLoad load;
    private readonly SpikeSchedule spikes;
    private readonly HandWrittenCells cells;
    private readonly HandWrittenSynapses synapses;
    private int step;

    public HandWrittenDelivery(DeliveryLoad load, SpikeSchedule spikes, int delaysOfGroup)
    {
        (this.load, this.spikes) = (load, spikes);
        cells = new HandWrittenCells(load.Targets);
        synapses = new HandWrittenSynapses(load, delaysOfGroup);
    }

    /// <summary>The membrane potentials of the cells, mV.</summary>
    public ReadOnlySpan<double> Voltage => cells.Voltage[..load.Targets];

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public long Run(int steps)
    {
        long events = 0;
        for (int end = step + steps; step < end; step++)
        {
            cells.Advance(synapses.Deliver(step, spikes));
            events += (long)spikes[step - 1 - load.ShortestDelay].Length * load.RowLength;
        }

        return events;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        cells.Dispose();
        synapses.Dispose();
    }
}
