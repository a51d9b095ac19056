namespace Neuropil.Adaptive;

/// <summary>
/// Takes out of equations what jumps or bends with time or state (comparisons, floor, arrays of samples; min, max and abs by their
/// comparison) and puts a <see cref="SwitchedValue"/> in its place.
/// </summary>
internal sealed class SwitchExtraction(IReadOnlyList<StateVariable> states) : ExprRewriter
{
    private readonly List<SwitchedValue> switches = [];
    private readonly List<(Expr Low, Expr High)> borders = [];

    /// <summary>What was taken out; one that another one's guard needs stands before it.</summary>
    public IReadOnlyList<SwitchedValue> Switches => switches;

    protected override Expr Lookup(LookupExpr original, Expr[] operands)
    {
        var interval = new ConstantExpr(new Quantity(original.IntervalSi, Time.Dimension));
        return Add(new SwitchedValue(Next(original.Dimension), SwitchKind.Sample, operands[0] / interval, original.Operands[0] / interval, original));
    }

    protected override Expr Operation(OperationExpr original, Expr[] operands)
    {
        var (a, b) = (operands[0], operands.Length > 1 ? operands[1] : null);
        if (Dependence.Symbols(original).Count == 0)
        {
            return original;
        }

        return original.Operator switch
        {
            Operator.Less => Above(SwitchKind.Positive, a, b!, original),
            Operator.LessOrEqual => Above(SwitchKind.NotNegative, a, b!, original),
            Operator.Equal => RequireSteps(original, a, b!) ? base.Operation(original, operands) : original,
            Operator.Min => Functions.Select(Above(SwitchKind.Positive, a, b!, original), a, b!),
            Operator.Max => Functions.Select(Above(SwitchKind.Positive, b!, a, original, isReversed: true), a, b!),
            Operator.Abs => Functions.Select(0.5 < Add(new SwitchedValue(Next(Dimension.None), SwitchKind.NotNegative, a, original.Operands[0], original)),
                a, -a),
            Operator.Floor => Add(new SwitchedValue(Next(Dimension.None), SwitchKind.Floor, a, original.Operands[0], original)),
            _ => base.Operation(original, operands),
        };
    }

    // Whether `high` is above `low` (or there). Several comparisons of the same two things, such as min(V, peak) and V >= peak, have one border.
    private Expr Above(SwitchKind kind, Expr low, Expr high, OperationExpr written, bool isReversed = false)
    {
        int border = borders.FindIndex(known => Joins(known, low, high) || Joins(known, high, low));
        if (border < 0)
        {
            border = borders.Count;
            borders.Add((low, high));
        }

        var (first, second) = (written.Operands[0], written.Operands[1]);
        return 0.5 < Add(new SwitchedValue(Next(Dimension.None), kind, high - low, isReversed ? first - second : second - first, written)
        {
            Border = border,
            IsOpposite = !Joins(borders[border], low, high),
        });
    }

    private static bool Joins((Expr Low, Expr High) border, Expr low, Expr high) => ReferenceEquals(border.Low, low) && ReferenceEquals(border.High, high);

    private Symbol Next(Dimension dimension) => new($"switch {switches.Count}", dimension, SymbolKind.Placeholder);

    private Symbol Add(SwitchedValue value)
    {
        switches.Add(value);
        return value.Symbol;
    }

    // Two values that move are equal for no time at all; two that only jump can be.
    private bool RequireSteps(OperationExpr original, Expr a, Expr b)
    {
        bool jumpsOnly = Dependence.Symbols(a).Concat(Dependence.Symbols(b)).All(symbol => symbol.Kind == SymbolKind.Placeholder
            || (symbol.Kind == SymbolKind.State && ConstantExpr.IsZero(states.First(state => ReferenceEquals(state.Symbol, symbol)).Derivative)));
        return jumpsOnly
            ? true
            : throw new IntegratorRefusedException(
                $"The adaptive method cannot use {ExprPrinter.Short(original)}: values that change continuously are equal only for an instant.");
    }
}
