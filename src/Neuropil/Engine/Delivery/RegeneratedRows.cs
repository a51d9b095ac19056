using System.Runtime.CompilerServices;

namespace Neuropil.Engine;

/// <summary>
/// The synapses of a projection that are not stored: a source's row is made again, from the counters of the generator, whenever its spike has passed the
/// shortest delay, and goes to as many rows of the ring as there are delays. One for each worker, which takes the part onto its own cells.
/// </summary>
internal sealed unsafe class RegeneratedRows
{
    private readonly BundleMember member;
    private readonly SynapseReader reader;
    private readonly long origin;
    private readonly int begin; // this worker's targets, counted within the slice
    private readonly int end;
    private double scale;
    private int shift;
    private long shared;

    /// <summary>The rows of a projection onto one worker's cells.</summary>
    public RegeneratedRows(BundleMember member, int population, (int Begin, int End) range, ArrivalSpace space)
    {
        (this.member, Population) = (member, population);
        reader = member.Rows.NewReader();
        int first = member.Projection.Target.Start;
        origin = space.Origin(member.Port) + first;
        (begin, end) = (range.Begin - first, range.End - first);
    }

    public Projection Projection => member.Projection;

    /// <summary>The population of the sources.</summary>
    public int Population { get; }

    public int FirstSource => member.Projection.Source.Start;

    public int Sources => member.Projection.Source.Count;

    public int ShortestDelay => member.Survey.Shortest;

    public int LongestDelay => member.Survey.Longest;

    /// <summary>Takes the units of the port, in which weights are counted as stored ones are.</summary>
    public void Resolve(IReadOnlyDictionary<Port, Resolution> resolutions)
    {
        var resolution = resolutions[member.Port];
        (scale, shift) = (Math.ScaleB(1, resolution.WeightBits), resolution.Shift);
        shared = (long)resolution.Count(member.WeightsDiffer ? 0 : member.Rows.Weights.KernelValue) << shift;
    }

    /// <summary>Adds the synapses of the given sources whose shortest delay ends in the step <paramref name="first"/>, where they arrive in the step
    /// <paramref name="from"/> or later.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Add(SpikeRange spikes, ArrivalRing ring, long first, long from)
    {
        for (long i = 0; i < spikes.Count; i++)
        {
            int source = spikes.Cells[i] - FirstSource;
            var targets = reader.Targets(source);
            int low = RowFiller.CountBelow(targets, begin);
            int high = low + RowFiller.CountBelow(targets[low..], end);
            if (low == high)
            {
                continue;
            }

            // Draws go through the whole row, whoever has its targets.
            var delays = member.DelaysDiffer ? reader.Delays(source, targets.Length) : [];
            var weights = member.WeightsDiffer ? reader.Weights(source, targets.Length) : [];
            for (int synapse = low; synapse < high; synapse++)
            {
                long arrival = first + (delays.IsEmpty ? 0 : delays[synapse] - ShortestDelay);
                if (arrival >= from)
                {
                    ring.Row(arrival)[origin + targets[synapse]] += weights.IsEmpty ? shared : (long)Math.Round(weights[synapse] * scale) << shift;
                }
            }
        }
    }
}
