using static Neuropil.Units;

namespace Neuropil.Tests.Engine;

/// <summary>What the noise of stochastic equations is: its distribution, its paths, its exact processes.</summary>
public class NoiseTests
{
    private const int Cells = 4000;

    // 4.5 standard errors: 1 false alarm in 150 000.
    private const double Sigmas = 4.5;

    [Theory]
    [InlineData(Backend.Simd, Precision.Double, 0)]
    [InlineData(Backend.Simd, Precision.Single, 0)]
    [InlineData(Backend.Interpreter, Precision.Double, 0)]
    [InlineData(Backend.Simd, Precision.Double, 3)]
    public void A_step_of_white_noise_is_a_standard_normal_number(Backend backend, Precision precision, int refinement)
    {
        // dx/dt = xi, so that one step of 1 ms from 0 gives N sqrt(1 ms).
        var cell = new EquationCell("dx/dt = xi*sqrt(1*ms)/ms : 1\ndy/dt = xi_other*sqrt(1*ms)/ms : 1") { Method = Integrators.EulerMaruyama };
        double[] x = End(cell, "x", 1 * ms, 1, backend, precision, refinement);
        double[] y = End(cell, "y", 1 * ms, 1, backend, precision, refinement);
        foreach (double[] values in new[] { x, y })
        {
            double n = values.Length;
            Assert.InRange(values.Average() * Math.Sqrt(n), -Sigmas, Sigmas);
            Assert.InRange((values.Average(v => v * v) - 1) * Math.Sqrt(n / 2), -Sigmas, Sigmas);
            Assert.InRange(values.Average(v => v * v * v) * Math.Sqrt(n / 15), -Sigmas, Sigmas);
            Assert.InRange((values.Average(v => v * v * v * v) - 3) * Math.Sqrt(n / 96), -Sigmas, Sigmas);
            Array.Sort(values);
            double distance = values.Select((v, i) => Math.Abs(MathNet.Numerics.Distributions.Normal.CDF(0, 1, v) - ((i + 0.5) / n))).Max();
            Assert.InRange(distance * Math.Sqrt(n), 0, 2.2); // Kolmogorov: exceeded once in 16 000
        }
    }

    [Fact]
    public void Two_noises_two_cells_and_two_steps_are_independent()
    {
        var cell = new EquationCell("dx/dt = xi*sqrt(1*ms)/ms : 1\ndy/dt = xi_other*sqrt(1*ms)/ms : 1") { Method = Integrators.EulerMaruyama };
        double[] x = End(cell, "x", 1 * ms, 1);
        double[] y = End(cell, "y", 1 * ms, 1);
        double[] second = End(cell, "x", 1 * ms, 2).Zip(x, (end, first) => end - first).ToArray();
        Assert.InRange(Correlation(x, y) * Math.Sqrt(Cells), -Sigmas, Sigmas);
        Assert.InRange(Correlation(x, second) * Math.Sqrt(Cells), -Sigmas, Sigmas);
        Assert.InRange(Correlation(x[1..], x[..^1]) * Math.Sqrt(Cells), -Sigmas, Sigmas);
    }

    [Fact]
    public void Two_equations_see_the_same_path_of_one_noise()
    {
        var cell = new EquationCell("dx/dt = xi*sqrt(1*ms)/ms : 1\ndy/dt = -2*xi*sqrt(1*ms)/ms : 1") { Method = Integrators.EulerMaruyama };
        Assert.Equal(End(cell, "x", 1 * ms, 5).Select(value => -2 * value), End(cell, "y", 1 * ms, 5));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    public void Halving_the_step_follows_the_same_path(int refinement)
    {
        var cell = new EquationCell("dx/dt = xi*sqrt(1*ms)/ms : 1") { Method = Integrators.EulerMaruyama };
        int halvings = 1 << refinement;
        double[] whole = End(cell, "x", 1 * ms, 3);
        double[] halved = End(cell, "x", (1.0 / halvings) * ms, 3 * halvings, refinement: refinement);
        for (int i = 0; i < whole.Length; i++)
        {
            Assert.Equal(whole[i], halved[i], 1e-12);
        }
    }

    [Theory]
    [InlineData(0.1)]
    [InlineData(7.0)] // more than the time constant: the update is exact for any step
    public void The_process_of_Ornstein_and_Uhlenbeck_has_its_mean_spread_and_correlation_at_any_step(double dt)
    {
        var cell = new LeakyCell
        {
            Threshold = 1 * volt, Refractory = 0 * ms,
            Inputs = [new OrnsteinUhlenbeckCurrent { Mean = 30 * pA, StandardDeviation = 100 * pA, TimeConstant = 5 * ms }],
        };
        int steps = (int)Math.Ceiling(60 / dt);
        double[] early = End(cell, "ornsteinUhlenbeckCurrent.I", dt * ms, steps);
        double[] late = End(cell, "ornsteinUhlenbeckCurrent.I", dt * ms, steps + (int)Math.Round(7 / dt));
        Assert.InRange((late.Average() - 30) / (100 / Math.Sqrt(Cells)), -Sigmas, Sigmas);
        Assert.InRange((late.Average(i => (i - 30) * (i - 30)) / 1e4 - 1) * Math.Sqrt(Cells / 2.0), -Sigmas, Sigmas);
        double expected = Math.Exp(-7.0 / 5);
        Assert.InRange((Correlation(early, late) - expected) * Math.Sqrt(Cells) / (1 - (expected * expected)), -Sigmas, Sigmas);
    }

    [Fact]
    public void A_membrane_with_additive_noise_is_exact_under_the_default_method()
    {
        // dV/dt = -V/tau + sd sqrt(2/tau) xi in steps of half a time constant.
        var cell = new EquationCell("dV/dt = -V/(10*ms) + 3*mV*sqrt(2/(10*ms))*xi : mV");
        double[] v = End(cell, "V", 5 * ms, 20);
        Assert.InRange((v.Average(x => x * x) / 9 - 1) * Math.Sqrt(Cells / 2.0), -Sigmas, Sigmas);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_conductance_below_zero_acts_unless_it_is_clipped(bool clipped)
    {
        // A process that never leaves -1 nS: sd 0, mean -1 nS.
        var background = new OrnsteinUhlenbeckConductance { Mean = -1 * nS, StandardDeviation = 0 * nS, Reversal = 0 * mV, ClippedAtZero = clipped };
        double[] current = End(new LeakyCell { Inputs = [background] }, "ornsteinUhlenbeckConductance.current", 0.1 * ms, 1);
        double[] v = End(new LeakyCell { Inputs = [background] }, "V", 0.1 * ms, 1);
        Assert.Equal(clipped ? 0 : v[0], current[0], 12);
    }

    [Fact]
    public void Seeds_of_noise_and_network_are_apart()
    {
        var cell = new EquationCell("dx/dt = xi*sqrt(1*ms)/ms : 1") { Method = Integrators.EulerMaruyama };
        double[] reference = End(cell, "x", 1 * ms, 1);
        Assert.Equal(reference, End(cell, "x", 1 * ms, 1, network: new Network { Seed = 9, NoiseSeed = 1 }));
        Assert.NotEqual(reference, End(cell, "x", 1 * ms, 1, network: new Network { Seed = 1, NoiseSeed = 9 }));
    }

    [Fact]
    public void What_is_drawn_in_a_step_cannot_be_recorded()
    {
        var network = new Network();
        var cells = network.Add(
            new Population("cells", 1, new EquationCell("dx/dt = xi*sqrt(1*ms)/ms : 1\nz = 2*xi : 1/second^0.5") { Method = Integrators.EulerMaruyama }));
        using var run = new Simulation(network);
        Assert.Contains("'z' of 'cells' cannot be recorded: it contains 'xi', which exists only within a step.",
            Assert.Throws<ArgumentException>(() => run.Record(cells.Trace("z", 0))).Message);
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(17)]
    public void A_path_refinement_out_of_range_is_named(int refinement)
    {
        var network = new Network();
        network.Add(new Population("cells", 1, new LeakyCell()));
        Assert.Contains($"path refinement is {refinement}",
            Assert.Throws<ArgumentException>(() => new Simulation(network, new RunOptions { PathRefinement = refinement })).Message);
    }

    private static double Correlation(double[] a, double[] b) => MathNet.Numerics.Statistics.Correlation.Pearson(a, b);

    private static double[] End(
        Neuron cell, string variable, Time step, int steps, Backend backend = Backend.Simd, Precision precision = Precision.Double, int refinement = 0,
            Network? network = null)
    {
        network ??= new Network();
        var cells = network.Add(new Population("cells", Cells, cell));
        using var run = new Simulation(network, new RunOptions { TimeStep = step, Backend = backend, Precision = precision, PathRefinement = refinement });
        var trace = run.Record(cells.Trace(variable, [.. Enumerable.Range(0, Cells)]) with { Interval = steps * step });
        run.Advance((steps + 1) * step); // what advances with the receptors has the sample of a time with the step after it
        return trace.Traces().Columns.Select(column => column.Values[1]).ToArray();
    }
}
