using static Neuropil.Functions;

namespace Neuropil;

/// <summary>
/// Exponential Euler: each variable advances by y + dt exprel(dt lambda) f with f = dy/dt and lambda = df/dy at the old values, all others
/// frozen at theirs. For a gate this is the exact step of Rush and Larsen (IEEE Trans. Biomed. Eng. 25, 1978); for V it is the exact solution
/// of the membrane equation with frozen conductances.
/// </summary>
/// <remarks>
/// Additive noise g xi adds g sqrt(dt exprel(2 dt lambda)) N, the exact spread of an Ornstein-Uhlenbeck process with the frozen lambda
/// (variance g² (e^(2 lambda dt) - 1) / (2 lambda)).
/// Advanced one by one, variables do not keep their sum. A closed group of pools is therefore advanced jointly by exp(Q dt)
/// (<see cref="ExactLinear"/>), where its equations are linear in the pools with constant coefficients; other groups are refused.
/// </remarks>
internal sealed class ExponentialEuler() : Integrator("exponential-euler", 1)
{
    public override NoisePromise? Noise => new(Calculus.ItoAndStratonovich, StrongOrderAdditive: 1, StrongOrderMultiplicative: null, WeakOrder: 1);

    public override string? IsExactFor => "equations linear in their own variable, for frozen values of the others";

    protected override string? OwnRefusal(EquationSystem system, IReadOnlyList<(Symbol Variable, Expr Derivative)> equations)
    {
        foreach (var pools in ClosedPools.Among(equations, system.Conserved))
        {
            if (ClosedPools.ReasonAgainstPropagator(pools) is { } reason)
            {
                string names = string.Join(", ", pools.Select(pool => pool.Variable.Name));
                return $"{Name} does not conserve the sum of {names}, because {reason}; use rk4, heun, midpoint, forward-euler or backward-euler";
            }
        }

        return null;
    }

    public override IReadOnlyDictionary<Symbol, Expr> Step(StepProblem problem)
    {
        var simplification = new Simplification();
        var result = new Dictionary<Symbol, Expr>();
        foreach (var pools in ClosedPools.Among(problem.Equations, problem.Conserved))
        {
            foreach (var (pool, value) in ClosedPools.Step(pools, problem.Conserved))
            {
                result[pool] = value;
            }
        }

        foreach (var (y, f) in problem.Equations.Where(equation => !result.ContainsKey(equation.Variable)))
        {
            var drift = NoisePromise.Drift(f);
            var lambda = Derivative.Of(drift, y, simplification);
            Expr value = Linearity.IsConditionallyLinear(drift, y, lambda)
                ? new ExponentialStepExpr(y, AtZero(drift, y), lambda, Symbol.TimeStep)
                : y + (Symbol.TimeStep * Exprel(Symbol.TimeStep * lambda) * drift);
            foreach (var noise in Dependence.Noises(f))
            {
                var spread = Sqrt(Exprel(2 * Symbol.TimeStep * lambda));
                value += Derivative.Of(f, noise, simplification) * spread * (Symbol.TimeStep * noise);
            }

            result[y] = simplification.Rewrite(value);
        }

        return result;
    }

    private static Expr AtZero(Expr f, Symbol y)
        => Substitution.Replace(f, new Dictionary<Symbol, Expr> { [y] = new ConstantExpr(new Quantity(0, y.Dimension)) });
}
