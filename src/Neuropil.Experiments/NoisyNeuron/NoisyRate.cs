using static Neuropil.Units;

namespace Neuropil.Experiments;

/// <summary>A point of the f-I curve of a noisy cell.</summary>
/// <param name="Mean">The mean input.</param>
/// <param name="Rate">The simulated rate, Hz.</param>
/// <param name="RateError">Its standard error in theory, CV sqrt(rate / (cells time)).</param>
/// <param name="PredictedRate">The rate in theory, on the grid.</param>
/// <param name="Cv">The simulated coefficient of variation of all intervals; NaN where the time measured holds few of them.</param>
/// <param name="CvError">Its standard error.</param>
/// <param name="PredictedCv">That of theory, on the grid.</param>
internal sealed record NoisyRate(Voltage Mean, double Rate, double RateError, double PredictedRate, double Cv, double CvError, double PredictedCv)
{
    // In a window of few intervals the long ones are cut off, so that their spread is too small.
    private const double IntervalsForCv = 20;

    public static NoisyRate Of(NoisyNeuronParameters parameters, Voltage mean, SpikeTrains spikes)
    {
        var theory = parameters.Neuron(mean).OnGrid(parameters.TimeStep);
        double rate = theory.Rate() / Hz;
        double cv = theory.CoefficientOfVariation();
        double[] intervals = spikes.IntervalsSeconds();
        bool isLong = intervals.Length > IntervalsForCv * spikes.NeuronCount;
        double average = intervals.Length > 0 ? intervals.Average() : double.NaN;
        double spread = isLong ? Math.Sqrt(intervals.Average(interval => Math.Pow(interval - average, 2))) : double.NaN;

        // The variance of a standard deviation of n numbers of which the fourth moment is near that of a normal or an exponential distribution.
        double cvError = cv * Math.Sqrt((0.5 + (cv * cv)) / Math.Max(1, intervals.Length));
        return new NoisyRate(
            mean, spikes.MeanRate() / Hz, cv * Math.Sqrt(rate / (spikes.NeuronCount * spikes.Duration.SiValue)), rate, spread / average, cvError, cv);
    }
}
