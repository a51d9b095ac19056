namespace Neuropil.Experiments;

/// <summary>
/// Avalanches of spikes without any order (a Poisson process), in bins of their mean distance. A bin is silent with probability 1/e, so that an avalanche
/// goes on for a geometric number of bins; each of these holds a Poisson number of spikes that is not zero.
/// </summary>
internal static class ChanceAvalanches
{
    /// <summary>The probability that an avalanche has so many spikes or more.</summary>
    public static double SizeAtLeast(int size)
    {
        double silent = Math.Exp(-1);

        // Of so many spikes in bins that follow one another, none of them silent, however many bins that are.
        double[] together = new double[Math.Max(size, 1)];
        together[0] = 1;
        double smaller = 0;
        for (int total = 1; total < size; total++)
        {
            double inBin = silent;
            for (int spikes = 1; spikes <= total; spikes++)
            {
                inBin /= spikes;
                together[total] += inBin * together[total - spikes];
            }

            smaller += together[total] * silent / (1 - silent);
        }

        return 1 - smaller;
    }
}
