using Neuropil.Tests.Compiler.Passes;
using static Neuropil.Functions;
using static Neuropil.Tests.Compiler.Passes.Ingredients;
using static Neuropil.Units;

namespace Neuropil.Tests.Equations;

/// <summary>Quotients that are 0/0 at one voltage have their limit there, however they are written; others are left as they are.</summary>
public class RemovableSingularitiesTests
{
    private static readonly Expr v = Potential / mV;
    private static readonly Expr width = Expr.Of((Parameter<Voltage>)(10 * mV));
    private static readonly Expr half = Expr.Of((Parameter<Voltage>)(-40 * mV));

    // Each is 1 at -40 mV and y / (1 - e^-y) with y = (v + 40) / 10 elsewhere.
    private static readonly Dictionary<string, Expr> Forms = new()
    {
        ["as papers print it"] = 0.1 * (v + 40) / (1 - Exp(-(v + 40) / 10)),
        ["with the other sign"] = -0.1 * (v + 40) / (Exp(-(v + 40) / 10) - 1),
        ["from above"] = 0.1 * (-40 - v) / (Exp((-40 - v) / 10) - 1),
        ["multiplied out"] = (4 + (0.1 * v)) / (1 - Exp(-(0.1 * v) - 4)),
        ["a constant in the divisor"] = (v + 40) / (10 * (1 - Exp((-40 - v) / 10))),
        ["a constant in the difference"] = (v + 40) / (10 - (10 * Exp(-0.1 * (v + 40)))),
        ["times a reciprocal"] = 0.1 * (v + 40) * (1 / (1 - Exp(-(v + 40) / 10))),
        ["a number over a number"] = (v + 40) / 10 / (1 - Exp(-(v + 40) / 10)),
        ["a minus in front"] = -((v + 40) * 0.1 / Expm1(-(v + 40) / 10)),
        ["units"] = (Potential + (40 * mV)) / (10 * mV) / (1 - Exp((-40 * mV - Potential) / (10 * mV))),
        ["parameters"] = (Potential - half) / width / (1 - Exp((half - Potential) / width)),
        ["a parameter among factors"] = 1 / width / (1 - Exp(-(Potential - half) / width)) * (2 * (Potential - half)) / 2,
        ["parameters multiplied out"] = (Potential - half) / width / (1 - Exp(-((Potential / width) - (half / width)))),
        ["a parameter in the difference"] = (Potential - half) / (width - (width * Exp((half / width) - (Potential / width)))),
        ["a sum with one"] = (-1 + Exp(-(v + 40) / 10)) is var divisor ? (v + 40) / -10 / divisor : v,
    };

    public static TheoryData<string> All() => new(Forms.Keys);

    [Theory]
    [MemberData(nameof(All))]
    public void A_rate_has_its_limit(string which)
    {
        var before = Forms[which];
        var after = new RemovableSingularities().Rewrite(before);
        Assert.Equal(before.Dimension, after.Dimension);
        Assert.Contains(Dependence.Nodes(after), node => node is OperationExpr { Operator: Operator.Bernoulli });
        Assert.Equal(1, Values.InSi(after, (Potential, -40e-3)), 1e-14);
        foreach (double potential in new[] { -90, -40.5, -40.0000001, -39.99999999, -39, 0, 55.5 })
        {
            double y = (potential + 40) / 10;
            double expected = Math.Abs(y) < 1e-5 ? 1 + (y / 2) : y / (1 - Math.Exp(-y));
            Assert.Equal(expected, Values.InSi(after, (Potential, potential * 1e-3)), 1e-11 * (1 + expected));
        }
    }

    [Fact]
    public void Other_factors_stay()
    {
        var before = X * 3 * (v + 40) * Tanh(v) / (1 - Exp(-(v + 40) / 10)) / (1 + X);
        var after = new RemovableSingularities().Rewrite(before);
        Assert.Equal(1, FormulaOperations.Count(Operator.Bernoulli, after));
        FormulaOperations.AssertSameValue(before, after, (Potential, -0.0311), (X, 0.3));
    }

    private static readonly Dictionary<string, Expr> Others = new()
    {
        ["a true pole"] = (v + 35) / (1 - Exp(-(v + 40) / 10)),
        ["a sigmoid"] = (v + 40) / (1 + Exp(-(v + 40) / 10)),
        ["an exponential of something else"] = (v + 40) / (1 - Exp(-X / 10)),
        ["a slope that varies"] = (v + 40) / (1 - Exp(-(v + 40) * X)),
        ["another function"] = (v + 40) / Tanh((v + 40) / 10),
        ["a square"] = Pow(v + 40, 2) / (1 - Exp(-(v + 40) / 10)),
    };

    public static TheoryData<string> Rest() => new(Others.Keys);

    [Theory]
    [MemberData(nameof(Rest))]
    public void What_has_no_such_form_is_left_alone(string which)
        => Assert.Same(Others[which], new RemovableSingularities().Rewrite(Others[which]));

    // Numbers that are not exact, so that each sum leaves a rounding error of its own where all of them should vanish.
    private static readonly Parameter<Voltage> oddHalf = -40.3 * mV;
    private static readonly Parameter<Voltage> oddWidth = 7.7 * mV;

    private static readonly Dictionary<string, (Func<Expr, Expr> Rate, double Limit)> Together = new()
    {
        ["a parameter multiplied out"] = (u => (u - oddHalf) / oddWidth / (1 - Exp(-((u / oddWidth) - (oddHalf / (Expr)oddWidth)))), 1),
        ["the same under a tanh"] = (u => (u - oddHalf) / oddWidth / Tanh((u / oddWidth) - (oddHalf / (Expr)oddWidth)), 1),
        ["two multiples"] = (u => ((0.3 * (u / mV)) + (0.3 * 40.3)) / Sin((0.7 * (u / mV)) + (0.7 * 40.3)), 3.0 / 7),
        ["a divisor of two sines"] = (u => ((u / mV) + 40.3) / (Sin(((u / mV) + 40.3) / 7) + Sin((u / mV / 9) + (40.3 / 9))), 63.0 / 16),
        ["a divisor of two exponentials"] = (u => ((u / mV) + 40.3) / (Exp(((u / mV) + 40.3) / 7.7) - Exp(-((u / mV / 7.7) + (40.3 / 7.7)))), 7.7 / 2),
    };

    public static TheoryData<string, Backend, Precision> Sums() => new MatrixTheoryData<string, Backend, Precision>(
        Together.Keys, [Backend.Simd, Backend.Interpreter], [Precision.Double, Precision.Single]);

    [Theory]
    [MemberData(nameof(Sums))]
    public void Sums_that_vanish_together_give_the_limit_or_stop_the_run(string which, Backend backend, Precision precision)
    {
        var network = new Network();
        var cells = network.Add(new Population("cells", 1, new Rated(Together[which].Rate)));
        foreach (string method in new[] { "forward-euler", "rk4", "exponential-euler", "backward-euler" })
        {
            using var run = new Simulation(network,
                new RunOptions { TimeStep = 1 * ms, Method = Integrators.ByName(method), Backend = backend, Precision = precision });
            var record = run.Record(cells.Trace("x", 0));
            try
            {
                run.Advance(1 * ms);
                Assert.Equal(Together[which].Limit, record.Traces().Columns[0].Values[^1], precision == Precision.Single ? 1e-5 : 1e-12);
            }
            catch (SimulationDivergedException error)
            {
                Assert.StartsWith("Population 'cells', cell 0: x became infinite or not a number", error.Message);
            }
        }
    }

    /// <summary>dx/dt is the rate at a V that stays at -40.3 mV.</summary>
    private sealed record Rated(Func<Expr, Expr> Rate) : Neuron
    {
        protected internal override void Declare(CellBuilder equations)
        {
            var (u, x) = (equations.MembranePotential("V", -40.3 * mV), equations.State("x", Dimension.None));
            equations.Differential(u, 0 * u / ms);
            equations.Differential(x, Rate(u) / ms);
        }
    }

    [Theory]
    [InlineData(Backend.Simd)]
    [InlineData(Backend.Interpreter)]
    public void A_clamp_at_the_singular_voltage_opens_the_gate_as_it_should(Backend backend)
    {
        // alpha = 1/ms and beta = 4 e^(-25/18) / ms at -40 mV, from the steady state at -70 mV.
        var clamp = new VoltageClamp { Holding = -70 * mV, Steps = [new ClampStep(0.3 * ms, -40 * mV)],
            Mechanisms = [new Sodium { Channels = [new AsPrinted()] }] };
        var network = new Network();
        var cells = network.Add(new Population("cells", 1, clamp));
        using var run = new Simulation(network, new RunOptions { TimeStep = 0.01 * ms, Backend = backend });
        var record = run.Record(cells.Trace("m", 0));
        run.Advance(1 * ms);

        var (opening, closing) = (3 / (Math.Exp(3) - 1), 4 * Math.Exp(5 / 18.0));
        double start = opening / (opening + closing);
        double rate = 1 + (4 * Math.Exp(-25 / 18.0));
        Assert.Equal((1 / rate) + ((start - (1 / rate)) * Math.Exp(-rate * 0.7)), record.Traces().Columns[0].Values[^1], 1e-12);
    }

    /// <summary>The squid axon's sodium activation in the numbers of many textbooks, written as they print it.</summary>
    private sealed record AsPrinted : IonChannel<Sodium>
    {
        public override Expr Current(Membrane cell, Ion ion)
        {
            var v = cell.Voltage / mV;
            var m = cell.Gate("m", 0.1 * (v + 40) / (1 - Exp(-(v + 40) / 10)) / ms, 4 * Exp(-(v + 65) / 18) / ms);
            return 120 * mS / cm2 * m * m * m * (ion.Reversal - cell.Voltage);
        }
    }
}
