namespace Neuropil.Engine;

/// <summary>
/// Takes out of equations what jumps or bends with time or state (comparisons, floor, arrays of samples; min, max and abs by their
/// comparison) and puts a <see cref="SwitchedValue"/> in its place.
/// </summary>
internal sealed class SwitchExtraction(IReadOnlyList<StateVariable> states) : ExprRewriter
{
    private readonly List<SwitchedValue> switches = [];

    /// <summary>What was taken out; one that another one's guard needs stands before it.</summary>
    public IReadOnlyList<SwitchedValue> Switches => switches;

    protected override Expr Lookup(LookupExpr original, Expr time)
    {
        var interval = new ConstantExpr(new Quantity(original.IntervalSi, Time.Dimension));
        return Add(SwitchKind.Sample, time / interval, original.Operands[0] / interval, original, original.Dimension);
    }

    protected override Expr Operation(OperationExpr original, Expr[] operands)
    {
        var (a, b) = (operands[0], operands.Length > 1 ? operands[1] : null);
        var (writtenA, writtenB) = (original.Operands[0], operands.Length > 1 ? original.Operands[1] : null);
        if (Dependence.Symbols(original).Count == 0)
        {
            return original;
        }

        return original.Operator switch
        {
            Operator.Less => Truth(SwitchKind.Positive, b! - a, writtenB! - writtenA, original),
            Operator.LessOrEqual => Truth(SwitchKind.NotNegative, b! - a, writtenB! - writtenA, original),
            Operator.Equal => RequireSteps(original, a, b!) ? base.Operation(original, operands) : original,
            Operator.Min => Functions.Select(Truth(SwitchKind.Positive, b! - a, writtenB! - writtenA, original), a, b!),
            Operator.Max => Functions.Select(Truth(SwitchKind.Positive, a - b!, writtenA - writtenB!, original), a, b!),
            Operator.Abs => Functions.Select(Truth(SwitchKind.NotNegative, a, writtenA, original), a, -a),
            Operator.Floor => Add(SwitchKind.Floor, a, writtenA, original, Dimension.None),
            _ => base.Operation(original, operands),
        };
    }

    private Expr Truth(SwitchKind kind, Expr guard, Expr originalGuard, Expr written) => 0.5 < Add(kind, guard, originalGuard, written, Dimension.None);

    private Symbol Add(SwitchKind kind, Expr guard, Expr originalGuard, Expr written, Dimension dimension)
    {
        var symbol = new Symbol($"switch {switches.Count}", dimension, SymbolKind.Placeholder);
        switches.Add(new SwitchedValue(symbol, kind, guard, originalGuard, written));
        return symbol;
    }

    // Two values that move are equal for no time at all; two that only jump can be.
    private bool RequireSteps(OperationExpr original, Expr a, Expr b)
    {
        bool jumpsOnly = Dependence.Symbols(a).Concat(Dependence.Symbols(b)).All(symbol => symbol.Kind == SymbolKind.Placeholder
            || (symbol.Kind == SymbolKind.State && ConstantExpr.IsZero(states.First(state => ReferenceEquals(state.Symbol, symbol)).Derivative)));
        return jumpsOnly
            ? true
            : throw new IntegratorRefusedException($"The adaptive method cannot use {ExprPrinter.Short(original)}: values that change continuously are equal only for an instant.");
    }
}
