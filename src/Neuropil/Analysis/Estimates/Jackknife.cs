namespace Neuropil;

/// <summary>
/// The standard error of anything that is made from blocks of data: it is made again without each block, and the spread of these values, times what the
/// blocks have in common, is its variance, (B - 1)/B Σ (θ_b - θ̄)².
/// </summary>
/// <remarks>Tukey, Ann. Math. Stat. 29 (1958) 614; for blocks of a time series Künsch, Ann. Stat. 17 (1989) 1217.</remarks>
internal static class Jackknife
{
    /// <summary>The most blocks a record is cut into.</summary>
    public const int MostBlocks = 20;

    /// <summary>The fewest blocks that give a standard error.</summary>
    public const int FewestBlocks = 8;

    /// <summary>The standard error from the values that were made without each of the blocks.</summary>
    public static double StandardError(ReadOnlySpan<double> without)
    {
        double mean = BatchMeans.Mean(without);
        double squares = 0;
        foreach (double value in without)
        {
            squares += (value - mean) * (value - mean);
        }

        return Math.Sqrt(squares * (without.Length - 1) / without.Length);
    }
}
