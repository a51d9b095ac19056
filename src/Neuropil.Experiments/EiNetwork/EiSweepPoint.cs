using static Neuropil.Units;

namespace Neuropil.Experiments;

/// <summary>The activity of the E-I network at one value of a swept parameter: means over runs, with their standard errors;
/// synchrony and irregularity leave out the first 100 ms.</summary>
internal sealed record EiSweepPoint(
    double Value, double RateHz, double RateError, double Synchrony, double SynchronyError, double SilentPercent, double Cv, IReadOnlyList<EiNetworkRun> Runs)
{
    private static readonly Time SynchronyBin = 5 * ms;
    private static readonly Time Transient = 100 * ms;

    /// <summary>The statistics of some runs at one value.</summary>
    public static EiSweepPoint Of(double value, IReadOnlyList<EiNetworkRun> runs)
    {
        double[] rates = [.. runs.Select(run => run.Cells.MeanRate().SiValue)];
        var steady = runs.Select(run => Steady(run.Cells)).ToList();
        double[] synchrony = [.. steady.Select(spikes => spikes.SynchronyChi(SynchronyBin))];
        return new EiSweepPoint(
            value, rates.Average(), Error(rates), synchrony.Average(), Error(synchrony),
            100 * runs.Average(run => run.Cells.SilentFraction()), steady.Average(spikes => spikes.InterspikeIntervals().Cv), runs);
    }

    // The common start makes all cells fire together once; it would count as synchrony.
    private static SpikeTrains Steady(SpikeTrains spikes)
        => spikes.Duration > 2 * Transient ? spikes.Window(Transient, spikes.Duration) : spikes;

    private static double Error(double[] values)
        => values.Length < 2 ? 0 : Math.Sqrt(values.Sum(value => Math.Pow(value - values.Average(), 2)) / (values.Length - 1.0) / values.Length);
}
