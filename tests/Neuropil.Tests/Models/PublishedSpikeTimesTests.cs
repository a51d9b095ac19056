using static Neuropil.Units;

namespace Neuropil.Tests.Models;

/// <summary>Spike times of standard cells against independent programs.</summary>
public class PublishedSpikeTimesTests
{
    // C 0.2 nF, g_Na 20, g_K 6, g_L 0.01 uS, shift -63, E_L -65 mV, 0.2 nA, gates zero.
    private static readonly PointNeuron traubMiles = new()
    {
        Area = 20_000 * um2, Capacitance = 1 * uF / cm2, Threshold = 0 * mV,
        Mechanisms =
        [
            new Sodium { Channels = [new SodiumTraubMiles()] },
            new Potassium { Channels = [new PotassiumTraubMiles()] },
            new Leak { Reversal = -65 * mV, Conductance = 0.05 * mS / cm2 },
        ],
        Inputs = [new StepCurrent { Amplitude = 0.2 * nA }],
    };

    private static readonly Izhikevich tonic = new()
    {
        D = 6 * mV / ms, InitialVoltage = -70 * mV, Inputs = [new StepCurrent { Amplitude = 14 * pA, Start = 10 * ms }],
    };

    private static readonly AdaptiveExponential adaptiveExponential = new()
    {
        Capacitance = 200 * pF, LeakConductance = 11 * nS, LeakReversal = -70 * mV, Threshold = -50 * mV, SlopeFactor = 2 * mV,
        SubthresholdAdaptation = 3 * nS, SpikeAdaptation = 0 * pA, AdaptationTimeConstant = 300 * ms, InitialAdaptation = 5 * pA,
        Reset = -58 * mV, Peak = 0 * mV, Inputs = [new ConstantCurrent { Amplitude = 420 * pA }],
    };

    [Fact]
    public void Traub_Miles_cell_by_forward_Euler()
    {
        var run = new CellRun(traubMiles, 0.01, Integrators.ForwardEuler) { ["m"] = 0, ["h"] = 0, ["n"] = 0 };
        Near([10.32, 36.10, 61.94, 87.78, 113.62], run.StepTo(120).SpikeTimes, 0.01);
    }

    [Fact]
    public void Traub_Miles_cell_by_a_fourth_order_method_has_the_converged_period()
    {
        var run = new CellRun(traubMiles, 0.02, Integrators.RungeKutta4) { ["m"] = 0, ["h"] = 0, ["n"] = 0 };
        var crossings = Crossings(run, "V", 0, 500);
        Assert.Equal(20, crossings.Count);
        Assert.Equal(25.6510, (crossings[19] - crossings[9]) / 10, 0.005);
    }

    [Fact]
    public void Izhikevich_cell_by_forward_Euler_crosses_zero_where_the_reference_does()
        => Near([12.52, 16.03, 28.88, 55.90, 82.67], Crossings(new CellRun(tonic, 0.01, Integrators.ForwardEuler), "v", 0, 85), 0.01);

    // The resets of forward Euler at 0.001 ms; converged ones lie up to 0.015 ms earlier (tests/references/cells/izhikevich.py).
    [Fact]
    public void Izhikevich_cell_by_forward_Euler_with_a_small_step_has_the_resets_of_the_reference()
        => Near([12.633, 16.122, 28.932, 55.931, 82.680], new CellRun(tonic, 0.001, Integrators.ForwardEuler).StepTo(85).SpikeTimes, 0.002);

    [Theory]
    [InlineData("exponential-euler")]
    [InlineData("forward-euler")]
    [InlineData("rk4")]
    public void Adaptive_exponential_cell_converges_to_the_resets_in_first_order(string method)
    {
        double[] converged = [18.7160, 30.5619, 42.4971, 54.5201];
        double[] coarse = Errors(0.02);
        double[] fine = Errors(0.0025);

        // The grid alone moves each reset by up to a step, and each begins where the one before ended.
        for (int i = 0; i < converged.Length; i++)
        {
            Assert.InRange(fine[i], -0.002, 0.06);
            Assert.True(fine[i] < (coarse[i] / 4) + (0.0025 * (i + 1)));
        }

        double[] Errors(double dt) => new CellRun(adaptiveExponential, dt, Integrators.ByName(method)).StepTo(56).SpikeTimes
            .Zip(converged, (found, expected) => found - expected).ToArray();
    }

    [Theory]
    [InlineData(7, 17.1056)]
    [InlineData(8, 15.9844)]
    [InlineData(10, 14.6221)]
    [InlineData(20, 11.5598)]
    public void Squid_axon_has_the_steady_intervals_of_accurate_solvers(double density, double interval)
    {
        var crossings = Crossings(new CellRun(Squid(density), 0.02, Integrators.RungeKutta4), "V", 0, 200);
        Assert.Equal(interval, crossings[^1] - crossings[^2], 0.002);
    }

    [Fact]
    public void Squid_axon_at_6_uA_per_cm2_spikes_twice_and_falls_silent()
        => Assert.Equal(2, Crossings(new CellRun(Squid(6), 0.02, Integrators.RungeKutta4), "V", 0, 200).Count);

    [Fact]
    public void Ten_degrees_make_all_rates_of_the_squid_axon_three_times_faster()
    {
        // With all rates and the current's effect on C three times larger, time runs three times faster.
        var cold = new CellRun(Squid(10), 0.03, Integrators.RungeKutta4).StepTo(30);
        var warm = new CellRun(Squid(10) with { Temperature = Celsius(16.3), Capacitance = uF / cm2 / 3 }, 0.01, Integrators.RungeKutta4).StepTo(10);
        Assert.Equal(cold["V"], warm["V"], 1e-8);
        Assert.Equal(cold["h"], warm["h"], 1e-8);
    }

    private static PointNeuron Squid(double density) => new()
    {
        Area = 1000 * um2, Capacitance = 1 * uF / cm2, InitialVoltage = -65 * mV,
        Mechanisms =
        [
            new Sodium { Reversal = 50 * mV, Channels = [new SodiumHodgkinHuxley()] },
            new Potassium { Reversal = -77 * mV, Channels = [new PotassiumHodgkinHuxley()] },
            new Leak { Reversal = -54.3 * mV, Conductance = 0.3 * mS / cm2 },
        ],
        Inputs = [new ConstantCurrent { Amplitude = density * uA / cm2 * (1000 * um2) }],
    };

    private static void Near(double[] expected, IEnumerable<double> found, double tolerance)
    {
        double[] times = [.. found];
        Assert.Equal(expected.Length, times.Length);
        for (int i = 0; i < times.Length; i++)
        {
            Assert.Equal(expected[i], times[i], tolerance + 1e-9);
        }
    }

    // Where the straight line between two steps rises through the level.
    private static List<double> Crossings(CellRun run, string variable, double level, double until)
    {
        var times = new List<double>();
        double before = run[variable];
        while (run.Steps * run.TimeStep < until)
        {
            double after = run.Step()[variable];
            if (before < level && after >= level)
            {
                times.Add(run.TimeStep * (run.Steps - ((after - level) / (after - before))));
            }

            before = after;
        }

        return times;
    }
}
