using Neuropil.Compiler;
using Neuropil.Tests.Equations;

namespace Neuropil.Tests.Compiler;

/// <summary>Compiled functions of numbers against the interpreter.</summary>
public class ScalarFunctionTests
{
    [Fact]
    public void Compiled_functions_agree_with_the_interpreter_on_random_expressions()
    {
        Symbol[] symbols = [RandomExpression.V, RandomExpression.G, RandomExpression.M];
        int compared = 0;
        for (int seed = 0; seed < 2000; seed++)
        {
            var sample = RandomExpression.Make(seed, isSmooth: false);
            var expression = WithoutParameters(sample.Expression);
            double[] inputs = [.. sample.At.Select(at => KernelUnits.FromSi(at.Si, at.Input.Dimension))];
            var tape = new ExpressionTape([expression]);
            double[] expected = new double[1];
            double[] found = new double[1];
            tape.Evaluate([.. tape.Inputs.Select(input => inputs[Array.IndexOf(symbols, (Symbol)input)])], expected);
            new ScalarFunction([expression], symbols).Evaluate(inputs, found);
            if (double.IsFinite(expected[0]))
            {
                Assert.True(Math.Abs(found[0] - expected[0]) <= 1e-12 * Math.Abs(expected[0]), $"{sample}: {found[0]} instead of {expected[0]}");
                compared++;
            }
        }

        Assert.True(compared > 1500);
    }

    private static Expr WithoutParameters(Expr expression) => new ParametersAsConstants().Rewrite(expression);

    private sealed class ParametersAsConstants : ExprRewriter
    {
        protected override Expr Leaf(Expr leaf)
            => leaf is ParameterExpr parameter ? Expr.Constant(new Quantity(parameter.Parameter.UniformSi, parameter.Dimension)) : leaf;
    }
}
