using MathNet.Numerics.LinearAlgebra;
using Neuropil.Tests.Models;
using static Neuropil.Units;

namespace Neuropil.Tests.Equations;

/// <summary>Backward Euler: stable where it must be, and the solution of its equations.</summary>
public class BackwardEulerTests
{
    private static readonly PointNeuron squid = new()
    {
        Area = 1000 * um2, Capacitance = 1 * uF / cm2, InitialVoltage = -65 * mV,
        Mechanisms =
        [
            new Sodium { Reversal = 50 * mV, Channels = [new SodiumHodgkinHuxley()] },
            new Potassium { Reversal = -77 * mV, Channels = [new PotassiumHodgkinHuxley()] },
            new Leak { Reversal = -54.3 * mV, Conductance = 0.3 * mS / cm2 },
        ],
        Inputs = [new ConstantCurrent { Amplitude = 100 * pA }],
    };

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void A_stiff_equation_is_followed_with_steps_a_thousand_times_too_long_for_others(double start)
    {
        // Prothero and Robinson (Math. Comput. 28, 1974): y tends to cos t within 0.1 us; a step leaves dt^2 / 2 / (1 + 1000) of its curvature.
        var cell = new EquationCell("dy/dt = -lambda*(y - cos(t/ms)) - sin(t/ms)/ms : 1") { Parameters = { ["lambda"] = 10_000 / ms },
            Initial = { ["y"] = start } };
        var run = new CellRun(cell, 0.1, Integrators.BackwardEuler).Step();
        Assert.Equal(Math.Cos(0.1), run["y"], (Math.Abs(start - 1) / 1000) + 1e-5);
        for (int n = 2; n <= 100; n++)
        {
            Assert.Equal(Math.Cos(0.1 * n), run.Step()["y"], n == 2 ? 2e-5 : 6e-6);
        }

        Assert.False(Math.Abs(new CellRun(cell, 0.1, Integrators.ForwardEuler).Step(100)["y"]) < 1e100);
    }

    [Fact]
    public void A_step_is_two_dense_Newton_steps_of_the_equations_written_by_hand()
    {
        const double dt = 0.05;
        var run = new CellRun(squid, dt, Integrators.BackwardEuler);
        double highest = -100;
        for (int n = 0; n < 400; n++)
        {
            double[] expected = NewtonSteps(States(run), dt);
            double[] found = States(run.Step());
            for (int i = 0; i < 4; i++)
            {
                Assert.Equal(expected[i], found[i], 1e-10 * (i == 0 ? 100 : 1));
            }

            highest = Math.Max(highest, found[0]);
        }

        Assert.True(highest > 20);
    }

    [Fact]
    public void The_squid_axon_converges_to_the_adaptive_solution()
    {
        // In the second interspike interval, and at the first spike.
        double[] times = [3, 12, 25];
        var exact = new AdaptiveSimulation(squid).Run(25 * ms, ["V"], 1 * ms).Traces["V"].In(volt);
        double[] errors = [.. new[] { 0.02, 0.01, 0.005 }.Select(dt => Error(new CellRun(squid, dt, Integrators.BackwardEuler)))];
        Assert.InRange(Math.Log2(errors[0] / errors[1]), 0.8, 1.2);
        Assert.InRange(Math.Log2(errors[1] / errors[2]), 0.8, 1.2);
        Assert.True(errors[2] < 2);

        double Error(CellRun run) => times.Max(time => Math.Abs(run.StepTo(time)["V"] - (exact[(int)time] / 1e-3)));
    }

    [Theory]
    [InlineData(Precision.Double, 1e-9)]
    [InlineData(Precision.Single, 0.1)]
    public void Vector_code_and_interpreter_agree(Precision precision, double tolerance)
    {
        double[][] traces = [.. new[] { Backend.Simd, Backend.Interpreter }.Select(Voltages)];
        Assert.Contains(traces[0], v => v > 0);
        Assert.Equal(traces[1], traces[0], (a, b) => Math.Abs(a - b) <= tolerance);

        double[] Voltages(Backend backend)
        {
            var network = new Network();
            var cells = network.Add(new Population("cells", 19, squid) { Initial = { ["V"] = Distributions.Uniform(-70 * mV, -55 * mV) } });
            using var run = new Simulation(network,
                new RunOptions { TimeStep = 0.05 * ms, Method = Integrators.BackwardEuler, Backend = backend, Precision = precision });
            var record = run.Record(cells.Trace("V", [.. Enumerable.Range(0, 19)]));
            run.Advance(12 * ms);
            return [.. record.Traces().Columns.SelectMany(column => column.Values)];
        }
    }

    [Fact]
    public void Gates_are_eliminated_before_the_voltage_and_fill_nothing()
    {
        const int gates = 20;
        var arrow = new bool[gates + 1, gates + 1];
        for (int i = 0; i <= gates; i++)
        {
            (arrow[i, i], arrow[0, i], arrow[i, 0]) = (true, true, true);
        }

        var (order, filled) = SparseElimination.OrderOf(arrow);
        Assert.Equal(0, filled);
        Assert.True(Array.IndexOf(order, 0) >= gates - 1);
        Assert.Equal(Enumerable.Range(0, gates + 1), order.Order());
    }

    [Fact]
    public void Elimination_solves_random_sparse_systems()
    {
        var random = new Random(1);
        for (int size = 1; size < 12; size++)
        {
            var matrix = Matrix<double>.Build.Dense(size, size, (i, j) => i == j ? size + 1 : random.Next(3) == 0 ? random.NextDouble() - 0.5 : 0);
            var right = Vector<double>.Build.Dense(size, _ => random.NextDouble());
            var entries = new Expr?[size, size];
            for (int i = 0; i < size; i++)
            {
                for (int j = 0; j < size; j++)
                {
                    entries[i, j] = matrix[i, j] == 0 ? null : matrix[i, j];
                }
            }

            var solved = SparseElimination.Solve(entries, [.. right.Select(value => (Expr)value)], new Simplification());
            Assert.Equal(matrix.Solve(right), solved.Select(value => ConstantExpr.NumberIn(value)!.Value), (a, b) => Math.Abs(a - b) < 1e-13);
        }
    }

    private static double[] States(CellRun run) => [run["V"], run["m"], run["h"], run["n"]];

    // Hodgkin and Huxley's equations in mV, ms, uF and mS per cm^2, with 10 uA/cm^2.
    private static double[] Slopes(double[] y)
    {
        var (v, m, h, n) = (y[0], y[1], y[2], y[3]);
        double u = v + 65;
        return
        [
            (120 * m * m * m * h * (50 - v)) + (36 * n * n * n * n * (-77 - v)) + (0.3 * (-54.3 - v)) + 10,
            (0.1 * (25 - u) / (Math.Exp((25 - u) / 10) - 1) * (1 - m)) - (4 * Math.Exp(-u / 18) * m),
            (0.07 * Math.Exp(-u / 20) * (1 - h)) - (h / (1 + Math.Exp((30 - u) / 10))),
            (0.01 * (10 - u) / (Math.Exp((10 - u) / 10) - 1) * (1 - n)) - (0.125 * Math.Exp(-u / 80) * n),
        ];
    }

    private static double[] NewtonSteps(double[] y, double dt)
    {
        var old = Vector<double>.Build.Dense(y);
        var z = old.Clone();
        for (int step = 0; step < 2; step++)
        {
            var matrix = Matrix<double>.Build.DenseIdentity(4) - (dt * Jacobian(z));
            z += matrix.Solve(old + (dt * Vector<double>.Build.Dense(Slopes(z.ToArray()))) - z);
        }

        return z.ToArray();
    }

    // Differences of fourth order.
    private static Matrix<double> Jacobian(Vector<double> z)
    {
        return Matrix<double>.Build.DenseOfColumns(Enumerable.Range(0, 4).Select(j =>
        {
            double width = j == 0 ? 0.01 : 1e-3;
            return (8 * (At(j, width) - At(j, -width)) - (At(j, 2 * width) - At(j, -2 * width))) / (12 * width);
        }));

        Vector<double> At(int j, double by)
        {
            var moved = z.ToArray();
            moved[j] += by;
            return Vector<double>.Build.Dense(Slopes(moved));
        }
    }
}
