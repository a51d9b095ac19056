using System.Numerics;
using MathNet.Numerics.IntegralTransforms;

namespace Neuropil;

/// <summary>
/// How an output follows an input, by frequency: the transfer function H(f), whose magnitude is the gain and whose argument is the phase by which the
/// output leads, and the coherence, the part of the output's power that follows the input linearly.
/// </summary>
/// <remarks>
/// By noise: with Welch's segments (see <see cref="PowerSpectrum"/>) H = S_xy/S_xx and coherence |S_xy|²/(S_xx S_yy). With K segments that count as
/// independent the errors are |H| sqrt((1 - γ²)/(2 γ² K)) of the gain, the same over |H| of the phase in radians, and γ (1 - γ²) sqrt(2/K) of the coherence
/// γ²; of signals that have nothing in common the coherence is 1/K (Bendat and Piersol, Random Data (2010), table 9.6).
/// </remarks>
public sealed class FrequencyResponse
{
    private const double FewestSegments = 8;

    private readonly string? reason;

    private FrequencyResponse(double[] frequencies, Complex[] values, double[] coherence, double segments)
    {
        (FrequenciesHz, Values, Coherence, Segments) = (frequencies, values, coherence, segments);
        reason = segments >= FewestSegments ? null
            : $"the error of a response needs at least {FewestSegments} independent segments; there are {segments:G3}: take a shorter segment or a longer "
                + $"record";
    }

    /// <summary>The frequencies.</summary>
    public IReadOnlyList<double> FrequenciesHz { get; }

    /// <summary>H at each frequency, in units of the output over units of the input.</summary>
    public IReadOnlyList<Complex> Values { get; }

    /// <summary>The coherence at each frequency, between 0 and 1.</summary>
    public IReadOnlyList<double> Coherence { get; }

    /// <summary>As how many independent ones the segments count.</summary>
    public double Segments { get; }

    /// <summary>The response to noise, or to any input with power at all frequencies of interest.</summary>
    /// <param name="input">The input, sampled at equal intervals.</param>
    /// <param name="output">The output at the same times, such as a rate in bins.</param>
    /// <param name="interval">The time between samples.</param>
    /// <param name="segment">The length of a segment, the inverse of the resolution. It must be long against the time over which the output remembers.</param>
    /// <exception cref="ArgumentException">The signals differ in length, or a sample is not finite.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The segment is below four samples or longer than the record.</exception>
    public static FrequencyResponse OfNoise(ReadOnlySpan<double> input, ReadOnlySpan<double> output, Time interval, Time segment)
    {
        SampleChecks.RequireInterval(interval, nameof(interval));
        SampleChecks.RequireSameLength(input.Length, output.Length, nameof(output));
        SampleChecks.RequireFinite(input, nameof(input));
        SampleChecks.RequireFinite(output, nameof(output));
        int length = SampleChecks.WholeSamples(segment, interval, input.Length, nameof(segment));
        ArgumentOutOfRangeException.ThrowIfLessThan(length, 4, nameof(segment));
        double[] window = MathNet.Numerics.Window.HannPeriodic(length);
        var (inputMean, outputMean) = (BatchMeans.Mean(input), BatchMeans.Mean(output));
        int frequencies = (length - 1) / 2; // half the sampling rate has no phase
        var (inputPower, outputPower, cross) = (new double[frequencies], new double[frequencies], new Complex[frequencies]);
        int segments = 0;
        for (int from = 0; from + length <= input.Length; from += length / 2)
        {
            Complex[] x = Transformed(input.Slice(from, length), inputMean, window), y = Transformed(output.Slice(from, length), outputMean, window);
            for (int i = 0; i < frequencies; i++)
            {
                inputPower[i] += Squared(x[i + 1]);
                outputPower[i] += Squared(y[i + 1]);
                cross[i] += Complex.Conjugate(x[i + 1]) * y[i + 1];
            }

            segments++;
        }

        return new FrequencyResponse(
            [.. Enumerable.Range(1, frequencies).Select(i => i / (length * interval.SiValue))],
            [.. cross.Select((value, i) => value / inputPower[i])],
            [.. cross.Select((value, i) => Squared(value) / (inputPower[i] * outputPower[i]))],
            WelchOverlap.IndependentSegments(segments));
    }

    /// <summary>
    /// The response to a sinusoid: of each block of whole periods the sinusoid of that frequency that fits best is taken from both signals, and their quotient
    /// is the response. The error is that of a jackknife over the blocks.
    /// </summary>
    /// <param name="input">The input, sampled at equal intervals.</param>
    /// <param name="output">The output at the same times. A rate in bins of width b is smaller by sin(π f b)/(π f b) than the rate itself.</param>
    /// <param name="interval">The time between samples.</param>
    /// <param name="frequency">The frequency of the input.</param>
    /// <exception cref="ArgumentException">The signals differ in length, or a sample is not finite.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The record is shorter than eight periods, or the frequency beyond half the sampling rate.</exception>
    public static SinusoidalResponse OfSinusoid(ReadOnlySpan<double> input, ReadOnlySpan<double> output, Time interval, Frequency frequency)
    {
        SampleChecks.RequireInterval(interval, nameof(interval));
        SampleChecks.RequireSameLength(input.Length, output.Length, nameof(output));
        SampleChecks.RequireFinite(input, nameof(input));
        SampleChecks.RequireFinite(output, nameof(output));
        return SinusoidalResponse.Of(input, output, interval, frequency);
    }

    /// <summary>The gain at the frequency nearest to one.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The frequency is beyond the measured ones.</exception>
    public Estimate GainAt(Frequency frequency) => At(frequency) is var i && reason is null
        ? Estimate.Of(Values[i].Magnitude, Values[i].Magnitude * RelativeError(i)) : Estimate.Unknown(reason!);

    /// <summary>The phase at the frequency nearest to one, in radians: positive where the output leads.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The frequency is beyond the measured ones.</exception>
    public Estimate PhaseAt(Frequency frequency) => At(frequency) is var i && reason is null
        ? Estimate.Of(Values[i].Phase, RelativeError(i)) : Estimate.Unknown(reason!);

    /// <summary>The coherence at the frequency nearest to one.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The frequency is beyond the measured ones.</exception>
    public Estimate CoherenceAt(Frequency frequency) => At(frequency) is var i && reason is null
        ? Estimate.Of(Coherence[i], Math.Sqrt(2 * Coherence[i] / Segments) * (1 - Coherence[i])) : Estimate.Unknown(reason!);

    private int At(Frequency frequency)
    {
        double resolution = FrequenciesHz[0];
        double index = Math.Round(frequency.SiValue / resolution) - 1;
        return index >= 0 && index < FrequenciesHz.Count
            ? (int)index
            : throw new ArgumentOutOfRangeException(
                nameof(frequency), frequency,
                $"The response is known from {Frequency.FromSi(resolution)} to {Frequency.FromSi(FrequenciesHz[^1])}.");
    }

    private double RelativeError(int i) => Math.Sqrt((1 - Coherence[i]) / (2 * Coherence[i] * Segments));

    private static Complex[] Transformed(ReadOnlySpan<double> segment, double mean, double[] window)
    {
        var values = new Complex[segment.Length];
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = (segment[i] - mean) * window[i];
        }

        Fourier.Forward(values, FourierOptions.NoScaling);
        return values;
    }

    private static double Squared(Complex value) => (value.Real * value.Real) + (value.Imaginary * value.Imaginary);
}
