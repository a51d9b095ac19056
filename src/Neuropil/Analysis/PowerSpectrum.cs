using System.Numerics;
using MathNet.Numerics.Distributions;
using MathNet.Numerics.IntegralTransforms;

namespace Neuropil;

/// <summary>
/// The one-sided power spectral density of a signal sampled at equal intervals: its integral over frequency is the signal's variance.
/// </summary>
/// <param name="Name">The signal's name.</param>
/// <param name="Unit">The unit of the density, for example <c>Hz²/Hz</c> for a rate.</param>
/// <param name="FrequenciesHz">The frequencies, from one resolution step to half the sampling rate; zero is left out with the mean.</param>
/// <param name="Density">The density at each frequency.</param>
public sealed record PowerSpectrum(string Name, string Unit, IReadOnlyList<double> FrequenciesHz, IReadOnlyList<double> Density)
{
    /// <summary>As how many independent ones the segments count that were averaged; 0 for an empty spectrum.</summary>
    public double IndependentSegments { get; init; }

    // Whether the last value is that at half the sampling rate.
    private bool EndsAtHalfTheRate { get; init; }

    /// <summary>The standard error of each value over the value itself, 1/√K; √2 times as much at half the sampling rate, where a transform is real.</summary>
    public double RelativeError => 1 / Math.Sqrt(IndependentSegments);

    /// <summary>
    /// Welch's estimate: the signal less its mean is cut into segments that overlap by half, each is weighted by a Hann window w and
    /// transformed, and the periodograms 2 |X(f)|² dt / Σ w² are averaged (at half the sampling rate without the factor 2).
    /// </summary>
    /// <remarks>
    /// Welch, IEEE Trans. Audio Electroacoust. 15 (1967) 70-73. The relative error of each value is one divided by the square root of the number of independent
    /// segments: K segments that overlap by half count as K/(1 + (K - 1)/(18 K)). A Poisson population of N neurons at rate r has the flat density 2 r / N.
    /// </remarks>
    /// <param name="samples">The signal.</param>
    /// <param name="interval">The time between samples.</param>
    /// <param name="segment">The length of a segment, whose inverse is the resolution; by default, and where it is longer, the whole signal is one.</param>
    /// <param name="unit">The unit of the density.</param>
    /// <param name="name">The signal's name.</param>
    /// <returns>An empty spectrum where there are fewer than four samples.</returns>
    /// <exception cref="ArgumentOutOfRangeException">An interval or length is not positive.</exception>
    public static PowerSpectrum Of(
        ReadOnlySpan<double> samples, Time interval, Time? segment = null, string unit = "", string name = "")
    {
        RequirePositive(interval, nameof(interval));
        RequirePositive(segment ?? interval, nameof(segment));
        int length = segment is { } wanted ? (int)Math.Min(samples.Length, Math.Round(wanted / interval)) : samples.Length;
        if (length < 4)
        {
            return new PowerSpectrum(name, unit, [], []);
        }

        double[] window = MathNet.Numerics.Window.HannPeriodic(length);
        double mean = Mean(samples);
        double[] density = new double[length / 2];
        int segments = 0;
        for (int start = 0; start + length <= samples.Length; start += Math.Max(1, length / 2))
        {
            AddPeriodogram(samples.Slice(start, length), mean, window, density);
            segments++;
        }

        Normalise(density, window, segments, length, interval.SiValue);
        double[] frequencies = new double[density.Length];
        for (int i = 0; i < frequencies.Length; i++)
        {
            frequencies[i] = (i + 1) / (length * interval.SiValue);
        }

        return new PowerSpectrum(name, unit, frequencies, density) 
        {
            IndependentSegments = WelchOverlap.IndependentSegments(segments), EndsAtHalfTheRate = length % 2 == 0,
        };
    }

    /// <summary>The frequency with the largest density between two frequencies, and that density; NaN where no frequency lies between them.</summary>
    /// <remarks>No interpolation: the frequency is known to the resolution.</remarks>
    public (Frequency Frequency, double Density) Peak(Frequency? lowest = null, Frequency? highest = null)
    {
        (double from, double to) = (lowest?.SiValue ?? 0, highest?.SiValue ?? double.PositiveInfinity);
        (double FrequencyHz, double Density) best = (double.NaN, double.NaN);
        for (int i = 0; i < FrequenciesHz.Count; i++)
        {
            bool inside = FrequenciesHz[i] >= from && FrequenciesHz[i] <= to;
            if (inside && !(Density[i] <= best.Density))
            {
                best = (FrequenciesHz[i], Density[i]);
            }
        }

        return (Frequency.FromSi(best.FrequencyHz), best.Density);
    }

    /// <summary>
    /// The density at the frequency nearest to one, with its standard error. That of few segments is as uncertain as the density is: for them take
    /// <see cref="IntervalAt"/>.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The frequency is beyond the measured ones.</exception>
    public Estimate EstimateAt(Frequency frequency)
    {
        int i = At(frequency);
        return IndependentSegments > 0 ? Estimate.Of(Density[i], Density[i] * Math.Sqrt(2 / DegreesOfFreedom(i)))
            : Estimate.Unknown("of how many segments the density is the mean is not known");
    }

    /// <summary>
    /// The interval that contains the expected density at the frequency nearest to one with a probability: ν S/χ² with the quantiles of the chi-square
    /// distribution of ν degrees of freedom, two for each independent segment, and one at half the sampling rate. It holds for a single segment too, where the
    /// density is flat over the resolution and the signal Gaussian, or long.
    /// </summary>
    /// <remarks>Bendat and Piersol, Random Data (2010), section 8.5.4.</remarks>
    /// <exception cref="ArgumentOutOfRangeException">The frequency is beyond the measured ones, or the confidence not between 0 and 1.</exception>
    public (double Low, double High) IntervalAt(Frequency frequency, double confidence = 0.95)
    {
        if (!(confidence > 0 && confidence < 1))
        {
            throw new ArgumentOutOfRangeException(nameof(confidence), confidence, "The confidence of an interval lies between 0 and 1.");
        }

        int i = At(frequency);
        double freedom = DegreesOfFreedom(i);
        double Bound(double probability) => freedom * Density[i] / ChiSquared.InvCDF(freedom, probability);
        return IndependentSegments > 0 ? (Bound((1 + confidence) / 2), Bound((1 - confidence) / 2)) : (double.NaN, double.NaN);
    }

    private double DegreesOfFreedom(int i) => (EndsAtHalfTheRate && i == Density.Count - 1 ? 1 : 2) * IndependentSegments;

    private int At(Frequency frequency)
    {
        double index = FrequenciesHz.Count > 0 ? Math.Round(frequency.SiValue / FrequenciesHz[0]) - 1 : -1;
        return index >= 0 && index < FrequenciesHz.Count
            ? (int)index
            : throw new ArgumentOutOfRangeException(
                nameof(frequency), frequency, FrequenciesHz.Count == 0
                    ? "The spectrum is empty."
                    : $"The spectrum is known from {Frequency.FromSi(FrequenciesHz[0])} to {Frequency.FromSi(FrequenciesHz[^1])}.");
    }

    private static void RequirePositive(Time time, string name)
    {
        if (!(time.SiValue > 0))
        {
            throw new ArgumentOutOfRangeException(name, time, "A sampling interval or segment must last a positive time.");
        }
    }

    private static double Mean(ReadOnlySpan<double> samples)
    {
        double sum = 0;
        foreach (double sample in samples)
        {
            sum += sample;
        }

        return sum / samples.Length;
    }

    private static void AddPeriodogram(ReadOnlySpan<double> segment, double mean, double[] window, double[] density)
    {
        var values = new Complex[segment.Length];
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = (segment[i] - mean) * window[i];
        }

        Fourier.Forward(values, FourierOptions.NoScaling);
        for (int i = 0; i < density.Length; i++)
        {
            Complex value = values[i + 1];
            density[i] += (value.Real * value.Real) + (value.Imaginary * value.Imaginary);
        }
    }

    private static void Normalise(double[] density, double[] window, int segments, int length, double intervalSeconds)
    {
        double power = 0;
        foreach (double weight in window)
        {
            power += weight * weight;
        }

        for (int i = 0; i < density.Length; i++)
        {
            bool nyquist = 2 * (i + 1) == length;
            density[i] *= (nyquist ? 1 : 2) * intervalSeconds / (power * segments);
        }
    }
}
