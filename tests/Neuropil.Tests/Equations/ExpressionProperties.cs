using FsCheck;
using FsCheck.Fluent;
using Neuropil.Tests.Compiler.Functions;

namespace Neuropil.Tests.Equations;

/// <summary>What holds for any expression: its simplified form, its text, and its interpretation have its value; its derivative is its slope.</summary>
public class ExpressionProperties
{
    [Fact]
    public void The_interpreter_gives_the_value()
        => Check(RandomExpression.Samples(), sample =>
        {
            var exact = PreciseValue.Of(sample.Expression, sample.At);
            return exact is null ? null : Math.Abs(((BigFloat)Values.InSi(sample.Expression, sample.At) - exact.Value.Value).ToDouble()) <= exact.Value.Bound;
        });

    [Fact]
    public void Simplification_keeps_the_value_and_the_unit()
        => Check(RandomExpression.Samples(), sample => Same(sample, Simplification.Simplify(sample.Expression)));

    [Fact]
    public void Simplification_has_nothing_left_to_do_on_its_result()
        => Check(RandomExpression.Samples(), sample =>
        {
            string once = Simplification.Simplify(sample.Expression).ToString();
            return once == Simplification.Simplify(Simplification.Simplify(sample.Expression)).ToString();
        });

    [Fact]
    public void What_is_printed_is_read_back_with_the_same_value()
        => Check(RandomExpression.Samples(), sample => Same(sample, EquationParser.Parse(sample.Expression.ToString(), RandomExpression.Names)));

    [Fact]
    public void What_was_read_is_printed_as_it_was_written()
        => Check(RandomExpression.Samples(), sample =>
        {
            string text = EquationParser.Parse(sample.Expression.ToString(), RandomExpression.Names).ToString();
            return EquationParser.Parse(text, RandomExpression.Names).ToString() == text;
        });

    [Fact]
    public void The_derivative_is_the_slope_of_a_smooth_expression()
        => Check(RandomExpression.Samples(isSmooth: true), IsSlope);

    [Fact]
    public void The_derivative_is_the_slope_beside_the_corners_of_any_expression()
        => Check(RandomExpression.Samples(), sample => HasHeld(sample.Expression) ? null : IsSlope(sample));

    // The difference over 2^-70 of the value, of numbers with 220 bits: right to about 2^-140 of the third derivative.
    private static bool? IsSlope(RandomExpression.Sample sample)
    {
        foreach (var symbol in new[] { RandomExpression.V, RandomExpression.G, RandomExpression.M })
        {
            var derivative = Derivative.Of(sample.Expression, symbol);
            if (derivative.Dimension != sample.Expression.Dimension / symbol.Dimension)
            {
                return false;
            }

            BigFloat at = sample.At.First(pair => pair.Input == symbol).Si;
            if (at.IsZero)
            {
                return null;
            }

            var step = at.Scaled(-70);
            var above = PreciseValue.Of(sample.Expression, sample.At, symbol, at + step);
            var below = PreciseValue.Of(sample.Expression, sample.At, symbol, at - step);
            var slope = PreciseValue.Of(derivative, sample.At);
            if (above is null || below is null || slope is null)
            {
                return null;
            }

            var difference = (above.Value.Value - below.Value.Value) / (step + step);

            // The numbers of 220 bits have errors too: 2^-140 of the bound for numbers of 53, and the step divides them.
            double rounding = above.Value.Bound * Math.ScaleB(1, -140) / Math.Abs(step.ToDouble());

            // Constants that were folded in the derivative err as they do in the expression.
            double folded = above.Value.Bound / Math.Max(Math.Abs(above.Value.Value.ToDouble()), 1e-300) * Math.Abs(difference.ToDouble());
            double tolerance = (4 * (slope.Value.Bound + folded)) + rounding + ExprelSeries(sample.Expression, slope.Value.Value);
            if (Math.Abs((difference - slope.Value.Value).ToDouble()) > tolerance)
            {
                return false;
            }
        }

        return true;
    }

    // The series of exprel's slope is cut at x^4/144 for |x| < 1e-3.
    private static double ExprelSeries(Expr expression, BigFloat slope)
        => Dependence.Nodes(expression).Any(node => node is OperationExpr { Operator: Operator.Exprel or Operator.Bernoulli })
            ? 1e-11 * Math.Abs(slope.ToDouble()) : 0;

    private static bool HasHeld(Expr expression)
        => Dependence.Nodes(expression).Any(node => node is OperationExpr { Operator: Operator.Held });

    private static bool? Same(RandomExpression.Sample sample, Expr other)
    {
        if (other.Dimension != sample.Expression.Dimension)
        {
            return false;
        }

        var (exact, changed) = (PreciseValue.Of(sample.Expression, sample.At), PreciseValue.Of(other, sample.At));
        return exact is null || changed is null
            ? null
            : Math.Abs((exact.Value.Value - changed.Value.Value).ToDouble()) <= exact.Value.Bound + changed.Value.Bound;
    }

    // A sample without an answer (log of a negative number) is passed over, but there must be enough others.
    private static void Check(Arbitrary<RandomExpression.Sample> samples, Func<RandomExpression.Sample, bool?> holds)
    {
        int answers = 0;
        Prop.ForAll(samples, sample =>
        {
            bool? answer = holds(sample);
            answers += answer is null ? 0 : 1;
            return answer ?? true;
        }).Check(Config.QuickThrowOnFailure.WithQuietOnSuccess(true).WithMaxTest(500));
        Assert.InRange(answers, 150, 500);
    }
}
