using static Neuropil.Units;

namespace Neuropil.Tests.Analysis;

public class PowerSpectrumTests
{
    [Fact]
    public void The_spectrum_of_a_modulated_population_peaks_at_the_modulation()
    {
        SpikeTrains spikes = RandomTrains.Modulated(200, 10, depth: 0.5, frequencyHz: 37, seconds: 10);
        PowerSpectrum spectrum = spikes.PopulationRate(0.001 * second).Spectrum(segment: 1 * second);
        Assert.Equal(37, spectrum.Peak().Frequency / Hz, 1e-9);

        // A line of power (r depth)² / 2 seen through a Hann window of 1 s has the density power * (Σw)² dt / Σw² = power * 2/3.
        double line = Math.Pow(10 * 0.5, 2) / 2 * 2 / 3;
        double noise = 2 * 10.0 / 200;
        Assert.Equal(line + noise, spectrum.Peak().Density, 0.1 * line);
    }

    [Fact]
    public void The_spectrum_of_a_Poisson_population_is_flat_at_twice_the_rate_over_N()
    {
        PowerSpectrum spectrum = RandomTrains.Gamma(50, rateHz: 20, seconds: 40).PopulationRate(0.001 * second).Spectrum(0.5 * second);

        // The mean over 250 frequencies and 80 segments' worth of data: a relative standard error of about 0.7 %.
        Assert.Equal(2 * 20.0 / 50, spectrum.Density.Average(), 0.03 * 0.8);
        Assert.Equal("Hz²/Hz", spectrum.Unit);
    }

    [Fact]
    public void Its_errors_are_those_of_repeats()
        => RandomSignals.AreCalibrated(2e-3, Enumerable.Range(0, 300).Select(repeat =>
        {
            var spectrum = PowerSpectrum.Of(RandomSignals.White(4000, (ulong)repeat + 1), 0.001 * second, 0.1 * second);
            return Estimate.Of(spectrum.Density[20], spectrum.Density[20] * spectrum.RelativeError);
        }));

    [Fact]
    public void Frequencies_run_from_the_resolution_to_half_the_sampling_rate()
    {
        PowerSpectrum spectrum = PowerSpectrum.Of(new double[1000], 0.001 * second, segment: 0.25 * second);
        Assert.Equal(4, spectrum.FrequenciesHz[0], 9);
        Assert.Equal(500, spectrum.FrequenciesHz[^1], 9);
    }

    [Fact]
    public void The_integral_over_frequency_is_the_variance()
    {
        // Twenty whole periods in the window: the Hann window keeps all power of a sine near its line.
        double[] sine = [.. Enumerable.Range(0, 2000).Select(i => 3 * Math.Sin(2 * Math.PI * i / 100))];
        PowerSpectrum spectrum = PowerSpectrum.Of(sine, 0.001 * second);
        Assert.Equal(4.5, spectrum.Density.Sum() * spectrum.FrequenciesHz[0], 1e-9);
    }

    [Fact]
    public void The_mean_of_the_signal_does_not_matter()
    {
        double[] sine = [.. Enumerable.Range(0, 500).Select(i => Math.Sin(0.3 * i))];
        Assert.Equal(
            PowerSpectrum.Of(sine, 0.001 * second).Peak().Density, PowerSpectrum.Of([.. sine.Select(value => value + 1000)], 0.001 * second).Peak().Density,
                1e-9);
    }

    [Fact]
    public void Peaks_can_be_sought_in_a_band()
    {
        double[] two = [.. Enumerable.Range(0, 1000).Select(i => Math.Sin(2 * Math.PI * 20 * i / 1000) + (2 * Math.Sin(2 * Math.PI * 80 * i / 1000)))];
        PowerSpectrum spectrum = PowerSpectrum.Of(two, 0.001 * second);
        Assert.Equal(80, spectrum.Peak().Frequency / Hz, 1e-9);
        Assert.Equal(20, spectrum.Peak(10 * Hz, 50 * Hz).Frequency / Hz, 1e-9);
        Assert.True(double.IsNaN(spectrum.Peak(20.2 * Hz, 20.4 * Hz).Frequency / Hz));
    }

    [Fact]
    public void A_signal_too_short_has_an_empty_spectrum()
    {
        Assert.Empty(PowerSpectrum.Of([1, 2, 3], 0.001 * second).Density);
        Assert.True(double.IsNaN(PowerSpectrum.Of([], 0.001 * second).Peak().Frequency / Hz));
    }
}
