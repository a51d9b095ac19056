namespace Neuropil;

/// <summary>The power spectrum of a signal as it changes over time: that of a window, which moves on.</summary>
/// <param name="TimesSeconds">The middles of the windows in seconds.</param>
/// <param name="Spectra">The spectrum in each window.</param>
public sealed record Spectrogram(IReadOnlyList<double> TimesSeconds, IReadOnlyList<PowerSpectrum> Spectra)
{
    /// <summary>
    /// The spectra in windows, of the signal less its mean there: by default one periodogram under a Hann window, whose values are as uncertain as they are
    /// large (relative error 1, exponentially distributed). Shorter segments give up resolution for certainty: each window is the mean over those that it
    /// holds, of relative error 1/√K where they count as K independent ones (<see cref="PowerSpectrum"/>).
    /// </summary>
    /// <remarks>
    /// The errors are those of the density in a window, as over repetitions. Windows that overlap are not independent; and where the rhythm itself comes and
    /// goes, its course is what they show, no error.
    /// </remarks>
    /// <param name="samples">The signal, sampled at equal intervals.</param>
    /// <param name="interval">The time between samples.</param>
    /// <param name="window">The length of a window, at least four samples.</param>
    /// <param name="step">By how much a window is later than the one before; half a window by default.</param>
    /// <param name="start">When the first sample was taken; 0 by default.</param>
    /// <param name="unit">The unit of the density.</param>
    /// <param name="name">The signal's name.</param>
    /// <param name="segment">The length of a segment, the inverse of the frequency resolution; by default that of a window.</param>
    /// <exception cref="ArgumentException">A sample is not finite.</exception>
    /// <exception cref="ArgumentOutOfRangeException">
    /// The window is longer than the record, the segment below four samples or longer than the window, or the step below one sample.
    /// </exception>
    public static Spectrogram Of(
        ReadOnlySpan<double> samples, Time interval, Time window, Time? step = null, Time? start = null, string unit = "", string name = "",
        Time? segment = null)
    {
        SampleChecks.RequireInterval(interval, nameof(interval));
        SampleChecks.RequireFinite(samples, nameof(samples));
        int length = SampleChecks.WholeSamples(window, interval, samples.Length, nameof(window));
        ArgumentOutOfRangeException.ThrowIfLessThan(length, 4, nameof(window));
        int within = segment is { } given ? SampleChecks.WholeSamples(given, interval, length, nameof(segment)) : length;
        ArgumentOutOfRangeException.ThrowIfLessThan(within, 4, nameof(segment));
        int forward = SampleChecks.WholeSamples(step ?? Math.Max(1, length / 2) * interval, interval, samples.Length, nameof(step));
        var (times, spectra) = (new List<double>(), new List<PowerSpectrum>());
        for (int from = 0; from + length <= samples.Length; from += forward)
        {
            times.Add((start ?? Time.FromSi(0)).SiValue + ((from + (length / 2.0)) * interval.SiValue));
            spectra.Add(PowerSpectrum.Of(samples.Slice(from, length), interval, within * interval, unit, name));
        }

        return new Spectrogram(times, spectra);
    }

    /// <summary>The spectrum of the window whose middle is nearest to a time: its density, errors and intervals.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The time lies before the first middle or behind the last by more than half their distance.</exception>
    public PowerSpectrum At(Time time)
    {
        double step = TimesSeconds.Count > 1 ? TimesSeconds[1] - TimesSeconds[0] : double.PositiveInfinity;
        double index = TimesSeconds.Count > 1 ? Math.Round((time.SiValue - TimesSeconds[0]) / step) : 0;
        return index >= 0 && index < Spectra.Count
            ? Spectra[(int)index]
            : throw new ArgumentOutOfRangeException(
                nameof(time), time, $"The windows have their middles from {Time.FromSi(TimesSeconds[0])} to {Time.FromSi(TimesSeconds[^1])}.");
    }
}
