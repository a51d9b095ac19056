using static Neuropil.Functions;

namespace Neuropil;

/// <summary>
/// Exponential Euler: each variable advances by y + dt exprel(dt lambda) f with f = dy/dt and lambda = df/dy at the old values, all others
/// frozen at theirs. For a gate this is the exact step of Rush and Larsen (IEEE Trans. Biomed. Eng. 25, 1978); for V it is the exact solution
/// of the membrane equation with frozen conductances.
/// </summary>
/// <remarks>It does not conserve sums of variables, so that it refuses closed groups of pools.</remarks>
internal sealed class ExponentialEuler() : Integrator("exponential-euler", 1)
{
    public override string? IsExactFor => "equations linear in their own variable, for frozen values of the others";

    public override string? Refusal(EquationSystem system, IReadOnlyList<(Symbol Variable, Expr Derivative)> equations)
        => system.Conserved.FirstOrDefault(group => equations.Any(equation => group.Contains(equation.Variable))) is { } pools
            ? $"{Name} does not conserve the sum of {string.Join(", ", pools.Select(pool => pool.Name))}; use exact-linear (for linear pools) or rk4"
            : null;

    internal override IReadOnlyDictionary<Symbol, Expr> Step(IReadOnlyList<(Symbol Variable, Expr Derivative)> equations, IReadOnlyList<Symbol> advanced)
    {
        var result = new Dictionary<Symbol, Expr>();
        foreach (var (y, f) in Only(equations, advanced))
        {
            var lambda = Derivative.Of(f, y);
            result[y] = Simplification.Simplify(y + (Symbol.TimeStep * Exprel(Symbol.TimeStep * lambda) * f));
        }

        return result;
    }
}
