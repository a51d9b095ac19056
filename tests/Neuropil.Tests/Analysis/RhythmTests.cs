using static Neuropil.Units;

namespace Neuropil.Tests.Analysis;

public class RhythmTests
{
    [Fact]
    public void The_phase_of_a_rhythm_among_others_is_that_of_its_own_cosine()
    {
        double Own(double t) => (2 * Math.PI * 40 * t) + 0.7;
        double[] samples = [.. Enumerable.Range(0, 4000).Select(i => i * 5e-4)
            .Select(t => 5 + (2 * Math.Cos(Own(t))) + (6 * Math.Cos(2 * Math.PI * 8 * t)) + Math.Sin(2 * Math.PI * 150 * t))];
        var phase = RhythmPhase.Of(samples, 0.5 * ms, 30 * Hz, 50 * Hz, start: 1 * second);
        foreach (double t in new[] { 0.2, 0.5, 0.50013, 1.77 })
        {
            Assert.Equal(0, Math.IEEERemainder(Own(t) - phase.At((1 + t) * second), 2 * Math.PI), 1e-3);
        }

        Assert.Equal(2, phase.Amplitudes[2000], 1e-3);
        Assert.True(double.IsNaN(phase.At(1.01 * second)) && double.IsNaN(phase.At(0.5 * second)) && double.IsNaN(phase.At(9 * second)));
        Assert.Contains("at half the sampling rate, 1 kHz", Assert.Throws<ArgumentOutOfRangeException>(()
            => RhythmPhase.Of(samples, 0.5 * ms, 30 * Hz, 1100 * Hz)).Message, StringComparison.Ordinal);
        Assert.Contains("it must last 300 ms", Assert.Throws<ArgumentOutOfRangeException>(()
            => RhythmPhase.Of(samples.AsSpan(0, 500), 0.5 * ms, 30 * Hz, 40 * Hz)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Spikes_that_follow_a_rhythm_are_locked_to_it()
    {
        // Rate r (1 + d sin(2 pi f t)): R = d/2 at the phase of the sine, -pi/2 of the cosine.
        var spikes = RandomTrains.Modulated(50, 20, 0.6, 10, 10);
        double[] samples = [.. Enumerable.Range(0, 10_001).Select(i => Math.Sin(2 * Math.PI * 10 * i * 1e-3))];
        var rhythm = RhythmPhase.Of(samples, 1 * ms, 5 * Hz, 15 * Hz);
        var locking = PhaseLocking.Of(rhythm.AtSpikes(spikes));
        Assert.InRange(Math.Abs(locking.VectorStrength.StandardErrorsAbove(0.3)), 0, 4);
        Assert.InRange(Math.Abs(locking.Consistency.StandardErrorsAbove(0.09)), 0, 4);
        Assert.Equal(0, locking.MeanPhase.Value, 0.05);
        Assert.InRange(locking.Probability, 0, 1e-10);
    }

    [Fact]
    public void Its_errors_are_those_of_repeats()
    {
        var locked = Enumerable.Range(0, 300).Select(repeat => PhaseLocking.Of(Phases(400, 0.5, 1.2, (ulong)repeat + 1))).ToList();
        RandomSignals.AreCalibrated(0.25, locked.Select(each => each.VectorStrength));
        RandomSignals.AreCalibrated(0.0625, locked.Select(each => each.Consistency));
        RandomSignals.AreCalibrated(1.2, locked.Select(each => each.MeanPhase));
    }

    [Fact]
    public void Spikes_at_any_phase_have_no_phase_and_a_probability_that_says_so()
    {
        PhaseLocking[] free = [.. Enumerable.Range(0, 400).Select(repeat => PhaseLocking.Of(Phases(50, 0, 0, (ulong)repeat + 1)))];
        Assert.Equal(0.1, free.Count(each => each.Probability < 0.1) / 400.0, 4 * Math.Sqrt(0.09 / 400));
        Assert.Equal(0, free.Average(each => each.Consistency.Value), 4 / 50.0 / Math.Sqrt(400));

        // n times the consistency is an exponential number less 1, x: its variance is 1, and the mean of the squared errors 1 + 2 <x, where x > 0> = 1 + 2/e.
        double spread = Math.Sqrt(free.Average(each => Math.Pow(each.Consistency.Value, 2)));
        double error = Math.Sqrt(free.Average(each => Math.Pow(each.Consistency.StandardError, 2)));
        Assert.Equal(1 / Math.Sqrt(1 + (2 / Math.E)), spread / error, 4 * 1.4 / Math.Sqrt(400));
        Assert.StartsWith("50 spikes with a vector strength of", free.First(each => each.Probability > 0.5).MeanPhase.Reason);
        Assert.Equal("phase locking needs at least 10 spikes; there are 3", PhaseLocking.Of([1, 2, 3]).VectorStrength.Reason);
    }

    [Fact]
    public void A_spectrogram_shows_when_a_rhythm_is_there()
    {
        // 20 Hz in the first second, 60 Hz in the second one.
        double[] samples = [.. Enumerable.Range(0, 2000).Select(i => Math.Sin(2 * Math.PI * (i < 1000 ? 20 : 60) * i * 1e-3))];
        var spectrogram = Spectrogram.Of(samples, 1 * ms, 200 * ms, 100 * ms, unit: "mV²/Hz", name: "V");
        Assert.Equal(19, spectrogram.Spectra.Count);
        Assert.Equal((0.1, 1.9), (spectrogram.TimesSeconds[0], Math.Round(spectrogram.TimesSeconds[^1], 12)));
        Assert.Equal(20, spectrogram.Spectra[3].Peak().Frequency / Hz, 1e-9);
        Assert.Equal(60, spectrogram.Spectra[15].Peak().Frequency / Hz, 1e-9);
        Assert.Contains("at most the record, 2 s",
            Assert.Throws<ArgumentOutOfRangeException>(() => Spectrogram.Of(samples, 1 * ms, 3 * second)).Message, StringComparison.Ordinal);
    }

    /// <summary>
    /// White noise of variance 1 has the density 2 dt, an autoregressive signal 2 dt (1 - m²)/|1 - m exp(-i w)|². Over repeats each value spreads as its stated
    /// error, and the interval holds the density as often as it says: with one segment of a window and with many.
    /// </summary>
    [Theory]
    [InlineData(0.0, 32)]
    [InlineData(0.0, 256)]
    [InlineData(0.5, 32)]
    public void Errors_of_a_spectrogram_are_those_over_repeats(double memory, int segment)
    {
        const int Repeats = 1000, Window = 256;
        int[] places = [segment / 8, segment / 4, segment / 2]; // the last at half the sampling rate
        double[][] found = [.. places.Select(_ => new double[Repeats])];
        double[] errors = new double[places.Length];
        int[] held = new int[places.Length];
        double[] expected = [.. places.Select(place
            => 2e-3 * (1 - (memory * memory)) / (1 + (memory * memory) - (2 * memory * Math.Cos(2 * Math.PI * place / segment))))];
        expected[^1] /= 2; // its own negative
        for (int repeat = 0; repeat < Repeats; repeat++)
        {
            double[] signal = RandomSignals.Autoregressive(2 * Window, memory, (ulong)repeat + 1);
            var window = Spectrogram.Of(signal, 1 * ms, Window * ms, Window * ms, segment: segment * ms).At(0.4 * second);
            for (int i = 0; i < places.Length; i++)
            {
                var frequency = places[i] * (1000.0 / segment) * Hz;
                var density = window.EstimateAt(frequency);
                var (low, high) = window.IntervalAt(frequency);
                found[i][repeat] = density.Value;
                errors[i] += density.StandardError / Repeats;
                held[i] += expected[i] >= low && expected[i] <= high ? 1 : 0;
            }
        }

        int segments = (2 * Window / segment) - 1;
        double relative = Math.Sqrt((1 + ((segments - 1) / (18.0 * segments))) / segments);
        for (int i = 0; i < places.Length; i++)
        {
            double mean = found[i].Average(), spread = Math.Sqrt(found[i].Average(value => Math.Pow(value - mean, 2)));
            double stated = relative * (i == places.Length - 1 ? Math.Sqrt(2) : 1);
            Assert.Equal(stated, errors[i] / mean, 1e-12);

            // Gamma distributed with the relative error s: its kurtosis is 3 + 6 s², so that the spread of n values is known to sqrt((2 + 6 s²)/n)/2.
            // A density that curves is seen by a resolution of four values as up to 0.02 more.
            Assert.Equal(1, spread / mean / stated, 2 * Math.Sqrt((2 + (6 * stated * stated)) / Repeats));
            Assert.Equal(1, mean / expected[i], (4 * stated / Math.Sqrt(Repeats)) + 0.02);
            Assert.Equal(0.95, held[i] / (double)Repeats, 4 * Math.Sqrt(0.95 * 0.05 / Repeats));
        }
    }

    [Fact]
    public void What_a_spectrogram_does_not_have_is_refused()
    {
        double[] samples = RandomSignals.White(1000, 1);
        var spectrogram = Spectrogram.Of(samples, 1 * ms, 200 * ms, 100 * ms, segment: 50 * ms);
        Assert.Same(spectrogram.Spectra[2], spectrogram.At(320 * ms));
        Assert.Contains("from 100 ms to 900 ms", Refused(() => spectrogram.At(2 * second)), StringComparison.Ordinal);
        Assert.Contains("known from 20 Hz to 500 Hz", Refused(() => spectrogram.At(300 * ms).EstimateAt(600 * Hz)), StringComparison.Ordinal);
        Assert.Contains("between 0 and 1", Refused(() => spectrogram.At(300 * ms).IntervalAt(20 * Hz, 95)), StringComparison.Ordinal);
        Assert.Contains("The spectrum is empty", Refused(() => PowerSpectrum.Of([1, 2], 1 * ms).EstimateAt(20 * Hz)), StringComparison.Ordinal);
        Assert.Contains("at most the record, 200 ms", Refused(() => Spectrogram.Of(samples, 1 * ms, 200 * ms, segment: 300 * ms)), StringComparison.Ordinal);

        static string Refused(Action action) => Assert.Throws<ArgumentOutOfRangeException>(action).Message;
    }

    // Phases with the density (1 + d cos(φ - mean))/2π, by rejection: R = d/2.
    private static double[] Phases(int count, double depth, double mean, ulong seed)
    {
        var random = new RandomStream(seed, RandomPurpose.Noise, 3);
        var phases = new List<double>();
        while (phases.Count < count)
        {
            double phase = 2 * Math.PI * random.NextDouble();
            if (random.NextDouble() * (1 + depth) < 1 + (depth * Math.Cos(phase - mean)))
            {
                phases.Add(phase);
            }
        }

        return [.. phases];
    }
}
