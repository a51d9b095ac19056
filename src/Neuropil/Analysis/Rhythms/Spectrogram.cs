namespace Neuropil;

/// <summary>The power spectrum of a signal as it changes over time: that of a window, which moves on.</summary>
/// <param name="TimesSeconds">The middles of the windows in seconds.</param>
/// <param name="Spectra">The spectrum in each window.</param>
public sealed record Spectrogram(IReadOnlyList<double> TimesSeconds, IReadOnlyList<PowerSpectrum> Spectra)
{
    /// <summary>
    /// The spectra in windows, each the signal less its mean there times a Hann window: one periodogram, whose values are as uncertain as they are large.
    /// </summary>
    /// <param name="samples">The signal, sampled at equal intervals.</param>
    /// <param name="interval">The time between samples.</param>
    /// <param name="window">The length of a window, the inverse of the frequency resolution; at least four samples.</param>
    /// <param name="step">By how much a window is later than the one before; half a window by default.</param>
    /// <param name="start">When the first sample was taken; 0 by default.</param>
    /// <param name="unit">The unit of the density.</param>
    /// <param name="name">The signal's name.</param>
    /// <exception cref="ArgumentException">A sample is not finite.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The window is below four samples or longer than the record, or the step is below one sample.</exception>
    public static Spectrogram Of(
        ReadOnlySpan<double> samples, Time interval, Time window, Time? step = null, Time? start = null, string unit = "", string name = "")
    {
        SampleChecks.RequireInterval(interval, nameof(interval));
        SampleChecks.RequireFinite(samples, nameof(samples));
        int length = SampleChecks.WholeSamples(window, interval, samples.Length, nameof(window));
        ArgumentOutOfRangeException.ThrowIfLessThan(length, 4, nameof(window));
        int forward = SampleChecks.WholeSamples(step ?? Math.Max(1, length / 2) * interval, interval, samples.Length, nameof(step));
        var (times, spectra) = (new List<double>(), new List<PowerSpectrum>());
        for (int from = 0; from + length <= samples.Length; from += forward)
        {
            times.Add((start ?? Time.FromSi(0)).SiValue + ((from + (length / 2.0)) * interval.SiValue));
            spectra.Add(PowerSpectrum.Of(samples.Slice(from, length), interval, null, unit, name));
        }

        return new Spectrogram(times, spectra);
    }
}
