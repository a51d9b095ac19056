using Neuropil.Experiments;

namespace Neuropil.Tests.Experiments;

/// <summary>What the protocols compute from spikes and traces, on data whose answers are known.</summary>
public class ProtocolAnalysisTests
{
    [Theory]
    [InlineData(3, -2, 7.3)]
    [InlineData(-65, 0.5, 0.4)]
    [InlineData(0, 1, 45)]
    public void An_exponential_is_found_again(double end, double amplitude, double tau)
    {
        double[] times = [.. Enumerable.Range(0, 200).Select(i => i * 0.25)];
        var fit = ExponentialFit.Of(times, [.. times.Select(time => end + (amplitude * Math.Exp(-time / tau)))]);

        Assert.Equal(tau, fit.TimeConstant, 1e-6 * tau);
        Assert.Equal(end, fit.End, 1e-6);
        Assert.Equal(amplitude, fit.Amplitude, 1e-6);
        Assert.True(fit.Misfit < 1e-7);
    }

    [Fact]
    public void An_oscillation_is_no_exponential()
    {
        double[] times = [.. Enumerable.Range(0, 200).Select(i => i * 0.25)];

        Assert.True(ExponentialFit.Of(times, [.. times.Select(time => Math.Exp(-time / 10) * Math.Cos(time))]).Misfit > 0.1);
    }

    [Fact]
    public void Too_few_samples_are_refused()
        => Assert.Contains("3 times", Assert.Throws<ArgumentException>(() => ExponentialFit.Of([0, 1, 2], [1, 2, 3])).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData(new double[0], 0, 0, 0)]
    [InlineData(new[] { 0.5 }, 1, 0, 0)]
    [InlineData(new[] { 0.2, 0.3 }, 2, 10, 0)] // has stopped
    [InlineData(new[] { 0.05, 0.2, 0.3, 0.5, 0.7, 0.9 }, 5, 10, 5)] // the first spike is before the step
    [InlineData(new[] { 0.2, 0.8, 0.9, 1.0 }, 4, 1 / 0.6, 3 / 0.8)]
    public void Rates_follow_from_intervals(double[] times, int spikes, double onset, double steady)
    {
        var firing = StepFiring.Of(times, onset: 0.1, end: 1);

        Assert.Equal(spikes, firing.Spikes);
        Assert.Equal(onset, firing.OnsetHz, 1e-9);
        Assert.Equal(steady, firing.SteadyHz, 1e-9);
        Assert.Equal(steady > 0, firing.IsRepetitive);
    }

    [Fact]
    public void Peaks_need_prominence_on_both_sides_and_the_level()
    {
        double[] trace = [-70, -60, 30, -70, -65, -70, -40, -20, -25, -19, -60, 40, 35];

        Assert.Equal([2, 9], SpikePeaks.Of(trace, prominence: 10, level: -30));
        Assert.Equal([2], SpikePeaks.Of(trace, prominence: 10, level: 0));
        Assert.Equal([2, 4, 7, 9, 11], SpikePeaks.Of(trace, prominence: 5, level: -80));
        Assert.Empty(SpikePeaks.Of([], prominence: 5, level: 0));
    }

    [Fact]
    public void Rheobase_is_refined_by_populations()
    {
        int runs = 0;
        IReadOnlyList<StepFiring> Run(IReadOnlyList<Current> amplitudes)
        {
            runs++;
            return [.. amplitudes.Select(amplitude => new StepFiring(amplitude.SiValue >= 0.73456 ? 1 : 0, 0, 0))];
        }

        var (value, uncertainty) = Rheobase.Between(Current.FromSi(0.5), Current.FromSi(1), Run, firing => firing.Spikes > 0);

        Assert.Equal(2, runs);
        Assert.Equal(0.5 / 1024, uncertainty.SiValue, 1e-12);
        Assert.InRange(0.73456, value.SiValue - uncertainty.SiValue, value.SiValue);
    }
}
