namespace Neuropil.Experiments;

/// <summary>Weights of many synapses, as parts of the largest.</summary>
/// <param name="Weights">The weights, 0 to 1.</param>
internal sealed record WeightDistribution(double[] Weights)
{
    private const int Bins = 40;

    public double Mean => Weights.Average();

    public double Deviation => MathNet.Numerics.Statistics.ArrayStatistics.StandardDeviation(Weights);

    /// <summary>The part of the weights that lies between two values.</summary>
    public double Between(double low, double high) => Weights.Count(weight => weight >= low && weight <= high) / (double)Weights.Length;

    /// <summary>The density over the range of weights, as an outline.</summary>
    public Bars Density(string name, Colour colour, int bins = Bins)
    {
        double[] heights = new double[bins];
        foreach (double weight in Weights)
        {
            heights[Math.Min(bins - 1, (int)(weight * bins))] += bins / (double)Weights.Length;
        }

        return new Bars(name, Plot.Range(0, 1, bins), heights) { Colour = colour };
    }
}
