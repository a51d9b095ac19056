using System.Runtime.CompilerServices;
using Neuropil.Networks;

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
    private double scale;
    private int shift;
    private long shared;

    /// <summary>The rows of a projection onto one worker's cells.</summary>
    public RegeneratedRows(BundleMember member, int population, (int Begin, int End) range, ArrivalSpace space)
    {
        (this.member, Population) = (member, population);
        var target = member.Projection.Target;
        origin = space.Origin(member.Port) + target.Start;
        int first = Math.Clamp(range.Begin - target.Start, 0, target.Count);
        reader = member.Rows.NewReader(new TargetRange(first, Math.Clamp(range.End - target.Start, first, target.Count)));
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
            if (targets.IsEmpty)
            {
                continue;
            }

            var delays = member.DelaysDiffer ? reader.Delays(source, targets.Length) : [];
            var weights = member.WeightsDiffer ? reader.Weights(source, targets.Length) : [];
            for (int synapse = 0; synapse < targets.Length; synapse++)
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
