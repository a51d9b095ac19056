using static Neuropil.Units;

namespace Neuropil.Tests.Models.Plasticities;

/// <summary>Eligibility and a modulator: the integral in closed form, the rule as text as a sum over its ticks, and a modulator that is not there.</summary>
public class RewardPlasticityTests
{
    private const double Mark = 0.1 * 0.60653065971263342; // A+ exp(-10/20)

    private static readonly RewardPlasticity<Conductance> reward = new("rule") { LargestWeight = 1 * nS, ModulatorUnit = 1 * mM };

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2.5)]
    public void A_weight_changes_by_the_integral_of_what_is_left(double delay)
        => Assert.Equal(Mark * Math.Exp(-delay) * 0.5 / (1 + 5), Change(reward, delay), 1e-12);

    [Fact]
    public void A_modulator_that_is_always_there_needs_no_reward()
        => Assert.Equal(Mark * 0.01 * (1 - Math.Exp(-5.9)), Change(reward with { Tonic = 0.01 }, null), 1e-12);

    [Fact]
    public void Each_synapse_may_have_an_eligibility_of_its_own()
        => Assert.Equal(
            Mark * Math.Exp(-0.5) * 0.5 / (0.5 + 5),
            Change(reward with { EligibilityDecay = Distributions.Uniform(2 * second, 2 * second) }, 1), 1e-12);

    [Fact]
    public void The_rule_as_text_adds_at_each_tick()
    {
        var rule = new EquationPlasticity("rewarded", """
            dx/dt = -x/tau   : source
            dy/dt = -y/tau   : target
            dc/dt = -c/tau_c : edge
            d = target.dopamine.concentration : mM
            0 nS <= w <= w_max
            on spike:        c = c - A_minus*y; x = x + 1
            on target spike: c = c + A_plus*x;  y = y + 1
            every 10 ms:     w = w + 10 ms*gain*w_max*c*(d/(1 mM))
            """)
        {
            Parameters =
            {
                ["tau"] = 20 * ms, ["tau_c"] = 1 * second, ["w_max"] = 1 * nS, ["A_plus"] = 0.1, ["A_minus"] = 0.15, ["gain"] = 1 * Hz,
            },
        };
        Assert.Equal(0.01 * Mark * Math.Exp(-1) * 0.5 / (1 - Math.Exp(-0.06)), Change(rule, 1), 1e-12);
    }

    [Fact]
    public void A_modulator_that_the_target_does_not_have_is_named()
    {
        var error = Assert.ThrowsAny<Exception>(() => Change(reward with { Modulator = "serotonin.concentration" }, 1));
        Assert.Contains("it reads 'serotonin.concentration' of its target", error.Message, StringComparison.Ordinal);
        error = Assert.ThrowsAny<Exception>(() => Change(reward with { Modulator = "V" }, 1));
        Assert.Contains("it reads 'V' of its target as", error.Message, StringComparison.Ordinal);
    }

    // One pair at +10 ms, and a reward of 0.5 mM (a number that single precision holds) so many seconds after it.
    private static double Change(Plasticity rule, double? delay)
    {
        var network = new Network();
        var source = network.Add(new Population("source", 1, new SpikeTimes([(0, 90 * ms)])));
        var kick = network.Add(new Population("kick", 1, new SpikeTimes([(0, 99.9 * ms)])));
        var given = network.Add(new Population("reward", 1, new SpikeTimes([(0, delay is { } seconds ? (100 + (1000 * seconds) - 0.1) * ms : 100 * second)])));
        var cell = network.Add(new Population("cell", 1, new LeakyIntegrateAndFire()));
        network.Connect(kick, cell, new OneToOne(), new Delta("kick"), 100 * mV);
        network.Connect(given, cell, new OneToOne(), new Neuromodulator("dopamine"), 0.5 * mM);
        var synapse = network.Connect(source, cell, new OneToOne(), new Exponential("excitation"), 0.25 * nS, plasticity: rule);
        using var run = new Simulation(network, new RunOptions { TimeStep = 0.1 * ms });
        run.Advance(delay is null ? 6 * second : (delay.Value * 1000 + 6100) * ms);
        return run.SynapsesOf(synapse).In("w", nS)[0] - 0.25;
    }
}
