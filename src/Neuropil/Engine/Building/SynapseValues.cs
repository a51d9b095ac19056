using Neuropil.Networks;

namespace Neuropil.Engine;

/// <summary>
/// The weights or the delays of a projection's synapses, in SI units, row by row. Draws are keyed by (projection, source), one after another in
/// the order of the row, so that no thread or storage form changes them; they are made again rather than kept.
/// </summary>
internal sealed class SynapseValues
{
    private readonly Parameter parameter;
    private readonly RandomPurpose purpose;
    private readonly ulong family;
    private readonly Connectivity? held;
    private readonly ulong seed;
    private readonly double[]? listed;
    private readonly SynapseValues? further;
    private readonly ThreadLocal<FormulaRow>? formula;
    private readonly ThreadLocal<double[]> added = new(() => []);
    private readonly GivenWeights? given;
    private readonly GrownWiring? grown;
    private readonly ThreadLocal<(double[] Values, int[] Targets)> ofSlots = new(() => ([], []));

    /// <summary>The values of <paramref name="parameter"/>.</summary>
    /// <param name="parameter">The weight or the delay.</param>
    /// <param name="purpose">Which of them.</param>
    /// <param name="family">The family of the sources' streams: the projection's number, or for a parameter of its synapses a number of both.</param>
    /// <param name="held">Its rows where they are held, as those of explicit pairs, the only ones with listed values.</param>
    /// <param name="seed">The network's seed.</param>
    /// <param name="further">Values that are added to these, synapse by synapse: the other part of a delay.</param>
    /// <param name="given">Weights that stand in place of the declared ones.</param>
    /// <param name="grown">Where synapses come and go, the slots by which they draw; null for the places in the row.</param>
    public SynapseValues(Parameter parameter, RandomPurpose purpose, ulong family, Connectivity? held, ulong seed, SynapseValues? further = null,
        GivenWeights? given = null, GrownWiring? grown = null)
    {
        (this.parameter, this.purpose, this.family, this.held, this.seed, this.further) = (parameter, purpose, family, held, seed, further);
        (this.given, this.grown) = (given, grown);
        if (parameter.Values is FormulaValues values)
        {
            formula = new ThreadLocal<FormulaRow>(() => new FormulaRow(values, parameter.Dimension, seed, purpose, family));
        }

        if (parameter.Count is { } count)
        {
            listed = new double[count];
            parameter.Fill(listed, seed, purpose, family: 0, firstEntity: 0);
        }
    }

    /// <summary>Whether all synapses have the same value.</summary>
    public bool AreEqual => given?.AreEqual ?? (parameter.IsUniform && further is not { AreEqual: false });

    /// <summary>Whether the values follow from the targets, which must then be given.</summary>
    public bool NeedTargets => given is null && (formula is not null || further is { NeedTargets: true });

    /// <summary>Whether a user wrote the values down, one by one or once for all.</summary>
    public bool AreWritten => (parameter.IsUniform || listed is not null) && further is not { AreWritten: false };

    /// <summary>The least and the greatest value that can be drawn, in SI units; null where that is not known before, or where they are given.</summary>
    public (double Low, double High)? Bounds
        => given is not null || parameter.Values.Bounds is not { } own ? null
            : further is null ? own
            : further.Bounds is { } more ? (own.Low + more.Low, own.High + more.High) : null;

    /// <summary>The one value of all.</summary>
    public double Value => parameter.UniformSi + (further?.Value ?? 0);

    /// <summary>The one value of all, in kernel units, as the float that a synapse holds.</summary>
    public float KernelValue => given?.Value ?? (float)KernelUnits.FromSi(Value, parameter.Dimension);

    /// <summary>Writes the values of consecutive synapses of a source, from one place in its row on, in kernel units.</summary>
    public void FillKernelValues(int source, int first, ReadOnlySpan<int> targets, Span<double> row)
    {
        if (given is not null)
        {
            given.Fill(source, first, row);
            return;
        }

        Fill(source, first, targets, row);
        if (!AreWritten)
        {
            KernelScale.FromSi(row, parameter.Dimension);
            return;
        }

        for (int i = 0; i < row.Length; i++)
        {
            row[i] = KernelUnits.FromSi(row[i], parameter.Dimension);
        }
    }

    /// <summary>Writes the values of consecutive synapses of a source, from one place in its row on, in SI units.</summary>
    public void Fill(int source, int first, ReadOnlySpan<int> targets, Span<double> row)
    {
        FillOwn(source, first, targets, row);
        if (further is not null)
        {
            // The two are independent, and a sum of two has no order.
            var more = added.Value.AsSpan();
            if (more.Length < row.Length)
            {
                more = added.Value = new double[2 * row.Length];
            }

            further.Fill(source, first, targets, more[..row.Length]);
            for (int i = 0; i < row.Length; i++)
            {
                row[i] += more[i];
            }
        }
    }

    /// <summary>What the values are, as a user wrote it.</summary>
    public override string ToString() => parameter.ToString();

    private void FillOwn(int source, int first, ReadOnlySpan<int> targets, Span<double> row)
    {
        if (grown is null || parameter.IsUniform)
        {
            FillInOrder(source, first, targets, row);
            return;
        }

        // All slots up to the last that is held are drawn, as in a row of so many synapses, and each synapse takes its own.
        var slots = grown.Slots(source).Slice(first, row.Length);
        int count = 1 + Largest(slots);
        var (values, ends) = ofSlots.Value;
        if (values.Length < count)
        {
            ofSlots.Value = (values, ends) = (new double[2 * count], new int[2 * count]);
        }

        for (int i = 0; i < slots.Length && NeedTargets; i++)
        {
            ends[slots[i]] = targets[i];
        }

        FillInOrder(source, 0, ends.AsSpan(0, count), values.AsSpan(0, count));
        for (int i = 0; i < slots.Length; i++)
        {
            row[i] = values[slots[i]];
        }
    }

    private static int Largest(ReadOnlySpan<int> slots)
    {
        int largest = -1;
        foreach (int slot in slots)
        {
            largest = Math.Max(largest, slot);
        }

        return largest;
    }

    private void FillInOrder(int source, int first, ReadOnlySpan<int> targets, Span<double> row)
    {
        if (formula is not null)
        {
            formula.Value!.Fill(source, first, targets, row);
        }
        else if (parameter.IsUniform)
        {
            row.Fill(parameter.UniformSi);
        }
        else if (listed is not null)
        {
            var pairs = held!.PairOfSynapse.AsSpan((int)held.RowStart[source] + first, row.Length);
            for (int i = 0; i < row.Length; i++)
            {
                row[i] = listed[pairs[i]];
            }
        }
        else
        {
            var stream = new RandomStream(seed, purpose, RandomStream.Entity(family, (ulong)source));
            parameter.Values.Skip(ref stream, first);
            parameter.Values.Sample(ref stream, row);
        }
    }
}
