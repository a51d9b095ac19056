using Neuropil.Compiler;

namespace Neuropil.Tests.Equations;

/// <summary>Values of expressions by the interpreter, for tests.</summary>
internal static class Values
{
    /// <summary>The value in SI units, with the symbols' values given in SI units.</summary>
    public static double InSi(Expr expression, params (Expr Input, double Si)[] given)
    {
        var tape = new ExpressionTape([expression]);
        double[] inputs = tape.Inputs.Select(input =>
            KernelUnits.FromSi(given.First(pair => ReferenceEquals(pair.Input, input)).Si, input.Dimension)).ToArray();
        double[] result = new double[1];
        tape.Evaluate(inputs, result);
        return expression.IsCondition ? result[0] : KernelUnits.ToSi(result[0], expression.Dimension);
    }

    /// <summary>The value as a quantity.</summary>
    public static Quantity Of(Expr expression, params (Expr Input, double Si)[] given) => new(InSi(expression, given), expression.Dimension);
}
