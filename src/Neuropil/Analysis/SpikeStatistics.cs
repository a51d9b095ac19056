using System.Runtime.CompilerServices;

namespace Neuropil;

/// <summary>What a summary says about the spikes of a population. Numbers that the spikes are too few for are NaN.</summary>
/// <param name="Population">The population's name.</param>
/// <param name="Neurons">How many neurons were recorded.</param>
/// <param name="Spikes">How many spikes they had.</param>
/// <param name="Rate">The mean rate; see <see cref="FiringRates.MeanRate"/>.</param>
/// <param name="Silent">How many neurons never fired.</param>
/// <param name="CvIsi">The irregularity of intervals; see <see cref="InterspikeIntervals"/>.</param>
/// <param name="Fano">The Fano factor of counts; see <see cref="FanoFactors"/>.</param>
/// <param name="Synchrony">χ of binned counts; see <see cref="Neuropil.Synchrony"/>.</param>
/// <param name="Sparseness">The sparseness of Vinje and Gallant; see <see cref="Neuropil.Sparseness"/>.</param>
/// <param name="FirstSpike">The time of the first spike.</param>
public sealed record SpikeStatistics(
    string Population,
    int Neurons,
    int Spikes,
    Frequency Rate,
    int Silent,
    double CvIsi,
    double Fano,
    double Synchrony,
    double Sparseness,
    Time FirstSpike)
{
    /// <summary>The window of the Fano factor where none is asked for: 50 ms.</summary>
    public static Time DefaultFanoWindow => Time.FromSi(0.05);

    /// <summary>The bin of the synchrony where none is asked for: 5 ms.</summary>
    public static Time DefaultSynchronyBin => Time.FromSi(0.005);

    /// <summary>The fraction of neurons that never fired; NaN for a population without neurons.</summary>
    public double SilentFraction => (double)Silent / Neurons;
}

/// <summary>Makes summaries of spikes.</summary>
public static class SpikeSummaries
{
    /// <summary>All statistics of a summary in one pass over the spikes.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The window or bin is not a positive number.</exception>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)] // one long loop, run once: in the first tier it takes three times as long
    public static SpikeStatistics Statistics(this SpikeTrains spikes, Time? fanoWindow = null, Time? synchronyBin = null)
    {
        var intervals = new IntervalSums(spikes.NeuronCount);
        var window = fanoWindow ?? AtLeast(spikes.TimeStep, SpikeStatistics.DefaultFanoWindow);
        var bin = synchronyBin ?? AtLeast(spikes.TimeStep, SpikeStatistics.DefaultSynchronyBin);
        var windows = new WindowCounts(spikes, spikes.Clock.WholeSteps(window, nameof(fanoWindow)));
        var bins = new WindowCounts(spikes, spikes.Clock.WholeSteps(bin, nameof(synchronyBin)));
        int[] counts = new int[spikes.NeuronCount];
        ReadOnlySpan<int> steps = spikes.Steps;
        ReadOnlySpan<int> neurons = spikes.Neurons;
        for (int i = 0; i < steps.Length; i++)
        {
            (int neuron, int step) = (neurons[i], steps[i]);
            counts[neuron]++;
            intervals.Add(neuron, step);
            windows.Add(neuron, step);
            bins.Add(neuron, step);
        }

        return new SpikeStatistics(
            spikes.Name,
            spikes.NeuronCount,
            spikes.Count,
            spikes.MeanRate(),
            counts.AsSpan().Count(0),
            intervals.Result(spikes.Clock).Cv,
            FanoFactors.Of(windows, spikes.NeuronCount),
            Synchrony.Of(bins, spikes.NeuronCount),
            Sparseness.Of(counts),
            spikes.Count > 0 ? spikes.TimeOf(0) : Time.FromSi(double.NaN));
    }

    private static Time AtLeast(Time step, Time time) => time > step ? time : step;
}
