using static Neuropil.Units;

namespace Neuropil.Experiments;

/// <summary>
/// Rate (Hz) and CV of all intervals of independent cells that fire as a renewal process, with the standard errors that theory's rate and CV give them.
/// </summary>
/// <param name="Rate">Mean rate, Hz.</param>
/// <param name="RateError">Its standard error, CV sqrt(rate / (cells time)).</param>
/// <param name="Cv">Standard deviation over mean of all intervals.</param>
/// <param name="CvError">Its standard error.</param>
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

        // CV sqrt(rate / (cells time)); and the variance of a standard deviation of n numbers of which the fourth moment is near that of a
        // normal or an exponential distribution.
        double rateError = theoryCv * Math.Sqrt(theoryRate / (spikes.NeuronCount * spikes.Duration.SiValue));
        double cvError = theoryCv * Math.Sqrt((0.5 + (theoryCv * theoryCv)) / Math.Max(1, intervals.Length));
        return new RenewalStatistics(spikes.MeanRate() / Hz, rateError, spread / average, cvError);
    }
}
