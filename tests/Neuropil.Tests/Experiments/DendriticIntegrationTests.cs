using Neuropil.Experiments;
using static Neuropil.Units;

namespace Neuropil.Tests.Experiments;

/// <summary>The experiment on cells of two compartments in a short form, and its closed forms against slow ways.</summary>
public class DendriticIntegrationTests
{
    private static readonly DendriticIntegrationParameters brief = new()
    {
        Couplings = [0.02 * mS / cm2, 0.2 * mS / cm2], SynapticConductances = [1 * nS, 5 * nS], DendriticConductances = [20 * nS, 200 * nS],
        ActiveCouplings = [0.5 * mS / cm2, 2.1 * mS / cm2], ThresholdPrecision = 1e-3, TimeStep = 0.02 * ms,
    };

    [Fact]
    public void A_short_run_agrees_with_closed_forms_and_with_the_adaptive_solver()
    {
        var result = new DendriticIntegrationExperiment().Run(brief, new ExperimentContext());
        Assert.All(result.Checks, check => Assert.True(check.Passed, check.ToString()));
        Assert.Equal(6 + 6 + 3 + 3, result.Checks.Count);
        Assert.All(result.Figures, figure => Assert.Contains("<svg", figure.Figure.ToSvg(), StringComparison.Ordinal));
        Assert.Equal(4, result.Files.Count);
        Assert.DoesNotContain("NaN", result.Answer, StringComparison.Ordinal);
    }

    [Fact]
    public void Rounding_in_single_precision_stays_within_its_bound()
    {
        var result = new DendriticIntegrationExperiment().Run(brief, new ExperimentContext { Precision = Precision.Single });
        Assert.All(result.Checks.Where(check => check.Name.Contains("deviation", StringComparison.Ordinal)), check => Assert.True(check.Passed, check.ToString()));
    }

    [Fact]
    public void Without_a_spike_the_answer_says_so_and_the_checks_that_need_it_fail()
    {
        var result = new DendriticIntegrationExperiment().Run(brief with { DendriticConductances = [1 * nS, 2 * nS], SomaticPulse = 0.01 * nA }, new ExperimentContext());
        Assert.Contains("no input up to 2 nS makes the active dendrite spike", result.Answer, StringComparison.Ordinal);
        Assert.Contains("made no soma spike", result.Answer, StringComparison.Ordinal);
        Assert.DoesNotContain("NaN", result.Answer, StringComparison.Ordinal);
        Assert.False(result.Checks.Single(check => check.Name.StartsWith("threshold of the calcium spike", StringComparison.Ordinal)).Passed);
        Assert.All(result.Figures, figure => Assert.Contains("<svg", figure.Figure.ToSvg(), StringComparison.Ordinal));
    }

    [Fact]
    public void An_interrupted_run_returns_without_checks()
    {
        using var source = new CancellationTokenSource();
        source.Cancel();
        var result = new DendriticIntegrationExperiment().Run(brief, new ExperimentContext { Cancellation = source.Token });
        Assert.True(result.Interrupted);
        Assert.Empty(result.Checks);
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(0, 1)]
    [InlineData(1, 0)]
    [InlineData(1, 1)]
    public void The_closed_form_of_the_pair_is_what_small_steps_give(int at, int into)
    {
        // Unequal time constants; decays of which one is that of the slow mode itself, where the quotient is 0/0.
        var pair = new PassivePair(60, 170, 4, 21, 9);
        foreach (double decay in new[] { 3, pair.SlowTimeConstant, double.PositiveInfinity })
        {
            double s = 0;
            double d = 0;
            const double Dt = 1e-4;
            for (int i = 0; i < 120_000; i++)
            {
                // The midpoint rule.
                var (ks, kd) = Slope(s, d, i * Dt);
                (ks, kd) = Slope(s + (Dt / 2 * ks), d + (Dt / 2 * kd), (i + 0.5) * Dt);
                (s, d) = (s + (Dt * ks), d + (Dt * kd));
            }

            double expected = at == 0 ? s : d;
            Assert.Equal(expected, double.IsInfinity(decay) ? pair.Step(at, into, 12) : pair.Decaying(at, into, decay, 12), 1e-9);

            (double Soma, double Dendrite) Slope(double x, double y, double time)
            {
                double current = Math.Exp(-time / decay);
                return (((-4 * x) + (9 * (y - x)) + (into == 0 ? current : 0)) / 60, ((-21 * y) + (9 * (x - y)) + (into == 1 ? current : 0)) / 170);
            }
        }

        Assert.Equal(pair.Resistance(at, into), pair.Step(at, into, 1000), 1e-12);
    }

    [Fact]
    public void The_pair_of_the_published_values_has_the_resistances_of_the_circuit()
    {
        // Soma 5 nS, dendrite 15 nS, 10 nS between them: determinant 275 nS².
        var pair = PassivePair.Of(new PassiveTwoCompartment(), 0.05 * mS / cm2);
        Assert.Equal(25.0 / 275, pair.Resistance(0, 0), 1e-12);
        Assert.Equal(10.0 / 275, pair.Resistance(0, 1), 1e-12);
        Assert.Equal(15.0 / 275, pair.Resistance(1, 1), 1e-12);
        Assert.Equal(10, pair.SlowTimeConstant, 1e-9);
        Assert.Equal(1 / (0.1 + (10.0 / 50) + (10.0 / 150)), pair.FastTimeConstant, 1e-9);
    }

    [Fact]
    public void The_low_pass_follows_a_ramp_exactly_and_a_sine_to_the_error_of_straight_lines()
    {
        const double Dt = 0.1;
        const double Tau = 3;
        double[] ramp = LowPass.Filter([.. Enumerable.Range(0, 200).Select(i => 2 * i * Dt)], 1, Dt, Tau);
        Assert.Equal((2 * (19.9 - Tau)) + ((1 + (2 * Tau)) * Math.Exp(-19.9 / Tau)), ramp[^1], 1e-10);

        double[] sine = [.. Enumerable.Range(0, 2000).Select(i => Math.Sin(i * Dt))];
        double[] filtered = LowPass.Filter(sine, 0, Dt, Tau);
        double time = 1999 * Dt;
        double steady = (Math.Sin(time) - (Tau * Math.Cos(time))) / (1 + (Tau * Tau));
        Assert.Equal(steady, filtered[^1], LowPass.LargestSecondDifference(sine) / 8);
        Assert.Equal(2 * (1 - Math.Cos(Dt)), LowPass.LargestSecondDifference(sine), 1e-5);
    }

    [Fact]
    public void A_bracket_is_where_spikes_begin()
    {
        Assert.Equal((2, 3), CalciumSpike.Bracket([1, 2, 3, 4], [false, false, true, true]));
        Assert.Equal((1, 1), CalciumSpike.Bracket([1, 2], [true, true]));
        Assert.Equal((double.NaN, double.NaN), CalciumSpike.Bracket([1, 2], [false, false]));
    }

    [Theory]
    [InlineData("level", "--dendritic-spike-level -70 mV is not between the cell's rest, -64.6 mV, and the synapse's reversal potential")]
    [InlineData("decay", "--synaptic-decay 300 ms is longer than --step-duration 200 ms")]
    [InlineData("pulse", "--somatic-pulse-duration 5 us is shorter than --dt 10 us")]
    public void What_cannot_be_measured_is_refused(string what, string message)
    {
        var parameters = what switch
        {
            "level" => new DendriticIntegrationParameters { DendriticSpikeLevel = -70 * mV },
            "decay" => new DendriticIntegrationParameters { SynapticDecay = 300 * ms },
            _ => new DendriticIntegrationParameters { SomaticPulseDuration = 5 * us },
        };
        var experiment = new DendriticIntegrationExperiment();
        Assert.StartsWith(message, Assert.Throws<UserErrorException>(() => experiment.RequireConsistent(parameters)).Message, StringComparison.Ordinal);
    }
}
