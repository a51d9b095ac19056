using Neuropil.Networks;

namespace Neuropil.Engine;

/// <summary>
/// One thread's way through the rows of a projection, or through the parts of them that lead to a range of targets. A synapse is known by its source and its
/// ordinal, its place in the whole row; targets ascend. What a span holds is valid until the next call of the same method.
/// </summary>
internal sealed class SynapseReader(RowGenerator generator, TargetRange range, ProjectionRows rows, DelayGrid grid, string delayName)
{
    private readonly bool isWhole = range.HoldsAll(rows.Projection.Target.Count);
    private int first;
    private int[] targets = [];
    private int[] delays = [];
    private int[] dendrites = [];
    private float[] weights = [];
    private double[] values = [];

    /// <summary>The ordinal of the first of the synapses whose targets, or whose number, were read last.</summary>
    public int First => first;

    /// <summary>The number of all synapses of a source, those beyond the range included.</summary>
    public int RowLength(int source) => generator.Length(source);

    /// <summary>The number of a source's synapses within the range.</summary>
    public int Length(int source)
    {
        first = 0;
        return isWhole ? generator.Length(source) : Targets(source).Length;
    }

    /// <summary>The targets of a source's synapses, counted from the beginning of the target slice.</summary>
    public ReadOnlySpan<int> Targets(int source)
    {
        if (!isWhole)
        {
            int count = generator.FillPart(source, range, ref targets, out first); // which may make the buffer longer
            return targets.AsSpan(0, count);
        }

        first = 0;
        var row = Room(ref targets, generator.Length(source));
        generator.Fill(source, row);
        return row;
    }

    /// <summary>The delays of a source's so many synapses, in steps; its targets, or their number, must have been read.</summary>
    public ReadOnlySpan<int> Delays(int source, int length)
    {
        var si = Room(ref values, length);
        rows.Delays.Fill(source, first, targets, si);
        var row = Room(ref delays, length);
        grid.Steps(si, row, delayName);
        return row;
    }

    /// <summary>The dendritic delays of a source's so many synapses, in steps; its targets, or their number, must have been read.</summary>
    public ReadOnlySpan<int> DendriticDelays(int source, int length)
    {
        var si = Room(ref values, length);
        rows.DendriticDelays.Fill(source, first, targets, si);
        var row = Room(ref dendrites, length);
        grid.Steps(si, row, $"dendritic {delayName}");
        return row;
    }

    /// <summary>The weights of a source's so many synapses, in kernel units; its targets, or their number, must have been read.</summary>
    public ReadOnlySpan<float> Weights(int source, int length)
    {
        var row = DrawnWeights(source, length);
        if (rows.WeightPlaces is { } places)
        {
            WeightCode.Round(row, places);
        }

        return row;
    }

    /// <summary>The weights of a source's synapses; what they follow from is read with them.</summary>
    public ReadOnlySpan<float> WeightsOf(int source)
        => Weights(source, rows.Weights.NeedTargets ? Targets(source).Length : Length(source));

    /// <summary>The weights before they are rounded to 16 bits, where they are.</summary>
    public Span<float> DrawnWeights(int source, int length)
    {
        var kernel = Room(ref values, length);
        rows.Weights.FillKernelValues(source, first, targets, kernel);
        var row = Room(ref weights, length);
        for (int i = 0; i < length; i++)
        {
            row[i] = (float)kernel[i];
        }

        return row;
    }

    /// <summary>What <see cref="Targets"/> gave last.</summary>
    public ReadOnlySpan<int> LastTargets(int length) => targets.AsSpan(0, length);

    /// <summary>What <see cref="Delays"/> gave last.</summary>
    public ReadOnlySpan<int> LastDelays(int length) => delays.AsSpan(0, length);

    /// <summary>What <see cref="Weights"/> gave last.</summary>
    public ReadOnlySpan<float> LastWeights(int length) => weights.AsSpan(0, length);

    private static Span<T> Room<T>(ref T[] buffer, int length)
    {
        if (buffer.Length < length)
        {
            buffer = new T[Math.Max(length, 2 * buffer.Length)];
        }

        return buffer.AsSpan(0, length);
    }
}
