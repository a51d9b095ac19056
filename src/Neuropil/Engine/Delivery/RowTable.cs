using System.Runtime.CompilerServices;

namespace Neuropil.Engine;

/// <summary>
/// The synapses from some consecutive cells of a population onto all cells of one worker, of all projections that share these sources and this form: source
/// after source, and each source's in groups of one class (<see cref="RowClass"/>), by ascending delay. A group is what a spike brings in one step.
/// </summary>
internal sealed unsafe class RowTable : IDisposable
{
    private readonly AlignedMemory index;
    private AlignedMemory? words;

    /// <summary>A table without synapses, whose groups are to be counted.</summary>
    public RowTable(RowForm form, int population, int firstSource, int sources, IReadOnlyList<RowClass> classes, int reach)
    {
        (Form, Population, FirstSource, Sources, Reach) = (form, population, firstSource, sources, reach);
        Classes = [.. classes];
        Amounts = new long[Classes.Length];
        index = new AlignedMemory(((long)sources * Classes.Length + 1) * sizeof(uint));
    }

    public RowForm Form { get; }

    /// <summary>The projections whose synapses it has, with their numbers on all workers.</summary>
    public IReadOnlyList<(Projection Projection, long Synapses)> Members { get; init; } = [];

    /// <summary>The population of the sources.</summary>
    public int Population { get; }

    public int FirstSource { get; }

    public int Sources { get; }

    public RowClass[] Classes { get; }

    /// <summary>In the ring form, by how much the longest delay of a group may exceed its first.</summary>
    public int Reach { get; }

    /// <summary>In the coded form, a port of its synapses: all have the same unit.</summary>
    public Port? CodedPort { get; init; }

    /// <summary>In the coded form, the place from which on places are counted.</summary>
    public long FirstPlace { get; init; }

    /// <summary>In the coded form, the binary places of weights.</summary>
    public int WeightPlaces { get; init; }

    /// <summary>
    /// The shared weight of each class, in units of its port's arrivals; set when the resolutions are known. In the coded form the first place, and above it
    /// by how many places a weight is shifted.
    /// </summary>
    public long[] Amounts { get; }

    /// <summary>The longest delay.</summary>
    public int LongestDelay => Classes[^1].Delay + Reach;

    /// <summary>The number of groups.</summary>
    public long Groups => (long)Sources * Classes.Length;

    public long Bytes => index.Bytes + (words?.Bytes ?? 0);

    /// <summary>Where each group begins, in words; one more entry than groups. Group (source s, class c) is s times the number of classes plus c.</summary>
    public uint* Index => (uint*)index.Address;

    public byte* Words => words!.Address;

    /// <summary>The number of synapses.</summary>
    public long Count => Index[Groups];

    /// <summary>Before there is room: a source has so many synapses more.</summary>
    public void AddLength(int source, int synapses) => *RowEnd(source) += (uint)synapses;

    /// <summary>
    /// Makes room for the synapses that <see cref="AddLength"/> has told of. After it the index says where each source's row begins and ends; who fills a row
    /// writes where its groups do.
    /// </summary>
    /// <exception cref="OverflowException">The table has 2^32 synapses or more.</exception>
    public void Allocate()
    {
        long next = 0;
        for (int source = 0; source < Sources; source++)
        {
            next += *RowEnd(source);
            *RowEnd(source) = checked((uint)next);
        }

        words = new AlignedMemory(next * Form.WordBytes, cleared: false);
    }

    /// <summary>The cells of a sender that spiked in a step, as far as they are sources.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public SpikeRange SpikesOf(SpikeSender sender, long step) => sender.SpikesOf(Population, step, FirstSource, Sources);

    /// <summary>
    /// Adds, of a class of the given sources in the ring form, the synapses that arrive at <paramref name="from"/> or later, to a ring whose
    /// row of the group's first delay is that of <paramref name="first"/>.
    /// </summary>
    public void AddLater(int rowClass, SpikeRange spikes, ArrivalRing ring, long first, long from, int shift)
    {
        for (long i = 0; i < spikes.Count; i++)
        {
            long group = ((long)(spikes.Cells[i] - FirstSource) * Classes.Length) + rowClass;
            for (long word = Index[group]; word < Index[group + 1]; word++)
            {
                long place = ((uint*)Words)[Form.WeightsDiffer ? 2 * word : word];
                long arrival = first + (place / ring.Stride);
                if (arrival >= from)
                {
                    ring.Row(arrival)[place % ring.Stride] += Form.WeightsDiffer ? (long)((int*)Words)[(2 * word) + 1] << shift : Amounts[rowClass];
                }
            }
        }
    }

    private uint* RowEnd(int source) => Index + (((long)source + 1) * Classes.Length);

    public void Dispose()
    {
        index.Dispose();
        words?.Dispose();
    }
}
