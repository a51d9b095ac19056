using static Neuropil.Units;

namespace Neuropil.Tests.Models.Plasticities;

/// <summary>The calcium rule against its equation on tiny steps, with spikes closer together than the delay of calcium; its forms and what cannot be.</summary>
public sealed class CalciumPlasticityTests
{
    private static readonly double[] before = [3, 9, 10.5, 40, 41, 42, 90, 160];
    private static readonly double[] after = [5, 12, 41.5, 80, 91, 100, 161];

    [Theory]
    [InlineData(1.3, 1.0, false)]
    [InlineData(0.9, 1.4, false)]
    [InlineData(1.3, 1.0, true)]
    public void Rho_is_that_of_the_equation_on_tiny_steps(double potentiation, double depression, bool isBistable)
    {
        var rule = Rule() with { PotentiationThreshold = potentiation, DepressionThreshold = depression, IsBistable = isBistable, Forgetting = 1e12 * second };
        using var run = Run(rule, out var synapses);
        run.Advance(200.1 * ms);

        // A slow, obvious twin: steps of 0.2 us, the thresholds looked at in each.
        const double Dt = 0.0002;
        double rho = 0.5, c = 0, tau = 150;
        double[] influx = new double[(int)(200 / Dt) + 1];
        foreach (double time in before)
        {
            influx[(int)Math.Round((time + 13.7) / Dt)] += 1;
        }

        foreach (double time in after)
        {
            influx[(int)Math.Round(time / Dt)] += 2;
        }

        for (int i = 0; i < influx.Length; i++)
        {
            c += influx[i];
            rho += Dt / tau * ((c > potentiation ? 3 * (1 - rho) : 0) - (c > depression ? 2 * rho : 0) - (isBistable ? rho * (1 - rho) * (0.5 - rho) : 0));
            c *= Math.Exp(-Dt / 20);
        }

        // A crossing of the twin is a step late at most, 0.2 us * 3/150 ms each; the bistable term, taken apart at 1 ms, leaves 1/150 of what it moves, 0.01.
        double found = run.SynapsesOf(synapses).Numbers("rho")[0];
        Assert.Equal(rho, found, isBistable ? 2e-4 : 5e-5);
        Assert.NotEqual(0.5, found, 0.02);
        Assert.Equal(0.1 + (found * 0.4), run.SynapsesOf(synapses).In("w", nS)[0], 1e-12);
    }

    [Theory]
    [InlineData(1.3, 1.0)]
    [InlineData(0.9, 1.4)]
    public void Calcium_of_nmda_receptors_moves_rho_as_the_equation_on_tiny_steps(double potentiation, double depression)
    {
        double[] spikes = [3, 9, 60];
        const double Step = 0.02, Last = 400; // ms
        var network = new Network();
        var sources = network.Add(new Population("sources", 1, new SpikeTimes([.. spikes.Select(time => (0, time * ms))])));
        var cells = network.Add(new Population("cells", 1, new VoltageClamp { Holding = -20 * mV }));
        network.Connect(sources, cells, new OneToOne(), new Nmda("nmda"), 1 * nS);
        var rule = new NmdaCalciumPlasticity<Conductance>("calcium")
        {
            LowWeight = 0.1 * nS, HighWeight = 0.5 * nS, TimeConstant = 150 * ms, Potentiation = 3, Depression = 2, Scale = 150 * fC,
            CalciumInterval = Step * ms, IsBistable = false, Forgetting = 1e12 * second, PotentiationThreshold = potentiation,
            DepressionThreshold = depression,
        };
        var synapses = network.Connect(sources, cells, new OneToOne(), new Exponential("ampa"), 0.3 * nS, plasticity: rule);
        using var run = new Simulation(network, new RunOptions { TimeStep = Step * ms, Precision = Precision.Double });
        run.Advance((Last + Step) * ms);

        // A slow, obvious twin: the kernel as a sum of exponentials, calcium and rho on steps of 1 us; nS mV ms is fC.
        const double Dt = 0.001;
        double peak = 200.0 / 98 * Math.Log(50), open = 1 / (1 + (Math.Exp(0.062 * 20) / 3.57)), charge = 0, rho = 0.5, both = 0;
        for (int i = 0; i < Last / Dt; i++)
        {
            double g = spikes.Where(time => time <= i * Dt).Sum(time => Math.Exp(-((i * Dt) - time) / 100) - Math.Exp(-((i * Dt) - time) / 2))
                / (Math.Exp(-peak / 100) - Math.Exp(-peak / 2));
            charge += Dt * ((0.1 * g * open * 150) - (charge / 20));
            double c = charge / 150;
            rho += Dt / 150 * ((c > potentiation ? 3 * (1 - rho) : 0) - (c > depression ? 2 * rho : 0));
            both += c > potentiation && c > depression ? Dt : 0;
        }

        // Each of up to four crossings is seen up to a tick and a step late, at a slope of at most 3/150 per ms.
        double found = run.SynapsesOf(synapses).Numbers("rho")[0];
        Assert.InRange(both, 20, Last / 2);
        Assert.Equal(rho, found, 4 * 2 * Step * 3 / 150);
        Assert.NotEqual(0.5, found, 0.02);
        Assert.Equal(0.1 + (found * 0.4), run.SynapsesOf(synapses).In("w", nS)[0], 1e-12);
    }

    [Fact]
    public void Threads_axonal_delays_and_a_resume_change_no_bit()
    {
        double[] expected = Learned(1, resumes: false);
        Assert.Equal(expected, Learned(3, resumes: false));
        Assert.Equal(expected, Learned(2, resumes: true));

        static double[] Learned(int threads, bool resumes)
        {
            var (table, potentials) = LearningSynapses.Learned(Rule() with { LowWeight = 2 * nS, HighWeight = 6 * nS }, threads, resumes);
            return [.. table.Numbers("rho"), .. table.Numbers("calcium"), .. potentials];
        }
    }

    [Fact]
    public void Without_two_states_rho_is_forgotten()
    {
        using var run = Run(Rule() with { IsBistable = false, Forgetting = 50 * ms, InitialEfficacy = 1, PresynapticCalcium = 0, PostsynapticCalcium = 0 },
            out var synapses);
        run.Advance(200.1 * ms);
        Assert.Equal(Math.Exp(-4), run.SynapsesOf(synapses).Numbers("rho")[0], 1e-9);
    }

    [Fact]
    public void What_cannot_be_is_named()
    {
        Assert.Contains("expected less than that", Refused(Rule() with { LowWeight = 1 * nS, HighWeight = 1 * nS }), StringComparison.Ordinal);
        Assert.Contains("after a presynaptic spike; expected more than 0 ms", Refused(Rule() with { CalciumDelay = 0 * ms }), StringComparison.Ordinal);
        Assert.Contains("calciumDecay", Refused(Rule() with { CalciumDecay = 0 * ms }), StringComparison.Ordinal);
        Assert.Contains("timeConstant", Refused(Rule() with { TimeConstant = -1 * ms }), StringComparison.Ordinal);
    }

    [Fact]
    public void What_happens_later_than_a_spike_sees_nothing_of_the_source()
    {
        Assert.Contains("neither changes nor reads variables of the source", Refused(new Late("late")), StringComparison.Ordinal);
    }

    private sealed record Late(string Name) : Plasticity(Name)
    {
        protected internal override void Declare(SynapseBuilder synapse)
        {
            var x = synapse.Variable("x", Scope.Source, 0.0);
            synapse.On(synapse.PresynapticSpike, x, x + 1);
            synapse.On(synapse.AfterPresynapticSpike(5 * ms), synapse.Weight, synapse.Weight * x);
        }
    }

    private static CalciumPlasticity<Conductance> Rule() => new("calcium")
    {
        LowWeight = 0.1 * nS, HighWeight = 0.5 * nS, TimeConstant = 150 * ms, Potentiation = 3, Depression = 2, Interval = 1 * ms,
    };

    private static string Refused(Plasticity rule) => Assert.ThrowsAny<Exception>(() => Run(rule, out _)).Message;

    private static Simulation Run(Plasticity rule, out Projection<Conductance> synapses)
        => LearningSynapses.Pair(before, after, 0.3 * nS, rule, out synapses);
}
