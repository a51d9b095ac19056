namespace Neuropil;

/// <summary>
/// Makes expressions that are written alike one object, across all that one instance is given, so that passes can ask for identity and a formula
/// in which intermediates recur stays as small as it is.
/// </summary>
/// <remarks>
/// Keys are classes: the base library's dictionaries are compiled for references, and would be compiled anew for each structure when a program
/// starts (3 to 5 ms each).
/// </remarks>
internal sealed class StructuralSharing : ExprRewriter
{
    private readonly Dictionary<object, Expr> shared = [];
    private readonly Dictionary<Parameter, Expr> parameters = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<Expr, int> numbers = new(ReferenceComparer.Instance);

    protected override Expr Leaf(Expr leaf) => leaf switch
    {
        ConstantExpr constant => Shared(new ConstantKey(BitConverter.DoubleToInt64Bits(constant.Value.SiValue), constant.Dimension.Packed), leaf),
        ParameterExpr parameter => parameters.TryGetValue(parameter.Parameter, out var known) ? known : parameters[parameter.Parameter] = leaf,
        _ => leaf,
    };

    protected override Expr Operation(OperationExpr original, Expr[] operands)
    {
        var key = new OperationKey(original.Operator, Number(operands[0]), operands.Length > 1 ? Number(operands[1]) : -1, operands.Length > 2
            ? Number(operands[2]) : -1);
        return shared.TryGetValue(key, out var known) ? known : shared[key] = base.Operation(original, operands);
    }

    protected override Expr Lookup(LookupExpr original, Expr[] operands)
        => Shared(
            new LookupKey(original.SamplesSi, original.IntervalSi, Number(operands[0]), operands.Length > 1 ? Number(operands[1]) : -1),
            base.Lookup(original, operands));

    protected override Expr ExponentialStep(ExponentialStepExpr original, Expr[] operands)
        => Shared(new StepKey(Number(operands[0]), Number(operands[1]), Number(operands[2]), Number(operands[3])), base.ExponentialStep(original, operands));

    protected override Expr Exponential(MatrixExponentialExpr original, Expr[] entries)
        => Shared(string.Join(' ', entries.Select(Number)), base.Exponential(original, entries));

    protected override Expr Propagator(PropagatorExpr original, Expr exponential)
        => Shared(new PropagatorKey(Number(exponential), original.Row, original.Column), base.Propagator(original, exponential));

    private Expr Shared(object key, Expr expression) => shared.TryGetValue(key, out var known) ? known : shared[key] = expression;

    private int Number(Expr expression)
    {
        if (!numbers.TryGetValue(expression, out int number))
        {
            number = numbers.Count;
            numbers[expression] = number;
        }

        return number;
    }

    private sealed record ConstantKey(long Bits, long Dimension);

    private sealed record OperationKey(Operator Operator, int First, int Second, int Third);

    private sealed record LookupKey(double[] Samples, double Interval, int Time, int Duration);

    private sealed record StepKey(int First, int Second, int Third, int Fourth);

    private sealed record PropagatorKey(int Exponential, int Row, int Column);
}
