using static Neuropil.Distributions;
using static Neuropil.Units;

namespace Neuropil.Tests.Models.Plasticities;

/// <summary>
/// Rules of the library that <see cref="SpikeTimingTests"/> does not have, written as text: calcium, BCM, scaling, trafficking. They give what classes give.
/// </summary>
public sealed class RulesAsTextTests
{
    // tau drho/dt between two events, with calcium above a threshold for as long as its logarithm says.
    private const string Calcium = """
        dsince/dt = 1 : ms edge
        c : edge
        rho : edge
        above_p = min(since, tau_c*log(max(c/theta_p, 1)))
        above_d = min(since, tau_c*log(max(c/theta_d, 1)))
        one = abs(above_p - above_d)
        mean = gamma_p/(gamma_p + gamma_d)
        first = mean + (rho - mean)*exp(-(gamma_p + gamma_d)*min(above_p, above_d)/tau)
        now = select(above_d < above_p, 1 - (1 - first)*exp(-gamma_p*one/tau), first*exp(-gamma_d*one/tau))
        left = c*exp(-since/tau_c)
        middle = now - 0.5*h*now*(1 - now)*(rho_s - now)/tau
        w_0 <= w <= w_1
        on spike after 13.7 ms: rho = now; c = left + 1; since = 0 ms; w = w_0 + rho*(w_1 - w_0)
        on target spike:        rho = now; c = left + 2; since = 0 ms; w = w_0 + rho*(w_1 - w_0)
        every 100 ms:           rho = now - h*middle*(1 - middle)*(rho_s - middle)/tau; c = left; since = 0 ms; w = w_0 + rho*(w_1 - w_0)
        """;

    [Fact]
    public void Calcium_and_two_thresholds()
    {
        var rule = new CalciumPlasticity<Conductance>("calcium") { LowWeight = 3.5 * nS, HighWeight = 4.5 * nS };
        var text = new EquationPlasticity("calcium", Calcium)
        {
            Parameters =
            {
                ["tau"] = 150 * second, ["tau_c"] = 20 * ms, ["theta_p"] = 1.3, ["theta_d"] = 1, ["gamma_p"] = 321.808, ["gamma_d"] = 200, ["rho_s"] = 0.5,
                ["h"] = 100 * ms, ["w_0"] = 3.5 * nS, ["w_1"] = 4.5 * nS,
            },
            Initial = { ["rho"] = 0.5 },
        };
        Same(LearningSynapses.Learned(rule, 1, resumes: false), LearningSynapses.Learned(text, 1, resumes: false), "rho");
        Same(LearningSynapses.Learned(text, 1, resumes: false), LearningSynapses.Learned(text, 2, resumes: true), "rho");
    }

    [Fact]
    public void Bcm_between_cells_that_spike()
    {
        var rule = new SpikingBcmPlasticity<Conductance>("bcm")
        {
            LargestWeight = 8 * nS, LearningRate = 0.3 * Hz, TargetRate = 20 * Hz, SourceRate = 10 * Hz, RateTime = 80 * ms, ThresholdTime = 150 * ms,
            Interval = 10 * ms,
        };
        var text = new EquationPlasticity("bcm", """
            dx/dt = -x/tau_r : source
            dy/dt = -y/tau_r : target
            theta : target
            0 nS <= w <= w_max
            on spike:        x = x + 1/(tau_r*x_0)
            on target spike: y = y + 1/(tau_r*nu_0)
            every h:         w = w + eta*h*w_max*x*(y*(y - theta)); theta = y*y + (theta - y*y)*exp(-h/tau_theta)
            """)
        {
            Parameters =
            {
                ["tau_r"] = 80 * ms, ["tau_theta"] = 150 * ms, ["h"] = 10 * ms, ["eta"] = 0.3 * Hz, ["w_max"] = 8 * nS, ["x_0"] = 10 * Hz, ["nu_0"] = 20 * Hz,
            },
            Initial = { ["theta"] = 1 },
        };
        Same(LearningSynapses.Learned(rule, 1, resumes: false), LearningSynapses.Learned(text, 1, resumes: false), "theta");
    }

    [Fact]
    public void Scaling_of_cells_that_spike()
    {
        var rule = new SynapticScaling("scaling") { Target = 5 * Hz, SensorTime = 200 * ms, TimeConstant = 100 * ms, Interval = 10 * ms };
        var text = new EquationPlasticity("scaling", """
            drate/dt = -rate/tau_r : Hz target
            on target spike: rate = rate + 1/tau_r
            every h: w = w*exp(h/tau*(1 - rate/target_rate))
            """)
        {
            Parameters = { ["tau_r"] = 200 * ms, ["tau"] = 100 * ms, ["h"] = 10 * ms, ["target_rate"] = 5 * Hz },
            Initial = { ["rate"] = "target_rate" },
        };
        Same(LearningSynapses.Learned(rule, 1, resumes: false), LearningSynapses.Learned(text, 1, resumes: false), "rate");
    }

    [Fact]
    public void Receptors_that_travel()
    {
        var rule = new ReceptorTrafficking<Conductance>("ampa") { PerReceptor = 0.02 * nS, InitialBound = 20 };
        var text = new EquationPlasticity("ampa", """
            internal : edge
            extrasynaptic : edge
            mobile : edge
            bound : edge
            inserted : edge
            entered : edge
            trapped : edge
            every h:
                inserted = h*k_i*internal - h*k_r*extrasynaptic
                entered = h*k_in*extrasynaptic - h*k_out*mobile
                trapped = h*k_t*mobile*max(S - bound, 0) - h*k_f*bound
                internal = internal - inserted
                extrasynaptic = extrasynaptic + inserted - entered
                mobile = mobile + entered - trapped
                bound = bound + trapped
                w = bound*q
            0 nS <= w <= N*q
            """)
        {
            Parameters =
            {
                ["h"] = 10 * ms, ["k_i"] = 0.01 * Hz, ["k_r"] = 0.05 * Hz, ["k_in"] = 0.5 * Hz, ["k_out"] = 1 * Hz, ["k_t"] = 0.02 * Hz, ["k_f"] = 0.1 * Hz,
                ["S"] = 60, ["N"] = 200, ["q"] = 0.02 * nS,
            },
            Initial = { ["internal"] = 180, ["bound"] = 20 },
        };
        Same(LearningSynapses.Learned(rule, 1, resumes: false), LearningSynapses.Learned(text, 1, resumes: false), "mobile");
    }

    [Fact]
    public void Calcium_of_nmda_receptors()
    {
        var rule = new NmdaCalciumPlasticity<Conductance>("calcium")
        {
            LowWeight = 0.1 * nS, HighWeight = 0.5 * nS, Scale = 500 * fC, PotentiationThreshold = 1.3, DepressionThreshold = 1,
        };
        var text = new EquationPlasticity("calcium", """
            rho : edge
            charge = target.nmda.calcium.charge : fC
            rises = select(theta_p < charge/q_0, gamma_p, 0)
            falls = select(theta_d < charge/q_0, gamma_d, 0)
            mean = rises/max(rises + falls, 1e-300)
            middle = rho - 0.5*h*rho*(1 - rho)*(rho_s - rho)/tau
            w_0 <= w <= w_1
            every 1 ms:   rho = mean + (rho - mean)*exp(-(rises + falls)*1 ms/tau);        w = w_0 + rho*(w_1 - w_0)
            every 100 ms: rho = rho - h*middle*(1 - middle)*(rho_s - middle)/tau;          w = w_0 + rho*(w_1 - w_0)
            """)
        {
            Parameters =
            {
                ["tau"] = 150 * second, ["theta_p"] = 1.3, ["theta_d"] = 1, ["gamma_p"] = 321.808, ["gamma_d"] = 200, ["rho_s"] = 0.5, ["h"] = 100 * ms,
                ["q_0"] = 500 * fC, ["w_0"] = 0.1 * nS, ["w_1"] = 0.5 * nS,
            },
            Initial = { ["rho"] = 0.5 },
        };
        Same(Learned(rule), Learned(text), "rho", start: 0.3);

        static (SynapseTable, double[]) Learned(Plasticity rule)
        {
            var network = new Network { Seed = 5 };
            var sources = network.Add(new Population("sources", 20, new PoissonSource { Rate = 60 * Hz }));
            var cells = network.Add(new Population("cells", 10, new LeakyIntegrateAndFire()));
            network.Connect(sources, cells, new AllToAll(), new Nmda("nmda"), 0.5 * nS);
            var synapses = network.Connect(sources, cells, new AllToAll(), new Exponential("ampa"), 0.3 * nS, plasticity: rule);
            using var run = new Simulation(network);
            run.Advance(350 * ms);
            return (run.SynapsesOf(synapses), run.Values(cells, "V").In(mV));
        }
    }

    [Fact]
    public void Bcm_and_scaling_of_rate_units()
    {
        var rule = new PlasticityTogether("learning",
            new BcmPlasticity("bcm") { LearningRate = 2 * Hz, ThresholdTime = 100 * ms, SmallestWeight = 0, LargestWeight = 1 },
            new ActivityScaling("scaling") { Target = 2, SensorTime = 200 * ms, TimeConstant = 300 * ms, Interval = 20 * ms });
        var text = new EquationPlasticity("learning", """
            x = source.r : 1
            nu = target.r : 1
            dtheta/dt = (nu*nu/nu_0 - theta)/tau_theta : target
            drate/dt = (nu - rate)/tau_r : target
            0 <= w <= 1
            every 10 ms: w = w + eta*10 ms*x*(nu*(nu - theta))
            every 20 ms: w = w*exp(20 ms/tau*(1 - rate/r_0))
            """)
        {
            Parameters =
            {
                ["nu_0"] = 1, ["tau_theta"] = 100 * ms, ["tau_r"] = 200 * ms, ["tau"] = 300 * ms, ["eta"] = 2 * Hz, ["r_0"] = 2,
            },
            Initial = { ["theta"] = 1, ["rate"] = 2 },
        };
        Same(Learned(rule), Learned(text), "theta");

        static (SynapseTable, double[]) Learned(Plasticity rule)
        {
            var network = new Network { Seed = 5 };
            double[] shown = [.. Enumerable.Range(0, 30).Select(i => i % 7 / 7.0)];
            var inputs = network.Add(new Population("inputs", 30, new RateUnit { External = shown }));
            var cells = network.Add(new Population("cells", 4, new RateUnit { TimeConstant = 5 * ms }));
            var synapses = network.Connect(inputs, cells, new AllToAll(), new DriveCoupling("drive"), Uniform(0.0, 0.2), plasticity: rule);
            using var run = new Simulation(network);
            run.Advance(500 * ms);
            return (run.SynapsesOf(synapses), run.Values(cells, "r").Numbers());
        }
    }

    // The same but for rounding: formulas are put together in another order.
    private static void Same((SynapseTable Synapses, double[] Cells) expected, (SynapseTable Synapses, double[] Cells) found, string variable, double start = 4)
    {
        Assert.Equal(expected.Synapses.Targets, found.Synapses.Targets);
        double[] Of(SynapseTable table) => [.. Values(table, "w"), .. Values(table, variable)];
        Assert.All(Of(expected.Synapses).Zip(Of(found.Synapses)), pair => Assert.Equal(pair.First, pair.Second, 1e-9 * Math.Max(1, Math.Abs(pair.First))));
        Assert.All(expected.Cells.Zip(found.Cells), pair => Assert.Equal(pair.First, pair.Second, 1e-6));
        Assert.DoesNotContain(start, Values(found.Synapses, "w"));

        static double[] Values(SynapseTable table, string name) => table.KernelValues(name);
    }
}
