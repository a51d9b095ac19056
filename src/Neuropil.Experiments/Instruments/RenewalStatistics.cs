using MathNet.Numerics.Statistics;
using static Neuropil.Units;

namespace Neuropil.Experiments;

/// <summary>
/// Rate (Hz) and CV of all intervals of independent cells that fire as a renewal process, with their standard errors: of the rate by theory's rate and CV, of
/// the CV by the skewness g and the excess kurtosis k of the intervals, CV sqrt(((2 + k)/4 + CV^2 - g CV)/n) (delta method; Kendall and Stuart, The Advanced
/// Theory of Statistics, vol. 1, section 10.6).
/// </summary>
/// <param name="Rate">Mean rate, Hz.</param>
/// <param name="RateError">Its standard error, CV sqrt(rate / (cells time)).</param>
/// <param name="Cv">Standard deviation over mean of all intervals.</param>
/// <param name="CvError">Its standard error; intervals of different shapes with one CV have different ones.</param>
public sealed record RenewalStatistics(double Rate, double RateError, double Cv, double CvError)
{
    // In a window of few intervals the long ones are cut off, so that their spread is too small: the CV is then NaN.
    private const double IntervalsForCv = 20;

    /// <summary>The statistics of recorded spikes; the CV is NaN with fewer than 20 intervals of a cell on average.</summary>
    /// <param name="spikes">The spikes of cells that are all alike.</param>
    /// <param name="theory">What theory says of them.</param>
    public static RenewalStatistics Of(SpikeTrains spikes, DiffusionNeuron theory)
    {
        var (theoryRate, theoryCv) = (theory.Rate() / Hz, theory.CoefficientOfVariation());
        double[] intervals = spikes.IntervalsSeconds();
        double average = intervals.Length > 0 ? intervals.Average() : double.NaN;
        double spread = intervals.Length > IntervalsForCv * spikes.NeuronCount
            ? Math.Sqrt(intervals.Average(interval => Math.Pow(interval - average, 2))) : double.NaN;

        double rateError = theoryCv * Math.Sqrt(theoryRate / (spikes.NeuronCount * spikes.Duration.SiValue));
        return new RenewalStatistics(spikes.MeanRate() / Hz, rateError, spread / average, spread > 0 ? ErrorOf(spread / average, intervals) : spread);
    }

    private static double ErrorOf(double cv, double[] intervals)
        => cv * Math.Sqrt((((2 + Statistics.Kurtosis(intervals)) / 4) + (cv * cv) - (Statistics.Skewness(intervals) * cv)) / intervals.Length);
}
