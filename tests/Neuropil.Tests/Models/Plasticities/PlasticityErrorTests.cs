using Neuropil.Tests.Engine.Synapses;
using static Neuropil.Distributions;
using static Neuropil.Units;

namespace Neuropil.Tests.Models.Plasticities;

/// <summary>What a rule of spike timing cannot be, or cannot begin with, is one error that names the thing, its value and the bound.</summary>
public class PlasticityErrorTests
{
    private static readonly SpikeTimingPlasticity<Conductance> rule = new("rule") { LargestWeight = 1 * nS };

    [Fact]
    public void A_weight_that_begins_above_the_largest_is_named()
        => Refused(new Projected { Weight = 1.5 * nS },
            "Projection 'tried', the synapse from cell 0 to cell 0: w begins at 1.5 nS; its bounds are 0 nS and 1 nS.");

    [Fact]
    public void A_negative_weight_is_named()
        => Refused(new Projected { Weight = Uniform(-0.5 * nS, -0.4 * nS) }, "Projection 'tried', the synapse from cell 0 to cell 0: w begins at -",
            "0 nS and 1 nS.");

    [Fact]
    public void One_weight_of_many_is_found()
        => Refused(new Projected { Weight = Normal(0.5 * nS, 0.1 * nS), Plasticity = rule with { LargestWeight = 0.75 * nS } },
            "Projection 'tried', the synapse from cell ", ": w begins at ", "its bounds are 0 nS and 750 pS");

    [Fact]
    public void A_largest_weight_of_each_synapse_is_looked_at_for_each()
        => Refused(new Projected { Weight = 0.5 * nS, Plasticity = rule with { LargestWeight = Uniform(0.4 * nS, 2 * nS) } },
            "w begins at 500 pS; its bounds are 0 nS and 4");

    [Fact]
    public void A_weight_at_its_bounds_is_within_them()
    {
        foreach (var weight in new[] { 0 * nS, 1 * nS })
        {
            var setting = new SynapseNetwork(steps: 20);
            setting.Network.Add(new Projected { Weight = weight }.On(setting));
            using var run = new Simulation(setting.Network);
            run.Advance(2 * ms);
        }
    }

    [Fact]
    public void Other_variables_begin_within_their_bounds_too()
        => Refused(
            new Projected { Plasticity = new EquationPlasticity("text", "c : edge\n0 <= c <= 1\non spike: c = c/2; w = w*c") { Initial = { ["c"] = 2 } } },
            "text.c begins at 2; its bounds are 0 and 1.");

    [Fact]
    public void A_largest_weight_in_another_unit_is_named()
        => Refused(new Projected { Plasticity = new SpikeTimingPlasticity<Current>("rule") { LargestWeight = 1 * pA } },
            "Projection 'tried', SpikeTimingPlasticity 'rule'", "of w must be in Conductance");

    [Fact]
    public void Time_constants_are_above_zero()
    {
        Refused(new Projected { Plasticity = rule with { PotentiationDecay = 0 * ms } }, "rule.potentiationDecay is 0", "expected more than 0");
        Refused(new Projected { Plasticity = rule with { DepressionDecay = -1 * ms } }, "rule.depressionDecay is -1 ms", "expected more than 0");
        Refused(new Projected { Plasticity = new TripletPlasticity<Conductance>("rule") { LargestWeight = 1 * nS, PresynapticMemory = 0 * ms } },
            "rule.presynapticMemory is 0");
        Refused(new Projected { Plasticity = new InhibitoryPlasticity<Conductance>("rule") { LargestWeight = 1 * nS, Decay = Uniform(-5 * ms, 5 * ms) } },
            "rule.decay is -");
    }

    [Fact]
    public void Sizes_are_not_negative_and_exponents_from_0_to_1()
    {
        Refused(new Projected { Plasticity = rule with { Potentiation = -0.1 } }, "rule.potentiation is -0.1; expected 0 or more");
        Refused(new Projected { Plasticity = rule with { LargestWeight = 0 * nS } }, "rule.largestWeight is 0", "expected more than 0");
        Refused(new Projected { Plasticity = rule with { PotentiationExponent = 1.5 } }, "potentiationExponent is 1.5; expected 0 to 1.");
        Refused(new Projected { Plasticity = rule with { DepressionExponent = double.NaN } }, "depressionExponent is NaN; expected 0 to 1.");
    }

    [Fact]
    public void Weights_that_synapses_share_cannot_change_each_for_itself()
    {
        Refused(new Projected { IsStored = false }, "Projection 'tried' is not stored, but synapses with state have to be; expected IsStored to be true.");
        Refused(new Projected { HasCodedWeights = true, Weight = Uniform(0 * nS, 1 * nS) },
            "Projection 'tried' has coded weights, but synapses with state need their weights as they are; expected HasCodedWeights to be false.");
    }

    private static void Refused(Projected tried, params string[] said)
    {
        var setting = new SynapseNetwork(steps: 20);
        var error = Record.Exception(() =>
        {
            setting.Network.Add(tried.On(setting));
            using var run = new Simulation(setting.Network);
        });
        Assert.True(error is ArgumentException, $"{error}");
        Assert.All(said, part => Assert.Contains(part, error.Message, StringComparison.Ordinal));
    }

    private sealed record Projected
    {
        public Parameter<Conductance> Weight { get; init; } = 0.5 * nS;

        public Plasticity Plasticity { get; init; } = rule;

        public bool IsStored { get; init; } = true;

        public bool HasCodedWeights { get; init; }

        public Projection<Conductance> On(SynapseNetwork setting) => new()
        {
            Name = "tried", Source = setting.Sources, Target = setting.Targets, Rule = new AllToAll(), Receptor = SynapseNetwork.Receptor, Weight = Weight,
            Plasticity = Plasticity, IsStored = IsStored, HasCodedWeights = HasCodedWeights,
        };
    }
}
