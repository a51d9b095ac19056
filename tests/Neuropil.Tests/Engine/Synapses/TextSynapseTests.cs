using static Neuropil.Distributions;
using static Neuropil.Units;

namespace Neuropil.Tests.Engine.Synapses;

/// <summary>Release and plasticity as text are to the bit what the same declared in code is: in a network with delays, for one and several threads, after
/// a resume.</summary>
public class TextSynapseTests
{
    private static readonly EquationPlasticity pairs = new("pairs", """
        dx/dt = -x/presynapticDecay  : source
        dy/dt = -y/postsynapticDecay : target
        0 nS <= w <= largest
        on spike:        w = w - depression*y;   x = x + 1
        on target spike: w = w + potentiation*x; y = y + 1
        """)
    {
        Parameters =
        {
            ["presynapticDecay"] = 20 * ms, ["postsynapticDecay"] = 25 * ms, ["potentiation"] = 0.05 * nS, ["depression"] = "0.06 nS", ["largest"] = 1 * nS,
        },
    };

    private static readonly PairRule pairsInCode = new("pairs") { Potentiation = 0.05 * nS, Depression = 0.06 * nS };

    private static readonly EquationRelease quanta = new("quanta", "on spike: emit count(chance < p)") { Sites = 3, Parameters = { ["p"] = 0.4 } };

    public static TheoryData<string, int, string, bool> Runs()
    {
        var runs = new TheoryData<string, int, string, bool>();
        foreach (string rule in new[] { "pairs", "depression", "drawn depression", "quanta", "depression and pairs", "clock", "vesicles" })
        {
            runs.Add(rule, 1, "equal", false);
            runs.Add(rule, 3, "differ", false);
            runs.Add(rule, 1, "differ", true);
            runs.Add(rule, 3, "equal", true);
        }

        return runs;
    }

    [Theory]
    [MemberData(nameof(Runs))]
    public void Text_and_code_give_the_same_bits(string rule, int threads, string delays, bool resumed)
    {
        var (releaseText, plasticityText) = AsText(rule);
        var (releaseCode, plasticityCode) = InCode(rule);
        var text = Run(releaseText, plasticityText, threads, delays, resumed);
        var code = Run(releaseCode, plasticityCode, threads, delays, resumed);
        Assert.Equal(code.Spikes, text.Spikes);
        Assert.Equal(code.Conductance, text.Conductance);
        Assert.Equal(code.Synapses.In("w", nS), text.Synapses.In("w", nS));
        Assert.Contains(code.Conductance, trace => trace.Max() > 0.1);
    }

    [Fact]
    public void A_rule_as_text_needs_few_lines()
        => Assert.All(new[] { pairs.Equations, Depression(0.5).Equations, quanta.Equations }, text => Assert.InRange(text.Split('\n').Length, 1, 10));

    [Fact]
    public void A_variable_of_the_target_cell_is_read_at_the_event()
    {
        var setting = new SynapseNetwork();
        var rule = new EquationPlasticity("reading", """
            V = target.V : mV
            seen : mV edge
            on spike:
                # what stands below belongs to the event
                seen = V

                w = w
            """);
        var projection = setting.Network.Connect(setting.Sources, setting.Targets, new AllToAll(), SynapseNetwork.Receptor, 0.01 * nS, plasticity: rule);
        var seen = setting.Run(projection, new RunOptions()).Synapses.In("seen", mV);
        Assert.All(seen, v => Assert.InRange(v, -65, -50));
        Assert.True(seen.Distinct().Count() > 100, "all synapses saw the same");
    }

    private static EquationRelease Depression(EquationValue utilization) => new("release", """
        du/dt = (utilization - u)/facilitation : source
        dR/dt = (1 - R)/recovery               : source
        on spike: emit u*R
                  R = R - u*R
                  u = u + utilization*(1 - u)
        """)
    {
        Parameters = { ["utilization"] = utilization, ["recovery"] = 300 * ms, ["facilitation"] = 200 * ms },
        Initial = { ["u"] = "utilization", ["R"] = 1 },
    };

    private static (Release? Release, Plasticity? Plasticity) AsText(string rule) => rule switch
    {
        "pairs" => (null, pairs),
        "depression" => (Depression(0.5), null),
        "drawn depression" => (Depression(Uniform(0.2, 0.7)), null),
        "quanta" => (quanta, null),
        "depression and pairs" => (Depression(0.5), pairs),
        "clock" => (null, new EquationPlasticity("slow", """
            dx/dt = -x/tau : source
            n : edge                                        # counts the ticks
            growth = n*rate*x                               # an intermediate
            0 nS <= w <= 1 nS
            on spike: x += 1
            every 5 ms: w += growth; n += 1
            """)
        {
            Parameters = { ["tau"] = 20 * ms, ["rate"] = 0.002 * nS }, Initial = { ["n"] = Uniform(0, 2) },
        }),
        _ => (new EquationRelease("vesicles", """
            full : site
            on spike: emit count(full > 0.5 and chance < p) at most 4; full = select(chance < p, 0, full)
            every 10 ms: full = select(chance_b < 0.5, 1, full)
            """)
        {
            Sites = 3, Parameters = { ["p"] = 0.4 }, Initial = { ["full"] = 1 },
        }, null),
    };

    private static (Release? Release, Plasticity? Plasticity) InCode(string rule) => rule switch
    {
        "pairs" => (null, pairsInCode),
        "depression" => (new Depressing("release") { Facilitation = 200 * ms }, null),
        "drawn depression" => (new Depressing("release") { Utilization = Uniform(0.2, 0.7) }, null),
        "quanta" => (new Binomial("quanta"), null),
        "depression and pairs" => (new Depressing("release"), pairsInCode),
        "clock" => (null, new Slow("slow")),
        _ => (new Vesicles("vesicles"), null),
    };

    private static SynapseNetwork.Outcome Run(Release? release, Plasticity? plasticity, int threads, string delays, bool resumed)
    {
        var setting = new SynapseNetwork();
        Parameter<Time> axonal = delays == "equal" ? 0.7 * ms : Uniform(0.3 * ms, 1.6 * ms);
        Parameter<Time> dendritic = delays == "equal" ? 0.4 * ms : Uniform(0 * ms, 0.8 * ms);
        var projection = setting.Network.Connect(
            setting.Sources,
            setting.Targets,
            new FixedProbability(0.5),
            SynapseNetwork.Receptor,
            Uniform(0.2 * nS, 0.9 * nS),
            axonal,
            release: release,
            plasticity: plasticity,
            dendriticDelay: dendritic);
        return setting.Run(projection, new RunOptions { Threads = threads }, resumed);
    }

    private sealed record Slow(string Name) : Plasticity(Name)
    {
        protected internal override void Declare(SynapseBuilder synapse)
        {
            var (w, x) = (synapse.Weight, synapse.Variable("x", Scope.Source, 0.0));
            var start = (NumberParameter)Uniform(0, 2);
            synapse.NameParameter("n.initial", start);
            var n = synapse.Variable("n", Scope.Edge, start);
            var tick = synapse.Clock("tick", 5 * ms);
            synapse.Differential(x, -x / (20 * ms));
            synapse.Bounds(w, 0 * nS, 1 * nS);
            synapse.On(synapse.PresynapticSpike, x, x + 1);
            synapse.On(tick, w, w + (n * (0.002 * nS) * x));
            synapse.On(tick, n, n + 1);
        }
    }

    private sealed record Vesicles(string Name) : Release(Name)
    {
        protected internal override void Declare(SynapseBuilder synapse)
        {
            var full = synapse.Sites("full", 3, 1.0);
            var (chances, refills) = (synapse.Chances("chance", 3), synapse.Chances("chance_b", 3));
            var released = full.Zip(chances, (site, chance) => Functions.Select((0.5 < site) & (chance < 0.4), 1.0, 0.0));
            synapse.Emit(released.Aggregate((sum, next) => sum + next), largest: 4);
            for (int i = 0; i < 3; i++)
            {
                synapse.On(synapse.PresynapticSpike, full[i], Functions.Select(chances[i] < 0.4, 0.0, full[i]));
            }

            var tick = synapse.Clock("every 10 ms", 10 * ms);
            for (int i = 0; i < 3; i++)
            {
                synapse.On(tick, full[i], Functions.Select(refills[i] < 0.5, 1.0, full[i]));
            }
        }
    }
}
