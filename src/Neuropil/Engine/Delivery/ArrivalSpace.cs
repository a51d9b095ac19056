namespace Neuropil.Engine;

/// <summary>
/// Where what arrives at a worker's cells is counted: a place for each of its cells at each port, port after port, so that a synapse names cell and
/// port by one number.
/// </summary>
internal sealed class ArrivalSpace
{
    private readonly Dictionary<Port, int> indices = [];
    private readonly Port[] ports;
    private readonly long[] origins;
    private readonly long[] ends;

    /// <summary>The space of a worker that has the given range of cells in each population; ranges are of whole cache lines.</summary>
    public ArrivalSpace(IReadOnlyList<Port> ports, IReadOnlyList<(int Begin, int End)> ranges)
    {
        this.ports = [.. ports];
        (origins, ends) = (new long[ports.Count], new long[ports.Count]);
        for (int i = 0; i < ports.Count; i++)
        {
            var (begin, end) = ranges[ports[i].Population];
            indices[ports[i]] = i;
            origins[i] = Size - begin;
            Size += end - begin;
            ends[i] = Size;
        }
    }

    /// <summary>The number of places.</summary>
    public long Size { get; }

    /// <summary>What to add to the number of one of this worker's cells to have its place.</summary>
    public long Origin(Port port) => origins[indices[port]];

    /// <summary>The place of one of this worker's cells.</summary>
    public uint Place(Port port, int cell) => (uint)(Origin(port) + cell);

    /// <summary>The cell of a place.</summary>
    public int CellAt(long place) => (int)(place - Origin(PortAt(place).Port));

    /// <summary>The port of a place, and the range of places that are its.</summary>
    public (Port Port, long Begin, long End) PortAt(long place)
    {
        int port = Array.FindIndex(ends, end => place < end);
        return (ports[port], port == 0 ? 0 : ends[port - 1], ends[port]);
    }
}
