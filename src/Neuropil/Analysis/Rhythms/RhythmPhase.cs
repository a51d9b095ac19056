using System.Numerics;
using MathNet.Numerics.IntegralTransforms;

namespace Neuropil;

/// <summary>
/// The phase of a rhythm in a signal at each time: the signal is filtered to a band, and the phase is that of its analytic signal, 0 at a peak and π at a
/// trough.
/// </summary>
/// <remarks>
/// The filter is a band of the discrete Fourier transform with raised-cosine edges, a tenth of the band wide each, and shifts no phase (Le Van Quyen et al., J.
/// Neurosci. Methods 111 (2001) 83, on the analytic signal). Within 1/(width of the band) of the ends the phase depends on what is not recorded: it is NaN
/// there.
/// </remarks>
public sealed class RhythmPhase
{
    private const double Edge = 0.1;

    private readonly Time start;
    private readonly Time interval;
    private readonly double[] radians;

    private RhythmPhase(Time start, Time interval, double[] radians, double[] amplitudes)
    {
        (this.start, this.interval, this.radians) = (start, interval, radians);
        Amplitudes = amplitudes;
    }

    /// <summary>The phase at each sample, between -π and π; NaN near the ends.</summary>
    public IReadOnlyList<double> Radians => radians;

    /// <summary>The amplitude of the rhythm at each sample, in the signal's unit.</summary>
    public IReadOnlyList<double> Amplitudes { get; }

    /// <summary>The phase of a signal in a band.</summary>
    /// <param name="samples">The signal, sampled at equal intervals.</param>
    /// <param name="interval">The time between samples.</param>
    /// <param name="lowest">The band's lowest frequency.</param>
    /// <param name="highest">Its highest.</param>
    /// <param name="start">When the first sample was taken; 0 by default.</param>
    /// <exception cref="ArgumentException">A sample is not finite.</exception>
    /// <exception cref="ArgumentOutOfRangeException">
    /// The band is empty or reaches beyond half the sampling rate, or the record is shorter than three times 1/(its width).
    /// </exception>
    public static RhythmPhase Of(ReadOnlySpan<double> samples, Time interval, Frequency lowest, Frequency highest, Time? start = null)
    {
        SampleChecks.RequireInterval(interval, nameof(interval));
        SampleChecks.RequireFinite(samples, nameof(samples));
        double nyquist = 0.5 / interval.SiValue;
        if (!(lowest.SiValue >= 0 && highest > lowest && highest.SiValue <= nyquist))
        {
            throw new ArgumentOutOfRangeException(
                nameof(highest), highest, $"A band from {lowest} must end above its beginning and at most at half the sampling rate, "
                    + $"{Frequency.FromSi(nyquist)}.");
        }

        double width = highest.SiValue - lowest.SiValue;
        int unsure = (int)Math.Ceiling(1 / (width * interval.SiValue));
        if (samples.Length < 3 * unsure)
        {
            throw new ArgumentOutOfRangeException(nameof(samples), samples.Length * interval,
                $"The record is too short for a band of {Frequency.FromSi(width)}: it must last {3 * unsure * interval}.");
        }

        var spectrum = new Complex[samples.Length];
        double mean = BatchMeans.Mean(samples);
        for (int i = 0; i < spectrum.Length; i++)
        {
            spectrum[i] = samples[i] - mean;
        }

        Fourier.Forward(spectrum, FourierOptions.NoScaling);
        for (int i = 0; i < spectrum.Length; i++)
        {
            // Twice the positive frequencies and none of the negative ones: the analytic signal.
            double frequency = i / (spectrum.Length * interval.SiValue);
            bool isPositive = i > 0 && 2 * i < spectrum.Length;
            spectrum[i] *= isPositive ? 2 * Passed(frequency, lowest.SiValue, highest.SiValue) / spectrum.Length : 0;
        }

        Fourier.Inverse(spectrum, FourierOptions.NoScaling);
        double[] phases = new double[spectrum.Length], amplitudes = new double[spectrum.Length];
        for (int i = 0; i < phases.Length; i++)
        {
            amplitudes[i] = spectrum[i].Magnitude;
            phases[i] = i < unsure || i >= phases.Length - unsure || amplitudes[i] == 0 ? double.NaN : spectrum[i].Phase;
        }

        return new RhythmPhase(start ?? Time.FromSi(0), interval, phases, amplitudes);
    }

    /// <summary>The phase at a time, between two samples on the shorter way round; NaN near the ends and outside of the record.</summary>
    public double At(Time time)
    {
        double place = (time - start) / interval;
        int before = (int)Math.Floor(place);
        if (!(place >= 0) || before + 1 >= radians.Length)
        {
            return double.NaN;
        }

        double step = Math.IEEERemainder(radians[before + 1] - radians[before], 2 * Math.PI);
        return Math.IEEERemainder(radians[before] + ((place - before) * step), 2 * Math.PI);
    }

    /// <summary>The phases at the spikes of all cells, those where there is none left out.</summary>
    public double[] AtSpikes(SpikeTrains spikes)
    {
        ArgumentNullException.ThrowIfNull(spikes);
        return [.. spikes.TimesSeconds().Select(seconds => At(Time.FromSi(seconds))).Where(double.IsFinite)];
    }

    private static double Passed(double frequency, double lowest, double highest)
    {
        double edge = Edge * (highest - lowest);
        double inside = Math.Min(frequency - lowest, highest - frequency) / edge;
        return inside >= 1 ? 1 : inside <= 0 ? 0 : 0.5 * (1 - Math.Cos(Math.PI * inside));
    }
}
