using Neuropil.Compiler;
using Neuropil.Adaptive;
using Neuropil.Tests.Equations;
using static Neuropil.Functions;
using static Neuropil.Units;

namespace Neuropil.Tests.Adaptive;

/// <summary>Bounds of expressions of the time hold every value in the span.</summary>
public class IntervalTests
{
    [Fact]
    public void Bounds_hold_the_values_at_random_times()
    {
        var random = new Random(3);
        int bounded = 0;
        for (int seed = 0; seed < 1000; seed++)
        {
            // A random expression of three variables, each a function of the time.
            var t = Symbol.Time / ms;
            var expression = Substitution.Replace(RandomExpression.Make(seed, isSmooth: false).Expression, new Dictionary<Symbol, Expr>
            {
                [RandomExpression.V] = 40 * mV * Sin(t) - (60 * mV),
                [RandomExpression.G] = 10 * nS * Pow(Cos(2 * t), 2),
                [RandomExpression.M] = Tanh(t / 4),
            });
            var tape = new IntervalTape([expression], _ => throw new InvalidOperationException());
            
            // The expression first, then all its parts: what has a part that is no number is not compared.
            var function = new ExpressionTape(Dependence.Nodes(expression));
            double from = random.NextDouble() * 20;
            double to = from + Math.Pow(10, (random.NextDouble() * 4) - 3);
            tape.Evaluate(new Interval(from, to));
            bounded += double.IsFinite(tape[0].High - tape[0].Low) ? 1 : 0;
            for (int i = 0; i <= 20; i++)
            {
                double[] value = new double[function.Count];
                double at = Math.Min(to, from + (i / 20.0 * (to - from)));
                function.Evaluate(function.Inputs.Count == 0 ? [] : [at], value);
                double room = double.IsFinite(value[0]) ? 1e-9 * Math.Abs(value[0]) : 0;
                bool holds = Array.Exists(value, double.IsNaN) || (value[0] >= tape[0].Low - room && value[0] <= tape[0].High + room);
                Assert.True(holds, $"seed {seed}: {value[0]} at {at} is not in {tape[0]}: {expression}");
            }
        }

        Assert.True(bounded > 700, $"{bounded}");
    }

    [Theory]
    [InlineData(0.5, 0.6)]
    [InlineData(1.5, 1.6)]
    [InlineData(4.7, 4.72)]
    [InlineData(0, 7)]
    public void Sines_have_their_peaks(double from, double to)
    {
        var sine = Interval.Of(Operator.Sin, new Interval(from, to), default, default);
        double[] values = [.. Enumerable.Range(0, 10001).Select(i => Math.Sin(from + (i / 10000.0 * (to - from))))];
        Assert.Equal(values.Max(), sine.High, 1e-7);
        Assert.Equal(values.Min(), sine.Low, 1e-7);
    }
}
