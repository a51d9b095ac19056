using System.Runtime.CompilerServices;

namespace Neuropil;

/// <summary>
/// Compares formulas of numbers and parameters by their values at some points: two that agree there, whatever the parameters are, are the same function of
/// them. The points are arbitrary, so that agreement by chance is out of the question.
/// </summary>
internal sealed class FixedValues
{
    private const int Points = 3;

    private readonly Dictionary<Parameter, double[]> points = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<Expr, bool> isFixed = new(ReferenceComparer.Instance);
    private readonly Random random = new(1);

    /// <summary>Whether a formula varies with no variable, and not with time.</summary>
    public bool IsFixed(Expr formula)
    {
        if (!isFixed.TryGetValue(formula, out bool known))
        {
            RuntimeHelpers.EnsureSufficientExecutionStack();
            isFixed[formula] = known = formula is not Symbol && formula.Operands.All(IsFixed);
        }

        return known;
    }

    /// <summary>Whether a formula is zero at all points.</summary>
    public bool IsZero(Expr formula) => Of(formula).All(value => value == 0);

    /// <summary>Whether two formulas have the same finite values, to a part <paramref name="tolerance"/>.</summary>
    public bool AreSame(Expr one, Expr other, double tolerance = 0)
        => Of(one).Zip(Of(other)).All(pair => Math.Abs(pair.First - pair.Second) <= tolerance * Math.Abs(pair.Second));

    private IEnumerable<double> Of(Expr formula)
    {
        var parameters = Dependence.Nodes(formula).OfType<ParameterExpr>().ToList();
        for (int point = 0; point < (parameters.Count == 0 ? 1 : Points); point++)
        {
            var at = new Simplification();
            foreach (var parameter in parameters)
            {
                at.Put(parameter, new ConstantExpr(new Quantity(PointsOf(parameter.Parameter)[point], parameter.Dimension)));
            }

            yield return at.Rewrite(formula) is ConstantExpr constant ? constant.Value.SiValue : double.NaN;
        }
    }

    // Between a half and two: near to no singularity of what people write.
    private double[] PointsOf(Parameter parameter)
    {
        if (!points.TryGetValue(parameter, out var values))
        {
            points[parameter] = values = [.. Enumerable.Range(0, Points).Select(_ => 0.5 + (1.5 * random.NextDouble()))];
        }

        return values;
    }
}
