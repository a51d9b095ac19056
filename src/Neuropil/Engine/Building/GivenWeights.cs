using Neuropil.Networks;

namespace Neuropil.Engine;

/// <summary>Weights that were given in place of the declared ones, in kernel units: one for all, or one for each synapse by source and target.</summary>
internal sealed class GivenWeights
{
    private readonly float[] values;
    private readonly long[] rowStart;

    /// <summary>The weights of a projection with these rows.</summary>
    public GivenWeights(float[] values, RowSource rows, int sources)
    {
        this.values = values;
        rowStart = new long[AreEqual ? 0 : sources + 1];
        var generator = rows.NewGenerator();
        for (int source = 0; source + 1 < rowStart.Length; source++)
        {
            rowStart[source + 1] = rowStart[source] + generator.Length(source);
        }
    }

    public bool AreEqual => values.Length == 1;

    /// <summary>The one weight of all.</summary>
    public float Value => values[0];

    /// <summary>Writes the weights of consecutive synapses of a source, from one place in its row on.</summary>
    public void Fill(int source, int first, Span<double> row)
    {
        for (int i = 0; i < row.Length; i++)
        {
            row[i] = AreEqual ? Value : values[rowStart[source] + first + i];
        }
    }
}
