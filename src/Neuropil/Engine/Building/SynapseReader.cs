using Neuropil.Networks;

namespace Neuropil.Engine;

/// <summary>
/// One thread's way through the rows of a projection. A synapse is known by its source and its ordinal, its place in the row; targets ascend. What a span holds
/// is valid until the next call of the same method.
/// </summary>
internal sealed class SynapseReader(RowGenerator generator, ProjectionRows rows, DelayGrid grid, string delayName)
{
    private int[] targets = [];
    private int[] delays = [];
    private int[] dendrites = [];
    private float[] weights = [];
    private double[] values = [];

    /// <summary>The number of a source's synapses.</summary>
    public int Length(int source) => generator.Length(source);

    /// <summary>The targets of a source's synapses, counted from the beginning of the target slice.</summary>
    public ReadOnlySpan<int> Targets(int source)
    {
        var row = Room(ref targets, generator.Length(source));
        generator.Fill(source, row);
        return row;
    }

    /// <summary>The delays of a source's so many synapses, in steps; its targets must have been read.</summary>
    public ReadOnlySpan<int> Delays(int source, int length)
    {
        var si = Room(ref values, length);
        rows.Delays.Fill(source, targets, si);
        var row = Room(ref delays, length);
        grid.Steps(si, row, delayName);
        return row;
    }

    /// <summary>The dendritic delays of a source's so many synapses, in steps; its targets must have been read.</summary>
    public ReadOnlySpan<int> DendriticDelays(int source, int length)
    {
        var si = Room(ref values, length);
        rows.DendriticDelays.Fill(source, targets, si);
        var row = Room(ref dendrites, length);
        grid.Steps(si, row, $"dendritic {delayName}");
        return row;
    }

    /// <summary>The weights of a source's so many synapses, in kernel units; its targets must have been read.</summary>
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
        => Weights(source, rows.Weights.NeedTargets ? Targets(source).Length : generator.Length(source));

    /// <summary>The weights before they are rounded to 16 bits, where they are.</summary>
    public Span<float> DrawnWeights(int source, int length)
    {
        var kernel = Room(ref values, length);
        rows.Weights.FillKernelValues(source, targets, kernel);
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
