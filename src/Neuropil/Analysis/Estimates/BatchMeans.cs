namespace Neuropil;

/// <summary>
/// The mean of values that may be correlated over time: they are cut into equal batches, and the standard error is that of the batches' means. It is right
/// where a batch is long against the time over which values are correlated.
/// </summary>
/// <remarks>Law and Kelton, Simulation Modeling and Analysis (2000), section 9.5.3; twenty batches give the standard error to 16 %.</remarks>
internal static class BatchMeans
{
    /// <summary>How many batches there are, and the fewest values.</summary>
    public const int Batches = 20;

    /// <summary>The mean and its standard error.</summary>
    /// <param name="values">At least <see cref="Batches"/> values in the order of time.</param>
    public static Estimate Of(ReadOnlySpan<double> values)
    {
        double mean = Mean(values);
        return Estimate.Of(mean, StandardError(values), Batches - 1);
    }

    /// <summary>The standard error of the mean.</summary>
    public static double StandardError(ReadOnlySpan<double> values)
    {
        System.Diagnostics.Debug.Assert(values.Length >= Batches, "The caller says what there is too little of.");
        Span<double> means = stackalloc double[Batches];
        for (int batch = 0; batch < Batches; batch++)
        {
            int from = (int)((long)values.Length * batch / Batches);
            int to = (int)((long)values.Length * (batch + 1) / Batches);
            means[batch] = Mean(values[from..to]);
        }

        double mean = Mean(means);
        double squares = 0;
        foreach (double batch in means)
        {
            squares += (batch - mean) * (batch - mean);
        }

        return Math.Sqrt(squares / (Batches - 1) / Batches);
    }

    /// <summary>The mean of some values.</summary>
    public static double Mean(ReadOnlySpan<double> values)
    {
        double sum = 0;
        foreach (double value in values)
        {
            sum += value;
        }

        return sum / values.Length;
    }
}
