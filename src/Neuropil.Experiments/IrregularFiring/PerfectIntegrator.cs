using MathNet.Numerics.Distributions;
using static Neuropil.Units;

namespace Neuropil.Experiments;

/// <summary>
/// The perfect integrator: V grows by the drift mu and by white noise, dV = mu dt + sigma dW, and starts again from zero at the threshold. Its intervals have
/// the inverse Gaussian distribution (Gerstein and Mandelbrot, Biophys. J. 4, 1964) with mean theta/mu and CV sigma/sqrt(mu theta).
/// </summary>
/// <param name="Drift">mu, mV/ms.</param>
/// <param name="Noise">sigma, mV/sqrt(ms).</param>
/// <param name="Threshold">theta, mV.</param>
internal sealed record PerfectIntegrator(double Drift, double Noise, double Threshold)
{
    // What a random walk oversteps a bound by on average, in standard deviations of a step (Chernoff 1965; DiffusionNeuron.OnGrid).
    private const double Overstep = 0.5825971579390106;

    /// <summary>The mean interval, ms.</summary>
    public double MeanInterval => Threshold / Drift;

    /// <summary>The coefficient of variation of the intervals.</summary>
    public double Cv => Noise / Math.Sqrt(Drift * Threshold);

    /// <summary>The same where V is known at the points of a grid only.</summary>
    public PerfectIntegrator OnGrid(Time timeStep) => this with { Threshold = Threshold + (Overstep * Noise * Math.Sqrt(timeStep / ms)) };

    /// <summary>The density of the intervals, 1/ms.</summary>
    public double Density(double interval) => Distribution.Density(interval);

    /// <summary>
    /// The largest distance between the distribution of these intervals and the formula's, times the root of their number: beyond 1.95 once in a thousand times
    /// (Kolmogorov and Smirnov).
    /// </summary>
    public double Distance(double[] intervals)
    {
        double[] sorted = [.. intervals.Order()];
        double largest = 0;
        for (int i = 0; i < sorted.Length; i++)
        {
            double expected = Distribution.CumulativeDistribution(sorted[i]);
            largest = Math.Max(largest, Math.Max(expected - (i / (double)sorted.Length), ((i + 1) / (double)sorted.Length) - expected));
        }

        return largest * Math.Sqrt(sorted.Length);
    }

    /// <summary>
    /// The first intervals of many cells, ms, and V of the first one, mV each step. All cells are waited for: long intervals that the end of a run would cut
    /// off are what makes firing irregular.
    /// </summary>
    public (double[] Intervals, double[] Course) Simulate(int cells, int intervals, Time timeStep, Session session)
    {
        var network = session.NewNetwork();
        var population = network.Add(new Population("integrators", cells, new EquationCell("dV/dt = mu + sigma/sqrt(1 ms)*xi : mV")
        {
            Parameters = { ["mu"] = Drift * mV / ms, ["sigma"] = Noise * mV, ["theta"] = Threshold * mV }, Threshold = "V >= theta", Reset = "V = 0 mV",
        }));
        using var run = session.Simulate(network, timeStep, name: "integrators");
        var record = run.Record(population.Spikes);
        var counts = run.Simulation.Record(population.SpikeCounts);
        var course = run.Record(population.Trace("V", 0));

        // Twice the mean of all intervals, then as long as some cell lacks some.
        Time piece = Math.Ceiling(intervals * MeanInterval) * ms;
        run.Advance(2 * piece);
        double[] shown = [.. course.Traces().Columns[0].Values];
        while (counts.Counts().Min() < intervals)
        {
            run.Advance(piece);
        }

        var trains = record.Trains();
        return ([.. Enumerable.Range(0, cells).SelectMany(cell => trains.IntervalsMs(cell).Prepend(trains.TimesMs(cell)[0]).Take(intervals))], shown);
    }

    private InverseGaussian Distribution => new(MeanInterval, Math.Pow(Threshold / Noise, 2));
}
