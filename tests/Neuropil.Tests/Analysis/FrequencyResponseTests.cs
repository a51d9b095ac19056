using System.Numerics;
using static Neuropil.Units;

namespace Neuropil.Tests.Analysis;

public class FrequencyResponseTests
{
    private const double Memory = 0.9;

    [Fact]
    public void A_filter_is_found_by_noise()
    {
        var (input, output) = Filtered(200_000, 1, noise: 0.3);
        var response = FrequencyResponse.OfNoise(input, output, 1 * ms, 500 * ms);
        foreach (double f in new[] { 4.0, 20, 100, 300 })
        {
            Complex expected = Expected(f);
            double coherence = Math.Pow(expected.Magnitude, 2) / (Math.Pow(expected.Magnitude, 2) + 0.09);
            Assert.InRange(Math.Abs(response.GainAt(f * Hz).StandardErrorsAbove(expected.Magnitude)), 0, 4);
            Assert.InRange(Math.Abs(response.PhaseAt(f * Hz).StandardErrorsAbove(expected.Phase)), 0, 4);
            Assert.InRange(Math.Abs(response.CoherenceAt(f * Hz).StandardErrorsAbove(coherence)), 0, 4.5);
        }
    }

    // 8 s: 300 repeats, of which each is a spectrum.
    [Fact]
    public void Its_errors_are_those_of_repeats()
    {
        var all = Enumerable.Range(0, 300).Select(repeat =>
        {
            var (input, output) = Filtered(4000, (ulong)repeat + 1, noise: 0.3);
            return FrequencyResponse.OfNoise(input, output, 1 * ms, 100 * ms);
        }).ToList();
        Complex expected = Expected(50);
        RandomSignals.AreCalibrated(expected.Magnitude, all.Select(each => each.GainAt(50 * Hz)));
        RandomSignals.AreCalibrated(expected.Phase, all.Select(each => each.PhaseAt(50 * Hz)));
        RandomSignals.AreCalibrated(
            Math.Pow(expected.Magnitude, 2) / (Math.Pow(expected.Magnitude, 2) + 0.09), all.Select(each => each.CoherenceAt(50 * Hz)), bias: 0.6);
    }

    [Fact]
    public void Signals_that_have_nothing_in_common_have_a_coherence_of_one_over_the_segments()
    {
        double[] mean = [.. Enumerable.Range(0, 20).Select(repeat => FrequencyResponse.OfNoise(
            RandomSignals.White(20_000, (ulong)repeat + 1), RandomSignals.White(20_000, (ulong)repeat + 500), 1 * ms, 200 * ms))
            .Select(response => response.Coherence.Average() * response.Segments)];
        Assert.Equal(1, mean.Average(), 4 * Math.Sqrt(mean.Average(value => (value - mean.Average()) * (value - mean.Average())) / 20));
    }

    [Theory]
    [InlineData(10)]
    [InlineData(33.3)]
    [InlineData(120)]
    public void A_filter_is_found_by_a_sinusoid(double f)
    {
        double[] input = [.. Enumerable.Range(0, 8000).Select(i => 3 + (2 * Math.Sin(2 * Math.PI * f * i * 1e-3)))];
        double[] noise = RandomSignals.White(8000, 5), output = Through(input, [.. noise.Select(value => 0.2 * value)]);
        var response = FrequencyResponse.OfSinusoid(input.AsSpan(1000), output.AsSpan(1000), 1 * ms, f * Hz);
        Assert.InRange(Math.Abs(response.Gain.StandardErrorsAbove(Expected(f).Magnitude)), 0, 4);
        Assert.InRange(Math.Abs(response.Phase.StandardErrorsAbove(Expected(f).Phase)), 0, 4);
        var exact = FrequencyResponse.OfSinusoid(input.AsSpan(1000), Through(input, new double[8000]).AsSpan(1000), 1 * ms, f * Hz);
        Assert.Equal(0, (exact.Value - Expected(f)).Magnitude, 1e-9);
    }

    [Fact]
    public void The_errors_by_a_sinusoid_are_those_of_repeats()
    {
        double[] input = [.. Enumerable.Range(0, 1000).Select(i => Math.Sin(2 * Math.PI * 40 * i * 1e-3))];
        var all = Enumerable.Range(0, 300).Select(repeat => FrequencyResponse.OfSinusoid(
            input, [.. RandomSignals.White(1000, (ulong)repeat + 1).Select((value, i) => input[i] + value)], 1 * ms, 40 * Hz)).ToList();
        RandomSignals.AreCalibrated(1, all.Select(each => each.Gain));
        RandomSignals.AreCalibrated(0, all.Select(each => each.Phase));
    }

    [Fact]
    public void Records_that_are_too_short_are_said()
    {
        double[] signal = RandomSignals.White(1000, 1);
        Assert.StartsWith("the error of a response needs at least 8 independent segments; there are 2.8",
            FrequencyResponse.OfNoise(signal, signal, 1 * ms, 500 * ms).GainAt(10 * Hz).Reason);
        Assert.Throws<ArgumentOutOfRangeException>(() => FrequencyResponse.OfNoise(signal, signal, 1 * ms, 2 * second));
        Assert.Contains("the record of 1 s has 5", Assert.Throws<ArgumentOutOfRangeException>(()
            => FrequencyResponse.OfSinusoid(signal, signal, 1 * ms, 5 * Hz)).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>(() => FrequencyResponse.OfSinusoid(signal, signal, 1 * ms, 500 * Hz));
        Assert.Contains("known from 10 Hz to 490 Hz", Assert.Throws<ArgumentOutOfRangeException>(()
            => FrequencyResponse.OfNoise(signal, signal, 1 * ms, 100 * ms).GainAt(500 * Hz)).Message, StringComparison.Ordinal);
    }

    // y(i) = m y(i-1) + (1 - m) x(i), and white noise beside it.
    private static double[] Through(double[] input, double[] noise)
    {
        double[] output = new double[input.Length];
        double y = input[0];
        for (int i = 0; i < input.Length; i++)
        {
            y = (Memory * y) + ((1 - Memory) * input[i]);
            output[i] = y + noise[i];
        }

        return output;
    }

    private static (double[] Input, double[] Output) Filtered(int samples, ulong seed, double noise)
    {
        double[] input = RandomSignals.White(samples, seed);
        return (input, Through(input, [.. RandomSignals.White(samples, seed + 40_000).Select(value => noise * value)]));
    }

    private static Complex Expected(double f) => (1 - Memory) / (1 - (Memory * Complex.Exp(new Complex(0, -2 * Math.PI * f * 1e-3))));
}
