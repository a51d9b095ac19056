using System.Runtime.CompilerServices;

namespace Neuropil;

/// <summary>
/// How many spikes each neuron and the population had in equal windows, as sums and sums of squares: fed by spikes in the order of time, so
/// that one open window per neuron is enough. A last window that the recording does not fill is left out.
/// </summary>
internal sealed class WindowCounts
{
    private readonly int startStep;
    private readonly int windowSteps;
    private readonly Counter[] counters;

    /// <summary>Counts in windows of <paramref name="windowSteps"/> steps over the recording of <paramref name="spikes"/>.</summary>
    public WindowCounts(SpikeTrains spikes, int windowSteps)
    {
        startStep = spikes.StartStep;
        this.windowSteps = windowSteps;
        Population = new int[(spikes.StopStep - spikes.StartStep) / windowSteps];
        counters = new Counter[spikes.NeuronCount];
    }

    /// <summary>The number of whole windows.</summary>
    public int Windows => Population.Length;

    /// <summary>The spikes of all neurons in each window.</summary>
    public int[] Population { get; }

    /// <summary>All windows of this length over a recording.</summary>
    public static WindowCounts Of(SpikeTrains spikes, int windowSteps)
    {
        var counts = new WindowCounts(spikes, windowSteps);
        ReadOnlySpan<int> steps = spikes.Steps;
        ReadOnlySpan<int> neurons = spikes.Neurons;
        for (int i = 0; i < steps.Length; i++)
        {
            counts.Add(neurons[i], steps[i]);
        }

        return counts;
    }

    /// <summary>The window that a step lies in, a spike at time zero in the first; may be the one after the last whole one.</summary>
    public int WindowOf(int step) => Math.Max(0, step - startStep) / windowSteps;

    /// <summary>Adds the next spike.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Add(int neuron, int step)
    {
        int window = WindowOf(step);
        if (window >= Population.Length)
        {
            return;
        }

        Population[window]++;
        ref Counter counter = ref counters[neuron];
        if (counter.Window != window)
        {
            (counter.Window, counter.Open) = (window, 0);
        }

        counter.Open++;
        counter.Total++;
        counter.Squares += (2 * counter.Open) - 1; // n² is the sum of the first n odd numbers: the square is complete whenever we stop
    }

    /// <summary>The mean count of a neuron per window.</summary>
    public double Mean(int neuron) => (double)counters[neuron].Total / Windows;

    /// <summary>The variance of a neuron's counts over windows, divided by their number.</summary>
    public double Variance(int neuron) => VarianceOf(counters[neuron].Total, counters[neuron].Squares, Windows);

    /// <summary>The variance of the population's counts over windows, divided by their number.</summary>
    public double PopulationVariance()
    {
        double total = 0;
        double squares = 0;
        foreach (int count in Population)
        {
            total += count;
            squares += (double)count * count;
        }

        return VarianceOf(total, squares, Windows);
    }

    // Whole numbers below 2^53 throughout: n Σ c² - (Σ c)² does not cancel.
    private static double VarianceOf(double total, double squares, int windows) => ((windows * squares) - (total * total)) / ((double)windows * windows);

    private struct Counter
    {
        public int Window;
        public int Open; // count in the current window
        public long Total;
        public long Squares;
    }
}
