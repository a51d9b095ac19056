namespace Neuropil.Tests.Engine.Twin;

/// <summary>
/// An expression as a list of its operations, operands before what needs them; what stands in it several times is there once. Evaluated by a plain loop, in SI
/// units.
/// </summary>
internal sealed class TwinFormula
{
    private readonly List<Node> nodes = [];
    private readonly TwinValue[] found;

    /// <summary>The formula of an expression over an array in which symbols and parameters have places.</summary>
    public TwinFormula(Expr expression, TwinPlaces places)
    {
        Add(expression, places, new Dictionary<Expr, int>(ReferenceEqualityComparer.Instance));
        found = new TwinValue[nodes.Count];
    }

    /// <summary>Whether it reads the number at a place.</summary>
    public bool Reads(int place) => nodes.Exists(node => node.Operator is null && node.Place == place);

    /// <summary>The value.</summary>
    public double Of(double[] numbers) => Of(numbers, by: -1).Number;

    /// <summary>The value, and its slope against the number at a place.</summary>
    public TwinValue Of(double[] numbers, int by)
    {
        for (int i = 0; i < found.Length; i++)
        {
            var node = nodes[i];
            found[i] = node.Operator is { } @operator ? TwinValue.Of(@operator, Operand(node.First), Operand(node.Second), Operand(node.Third))
                : node.Place >= 0 ? new(numbers[node.Place], node.Place == by ? 1 : 0)
                : new(node.Constant, 0);
        }

        return found[^1];
    }

    private TwinValue Operand(int node) => node < 0 ? default : found[node];

    private int Add(Expr expression, TwinPlaces places, Dictionary<Expr, int> known)
    {
        if (!known.TryGetValue(expression, out int place))
        {
            var node = expression switch
            {
                ConstantExpr constant => new Node(null, Constant: constant.Value.SiValue),
                ParameterExpr parameter => new Node(null, Place: places.Of(parameter.Parameter)),
                Symbol symbol => new Node(null, Place: places.Of(symbol)),
                OperationExpr operation => Operation(operation.Operator, operation.Operands.Select(operand => Add(operand, places, known)).ToArray()),
                _ => throw new NotSupportedException($"The twin does not know {expression.GetType().Name}."),
            };
            known[expression] = place = nodes.Count;
            nodes.Add(node);
        }

        return place;
    }

    private static Node Operation(Operator @operator, int[] operands)
        => new(@operator, First: operands[0], Second: operands.Length > 1 ? operands[1] : -1, Third: operands.Length > 2 ? operands[2] : -1);

    private readonly record struct Node(Operator? Operator, int Place = -1, double Constant = 0, int First = -1, int Second = -1, int Third = -1);
}
