using static Neuropil.Functions;

namespace Neuropil.Compiler;

/// <summary>When the statements of an arrival run: in a step whose weights have a sum other than zero.</summary>
internal static class Arrivals
{
    /// <summary>The condition of a statement; null where the value without weights is the variable itself, as in g + w, so that it may always run.</summary>
    public static Expr? Condition(Statement statement)
    {
        var arriving = statement.Event.Arriving!;
        var nothing = new ConstantExpr(new Quantity(0, arriving.Dimension));
        var without = Simplification.Simplify(Substitution.Replace(statement.Value, new Dictionary<Symbol, Expr> { [arriving] = nothing }));
        return ReferenceEquals(without, statement.Variable) && Dependence.Nodes(statement.Value).All(IsFinite) ? null : !Equal(arriving, nothing);
    }

    // Zero times something is nothing only where that is finite, as sums and products of variables are.
    private static bool IsFinite(Expr node) => node is not OperationExpr operation || operation.Operator switch
    {
        Operator.Add or Operator.Subtract or Operator.Multiply or Operator.Negate or Operator.Min or Operator.Max or Operator.Select or Operator.Held => true,
        Operator.Less or Operator.LessOrEqual or Operator.Equal or Operator.And or Operator.Or or Operator.Not => true,
        _ => !Dependence.OnState(operation),
    };
}
