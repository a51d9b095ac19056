namespace Neuropil;

/// <summary>
/// Makes expressions that are written alike one object, across all that one instance is given, so that passes can ask for identity and a formula
/// in which intermediates recur stays as small as it is.
/// </summary>
internal sealed class StructuralSharing : ExprRewriter
{
    private readonly Dictionary<(long Bits, Dimension Dimension), Expr> constants = [];
    private readonly Dictionary<Parameter, Expr> parameters = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<(Operator, int, int, int), Expr> operations = [];
    private readonly Dictionary<(double[] Samples, double Interval, int Time), Expr> lookups = [];
    private readonly Dictionary<(int, int, int, int), Expr> steps = [];
    private readonly Dictionary<string, Expr> exponentials = new(StringComparer.Ordinal);
    private readonly Dictionary<(int Exponential, int Row, int Column), Expr> propagators = [];
    private readonly Dictionary<Expr, int> numbers = new(ReferenceComparer.Instance);

    protected override Expr Leaf(Expr leaf) => leaf switch
    {
        ConstantExpr constant => Shared(constants, (BitConverter.DoubleToInt64Bits(constant.Value.SiValue), constant.Dimension), leaf),
        ParameterExpr parameter => Shared(parameters, parameter.Parameter, leaf),
        _ => leaf,
    };

    protected override Expr Operation(OperationExpr original, Expr[] operands)
    {
        var key = (original.Operator, Number(operands[0]), operands.Length > 1 ? Number(operands[1]) : -1, operands.Length > 2 ? Number(operands[2]) : -1);
        return operations.TryGetValue(key, out var known) ? known : operations[key] = base.Operation(original, operands);
    }

    protected override Expr Lookup(LookupExpr original, Expr time)
        => Shared(lookups, (original.SamplesSi, original.IntervalSi, Number(time)), base.Lookup(original, time));

    protected override Expr ExponentialStep(ExponentialStepExpr original, Expr[] operands)
        => Shared(steps, (Number(operands[0]), Number(operands[1]), Number(operands[2]), Number(operands[3])), base.ExponentialStep(original, operands));

    protected override Expr Exponential(MatrixExponentialExpr original, Expr[] entries)
        => Shared(exponentials, string.Join(' ', entries.Select(Number)), base.Exponential(original, entries));

    protected override Expr Propagator(PropagatorExpr original, Expr exponential)
        => Shared(propagators, (Number(exponential), original.Row, original.Column), base.Propagator(original, exponential));

    private static Expr Shared<TKey>(Dictionary<TKey, Expr> table, TKey key, Expr expression)
        where TKey : notnull
        => table.TryGetValue(key, out var known) ? known : table[key] = expression;

    private int Number(Expr expression)
    {
        if (!numbers.TryGetValue(expression, out int number))
        {
            number = numbers.Count;
            numbers[expression] = number;
        }

        return number;
    }
}
