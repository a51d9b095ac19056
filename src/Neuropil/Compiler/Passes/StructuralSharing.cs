namespace Neuropil.Compiler;

/// <summary>Makes expressions that are written alike one object, so that later passes can ask for identity.</summary>
internal sealed class StructuralSharing : ExprRewriter
{
    private readonly Dictionary<string, Expr> leaves = new(StringComparer.Ordinal);
    private readonly Dictionary<Parameter, Expr> parameters = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<(Operator, int, int, int), Expr> operations = [];
    private readonly Dictionary<Expr, int> numbers = new(ReferenceComparer.Instance);

    protected override Expr Leaf(Expr leaf) => leaf switch
    {
        ConstantExpr constant => Shared(leaves, $"{BitConverter.DoubleToInt64Bits(constant.Value.SiValue)} {constant.Dimension}", leaf),
        ParameterExpr parameter => Shared(parameters, parameter.Parameter, leaf),
        _ => leaf,
    };

    protected override Expr Operation(OperationExpr original, Expr[] operands)
    {
        var key = (original.Operator, Number(operands[0]), operands.Length > 1 ? Number(operands[1]) : -1, operands.Length > 2 ? Number(operands[2]) : -1);
        return operations.TryGetValue(key, out var known) ? known : operations[key] = base.Operation(original, operands);
    }

    private static Expr Shared<TKey>(Dictionary<TKey, Expr> table, TKey key, Expr leaf)
        where TKey : notnull
        => table.TryGetValue(key, out var known) ? known : table[key] = leaf;

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
