namespace Neuropil.Adaptive;

/// <summary>
/// Bounds of expressions of the time over a span of it (interval arithmetic: Moore, Interval Analysis, 1966), in kernel units. A comparison whose
/// bounds are both true is true in the whole span: so nothing between its ends is missed, however short.
/// </summary>
internal sealed class IntervalTape
{
    private readonly List<(Expr Expression, int[] Operands, double Value)> entries = [];
    private readonly Dictionary<Expr, int> known = new(ReferenceComparer.Instance);
    private readonly int[] outputs;
    private readonly Interval[] bounds;

    /// <summary>A tape of the given expressions; <paramref name="valueOf"/> gives the value of a parameter that differs between cells.</summary>
    public IntervalTape(IEnumerable<Expr> expressions, Func<Expr, double> valueOf)
    {
        outputs = expressions.Select(expression => Place(expression, valueOf)).ToArray();
        bounds = new Interval[entries.Count];
    }

    /// <summary>Evaluates all expressions over a span of time.</summary>
    public void Evaluate(Interval time)
    {
        for (int i = 0; i < bounds.Length; i++)
        {
            var (expression, operands, value) = entries[i];
            bounds[i] = expression switch
            {
                OperationExpr operation => Interval.Of(operation.Operator, Operand(operands, 0), Operand(operands, 1), Operand(operands, 2)),
                LookupExpr lookup => Samples(lookup, Operand(operands, 0)),
                Symbol => time,
                _ => Interval.Point(value),
            };
        }
    }

    /// <summary>The bounds of an expression over the span evaluated last.</summary>
    public Interval this[int expression] => bounds[outputs[expression]];

    private Interval Operand(int[] operands, int i) => i < operands.Length ? bounds[operands[i]] : default;

    private static Interval Samples(LookupExpr lookup, Interval time)
    {
        double interval = KernelUnits.FromSi(lookup.IntervalSi, Time.Dimension);
        double first = Math.Floor(time.Low / interval);
        double last = Math.Floor(time.High / interval);
        double[] samples = lookup.SamplesSi;
        bool leaves = first < 0 || last >= samples.Length;
        var (low, high) = leaves ? (0.0, 0.0) : (double.PositiveInfinity, double.NegativeInfinity);
        for (int i = (int)Math.Clamp(first, 0, samples.Length); i <= last && i < samples.Length; i++)
        {
            double sample = KernelUnits.FromSi(samples[i], lookup.Dimension);
            (low, high) = (Math.Min(low, sample), Math.Max(high, sample));
        }

        return new Interval(low, high);
    }

    private int Place(Expr expression, Func<Expr, double> valueOf)
    {
        if (!known.TryGetValue(expression, out int place))
        {
            int[] operands = expression.Operands.Select(operand => Place(operand, valueOf)).ToArray();
            double value = expression switch
            {
                ConstantExpr constant => KernelUnits.FromSi(constant.Value.SiValue, constant.Dimension),
                ParameterExpr { Parameter.IsUniform: true } parameter => KernelUnits.FromSi(parameter.Parameter.UniformSi, parameter.Dimension),
                ParameterExpr => valueOf(expression),
                _ => 0,
            };
            place = known[expression] = entries.Count;
            entries.Add((expression, operands, value));
        }

        return place;
    }
}
