using Neuropil.Experiments;
using static Neuropil.Units;

namespace Neuropil.Tests.Experiments;

/// <summary>The experiments on cells of two compartments in a short form, and their closed forms against slow ways.</summary>
public class DendriteTests
{
    private static readonly DendriticAttenuationParameters attenuation = new() { Couplings = [0.02 * mS / cm2, 0.2 * mS / cm2], TimeStep = 0.02 * ms };
    private static readonly DendriticSummationParameters summation = new() { SynapticConductances = [1 * nS, 5 * nS], TimeStep = 0.02 * ms };
    private static readonly CalciumSpikeParameters calcium =
        new() { DendriticConductances = [20 * nS, 200 * nS], ThresholdPrecision = 1e-3, TimeStep = 0.02 * ms };
    private static readonly BackPropagationParameters back = new() { Couplings = [0.5 * mS / cm2, 2.1 * mS / cm2], TimeStep = 0.02 * ms };

    private static List<ExperimentResult> All(ExperimentContext context) =>
    [
        new DendriticAttenuationExperiment().Run(attenuation, context), new DendriticSummationExperiment().Run(summation, context),
        new CalciumSpikeExperiment().Run(calcium, context), new BackPropagationExperiment().Run(back, context),
    ];

    [Fact]
    public void Short_runs_agree_with_closed_forms_and_with_the_adaptive_solver()
    {
        var results = All(new ExperimentContext());
        Assert.All(results.SelectMany(result => result.Checks), check => Assert.True(check.Passed, check.ToString()));
        Assert.Equal([6, 6, 3, 3], results.Select(result => result.Checks.Count));
        results[0].Draws(("passive-pair", 3));
        results[1].Draws(("summation", 2));
        results[2].Draws(("calcium-spike", 2));
        results[3].Draws(("back-propagation", 2));
        Assert.Equal([1, 1, 1, 1], results.Select(result => result.Files.Count));
        Assert.Matches("of a synaptic peak [0-9]+ %", results[0].Answer);
        Assert.Matches("reach [0-9]+ % of their linear sum when both are on the dendrite and [0-9]+ %", results[1].Answer);
        Assert.Matches("spikes above [0-9.]+ nS, .*; with it, [0-9.]+ nS suffice[.]", results[2].Answer);
        Assert.Matches("Of a somatic spike [0-9]+ to [0-9]+ % reach a passive dendrite at couplings from 0.5 to 2.1", results[3].Answer);
    }

    [Fact]
    public void Neighbours_are_weaker_by_driving_force_and_stronger_by_nmda_receptors()
    {
        var result = new DendriticClustersExperiment().Run(new DendriticClustersParameters { TimeStep = 0.05 * ms }, new ExperimentContext());
        Assert.All(result.Checks, check => Assert.True(check.Passed, check.ToString()));
        Assert.Equal(9, result.Checks.Count);
        result.Draws(("dendritic-clusters", 2));
        Assert.Matches("do 0[.][0-9]+ times together what they do apart with AMPA receptors alone, and 1[.][0-9]+ times", result.Answer);
    }

    [Fact]
    public void Without_magnesium_neighbours_are_weaker_with_nmda_receptors_too()
    {
        // Nothing to lift: what remains is driving force.
        var result = new DendriticClustersExperiment().Run(
            new DendriticClustersParameters { TimeStep = 0.05 * ms, Magnesium = 0 * mM, NmdaRatio = 1 }, new ExperimentContext());
        Assert.All(result.Checks, check => Assert.True(check.Passed, check.ToString()));
        Assert.InRange(result.Checks.Single(check => check.Name == "AMPA and NMDA: together over apart").Measured, 0.5, 0.99);
    }

    [Fact]
    public void Rounding_in_single_precision_stays_within_its_bound()
    {
        var deviations = All(new ExperimentContext { Precision = Precision.Single }).SelectMany(result => result.Checks)
            .Where(check => check.Name.Contains("deviation", StringComparison.Ordinal)).ToList();
        Assert.Equal(2 + 3 + 1, deviations.Count);
        Assert.All(deviations, check => Assert.True(check.Passed, check.ToString()));
    }

    [Fact]
    public void Without_a_spike_the_answer_says_so_and_the_checks_that_need_it_fail()
    {
        var none = new CalciumSpikeExperiment().Run(calcium with { DendriticConductances = [1 * nS, 2 * nS] }, new ExperimentContext());
        Assert.Equal("Without sodium current no input up to 2 nS makes the active dendrite spike.", none.Answer);
        Assert.All(none.Checks, check => Assert.False(check.Passed, check.ToString()));
        none.Draws(("calcium-spike", 1));
        var silent = new BackPropagationExperiment().Run(back with { SomaticPulse = 0.01 * nA }, new ExperimentContext());
        Assert.Equal("A pulse of 10 pA made no soma spike.", silent.Answer);
        silent.Draws(("back-propagation", 2));
    }

    [Fact]
    public void An_interrupted_run_returns_without_checks()
    {
        using var source = new CancellationTokenSource();
        source.Cancel();
        Assert.All(All(new ExperimentContext { Cancellation = source.Token }), result =>
        {
            Assert.True(result.Interrupted);
            Assert.Empty(result.Checks);
        });
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
    public void A_bracket_is_where_spikes_begin()
    {
        Assert.Equal((2, 3), CalciumSpikeExperiment.Bracket([1, 2, 3, 4], [false, false, true, true]));
        Assert.Equal((1, 1), CalciumSpikeExperiment.Bracket([1, 2], [true, true]));
        Assert.Equal((double.NaN, double.NaN), CalciumSpikeExperiment.Bracket([1, 2], [false, false]));
    }

    [Theory]
    [InlineData("level", "--dendritic-spike-level -70 mV is not between the cell's rest, -64.6 mV, and the synapse's reversal potential")]
    [InlineData("decay", "--synaptic-decay 300 ms is longer than --step-duration 200 ms")]
    [InlineData("pulse", "--somatic-pulse-duration 5 us is shorter than --dt 0.01 ms")]
    public void What_cannot_be_measured_is_refused(string what, string message)
    {
        var (experiment, parameters) = what switch
        {
            "level" => ((Experiment)new CalciumSpikeExperiment(), (object)new CalciumSpikeParameters { DendriticSpikeLevel = -70 * mV }),
            "decay" => (new DendriticSummationExperiment(), new DendriticSummationParameters { SynapticDecay = 300 * ms }),
            _ => (new BackPropagationExperiment(), new BackPropagationParameters { SomaticPulseDuration = 5 * us }),
        };
        Assert.StartsWith(message, Assert.Throws<UserErrorException>(() => experiment.RequireConsistent(parameters)).Message, StringComparison.Ordinal);
    }
}
