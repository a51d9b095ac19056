using System.Runtime.CompilerServices;

namespace Neuropil.Compiler;

/// <summary>
/// Expressions written out as a list of operations on numbers, in kernel units, by the base library's functions: the slow and obvious meaning of
/// an expression. It evaluates uniform values, initial values and records, and is the heart of the <see cref="InterpretedKernel"/>.
/// </summary>
internal sealed class ExpressionTape
{
    private readonly List<Entry> entries = [];
    private readonly Dictionary<Expr, int> known = new(ReferenceComparer.Instance);
    private readonly Dictionary<int, double[]> matrices = [];
    private readonly int[] outputs;
    private readonly double[] values;

    /// <summary>A tape of the given expressions; results come in the same order.</summary>
    public ExpressionTape(IEnumerable<Expr> expressions)
    {
        var sharing = new StructuralSharing();
        outputs = expressions.Select(expression => Place(sharing.Rewrite(expression))).ToArray();
        values = new double[entries.Count];
    }

    /// <summary>The symbols and per-cell parameters that must be given, in the order of the inputs of <see cref="Evaluate"/>.</summary>
    public List<Expr> Inputs { get; } = [];

    /// <summary>The number of results.</summary>
    public int Count => outputs.Length;

    /// <summary>Evaluates all expressions for one set of inputs, in kernel units.</summary>
    public void Evaluate(ReadOnlySpan<double> inputs, Span<double> results)
    {
        Span<double> operands = stackalloc double[3];
        for (int i = 0; i < entries.Count; i++)
        {
            var entry = entries[i];
            switch (entry.Expression)
            {
                case OperationExpr operation:
                    for (int k = 0; k < entry.Operands.Length; k++)
                    {
                        operands[k] = values[entry.Operands[k]];
                    }

                    values[i] = OperatorValue.Of(operation.Operator, operands[..entry.Operands.Length]);
                    break;
                case ExponentialStepExpr:
                    values[i] = ExponentialStep(values[entry.Operands[0]], values[entry.Operands[1]], values[entry.Operands[2]], values[entry.Operands[3]]);
                    break;
                case LookupExpr lookup:
                    double at = KernelUnits.ToSi(values[entry.Operands[0]], Time.Dimension);
                    double value = entry.Operands.Length == 1 ? lookup.At(at)
                        : lookup.Mean(at, KernelUnits.ToSi(values[entry.Operands[1]], Time.Dimension));
                    values[i] = KernelUnits.FromSi(value, lookup.Dimension);
                    break;
                case MatrixExponentialExpr exponential:
                    matrices[i] = MatrixExponential.Of(Array.ConvertAll(entry.Operands, operand => values[operand]), exponential.Size);
                    break;
                case PropagatorExpr propagator:
                    values[i] = matrices[entry.Operands[0]][(propagator.Row * propagator.Size) + propagator.Column];
                    break;
                default:
                    values[i] = entry.Input >= 0 ? inputs[entry.Input] : entry.Value;
                    break;
            }
        }

        for (int i = 0; i < outputs.Length; i++)
        {
            results[i] = values[outputs[i]];
        }
    }

    private static double ExponentialStep(double y, double intercept, double slope, double timeStep)
        => y + (timeStep * AccurateMath.Exprel(timeStep * slope) * (intercept + (slope * y)));

    private int Place(Expr expression)
    {
        if (known.TryGetValue(expression, out int place))
        {
            return place;
        }

        RuntimeHelpers.EnsureSufficientExecutionStack();
        var operands = expression.Operands.Select(Place).ToArray();
        var entry = expression switch
        {
            ConstantExpr constant => new Entry(expression, operands, Value: KernelUnits.FromSi(constant.Value.SiValue, constant.Dimension)),
            ParameterExpr { Parameter.IsUniform: true } parameter
                => new Entry(expression, operands, Value: KernelUnits.FromSi(parameter.Parameter.UniformSi, parameter.Dimension)),
            Symbol or ParameterExpr => new Entry(expression, operands, Input: Inputs.Count),
            _ => new Entry(expression, operands),
        };
        if (entry.Input >= 0)
        {
            Inputs.Add(expression);
        }

        entries.Add(entry);
        known[expression] = entries.Count - 1;
        return entries.Count - 1;
    }

    private sealed record Entry(Expr Expression, int[] Operands, double Value = 0, int Input = -1);
}
