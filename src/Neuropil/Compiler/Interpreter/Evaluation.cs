using Neuropil.Compiler;

namespace Neuropil;

/// <summary>The value of an expression at given values of its symbols: what a formula gives, without any simulation.</summary>
public static class Evaluation
{
    /// <summary>
    /// The value where the symbols of these names have these values: <c>cell.ToEquations().Find("current").Evaluate(("V", -40 * mV))</c>. A condition gives 1
    /// where it holds and 0 elsewhere.
    /// </summary>
    /// <exception cref="UnknownNameException">A symbol of the expression is not given; the message names it.</exception>
    /// <exception cref="DimensionMismatchException">A value has another dimension than its symbol.</exception>
    /// <exception cref="ArgumentException">A parameter has a value of its own in each cell.</exception>
    public static Quantity Evaluate(this Expr expression, params (string Name, Quantity Value)[] values)
        => expression.Evaluate(symbol => Array.Exists(values, given => given.Name == symbol.Name)
            ? Array.Find(values, given => given.Name == symbol.Name).Value
            : throw new UnknownNameException($"The expression has the symbol '{symbol.Name}', for which no value is given."));

    /// <summary>The value where each symbol has the value that a function gives it.</summary>
    /// <param name="expression">The expression.</param>
    /// <param name="valueOf">The value of a symbol.</param>
    /// <param name="cell">The cell whose values of listed parameters are taken; null where every parameter has one value for all.</param>
    /// <exception cref="DimensionMismatchException">A value has another dimension than its symbol.</exception>
    /// <exception cref="ArgumentException">A parameter is a distribution, or a list and no cell of it is given.</exception>
    public static Quantity Evaluate(this Expr expression, Func<Symbol, Quantity> valueOf, int? cell = null)
    {
        ArgumentNullException.ThrowIfNull(expression);
        ArgumentNullException.ThrowIfNull(valueOf);
        var tape = new ExpressionTape([expression]);
        double[] inputs = [.. tape.Inputs.Select(input => KernelUnits.FromSi(Of(input, valueOf, cell), input.Dimension))];
        double[] result = new double[1];
        tape.Evaluate(inputs, result);
        return new Quantity(KernelUnits.ToSi(result[0], expression.Dimension), expression.Dimension);
    }

    // In SI units.
    private static double Of(Expr input, Func<Symbol, Quantity> valueOf, int? cell)
    {
        if (input is ParameterExpr { Parameter: var parameter })
        {
            return OfCell(parameter, cell);
        }

        var symbol = (Symbol)input;
        var value = valueOf(symbol);
        DimensionMismatchException.RequireSame(symbol.Dimension, value.Dimension, $"give '{symbol.Name}' the value {value}");
        return value.SiValue;
    }

    private static double OfCell(Parameter parameter, int? cell)
    {
        if (parameter.Count is not { } count || cell is not { } index || index < 0 || index >= count)
        {
            throw new ArgumentException(parameter.Count is { } length
                ? $"The parameter {parameter} has a value for each of {length} cells; expected one of these cells, 0 to {length - 1}."
                : $"The parameter {parameter} is drawn by each cell: it has no value before the run.");
        }

        return parameter.ListedSi(index);
    }
}
