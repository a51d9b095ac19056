using static Neuropil.Functions;

namespace Neuropil;

/// <summary>
/// Variables in an order in which each is linear in itself, with coefficients that follow from those before it: transmitter, the receptors that it opens, what
/// these make. dy/dt = a y + b is the linear system of (y, 1), whose propagator over a step h is the exponential of Magnus's series (Blanes, Casas, Oteo and
/// Ros, Phys. Rep. 470, 2009, eq. 253), here in closed form: y_new = y e^A + B exprel(A) with A = h (a1 + a2)/2 and
/// B = h (b1 + b2)/2 + sqrt(3)/12 h² (a2 b1 - a1 b2), the indices standing for the two points of Gauss in the step, at which what comes before is known by the
/// same method. Those that are linear with constant coefficients are exact (<see cref="ExactLinear"/>).
/// </summary>
/// <remarks>
/// Order 4, and no step is too long for it: where an explicit method explodes at a high rate of binding, the receptors here are bound within the step.
/// </remarks>
internal sealed class LinearCascade() : Integrator("linear-cascade", 4)
{
    private static readonly double first = 0.5 - (Math.Sqrt(3) / 6);
    private static readonly double second = 0.5 + (Math.Sqrt(3) / 6);

    public override string? IsExactFor => "linear systems with constant coefficients, and variables linear in themselves while the others rest";

    public override IReadOnlyDictionary<Symbol, Expr> Step(StepProblem problem)
    {
        var (linear, later, _) = InOrder(problem.Equations);
        return new Values(problem, linear, later).AtEnd();
    }

    protected override string? OwnRefusal(EquationSystem system, IReadOnlyList<(Symbol Variable, Expr Derivative)> equations)
    {
        if (system.Conserved.Any(pools => equations.Any(equation => pools.Contains(equation.Variable))))
        {
            return $"{Name} does not conserve sums";
        }

        if (system.States.FirstOrDefault(state
            => state.Ceiling is not null && equations.Any(equation => ReferenceEquals(equation.Variable, state.Symbol))) is { } cut)
        {
            return $"{Name} sees no ceiling within a step, but {cut.Symbol.Name} has one";
        }

        return InOrder(equations).Reason is { } reason ? $"{Name} needs variables in an order in which each is linear in itself, but {reason}" : null;
    }

    // The variables that are linear with constant coefficients among themselves, then the others one after the other.
    private static (List<(Symbol Variable, Expr Derivative)> Linear, List<(Symbol Variable, Expr Derivative)> Later, string? Reason) InOrder(
        IReadOnlyList<(Symbol Variable, Expr Derivative)> equations)
    {
        var own = equations.Select(equation => equation.Variable).ToHashSet();
        if (equations.FirstOrDefault(equation => Dependence.On(equation.Derivative, Symbol.Time)) is { Variable: { } timed })
        {
            return ([], [], $"d{timed.Name}/dt depends on the time");
        }

        // What is not linear goes, and with it what reads it, until those that are left are a system of their own.
        var linear = equations.ToList();
        while (linear.Find(equation => !IsLinear(equation)) is { Variable: not null } other)
        {
            linear.Remove(other);
        }

        var known = linear.Select(equation => equation.Variable).ToHashSet();
        var later = new List<(Symbol Variable, Expr Derivative)>();
        while (later.Count + linear.Count < equations.Count)
        {
            var next = equations.FirstOrDefault(equation => !known.Contains(equation.Variable)
                && Dependence.Symbols(equation.Derivative)
                    .All(symbol => !own.Contains(symbol) || known.Contains(symbol) || ReferenceEquals(symbol, equation.Variable))
                && Linearity.IsConditionallyLinear(equation.Derivative, equation.Variable));
            if (next.Variable is null)
            {
                var stuck = equations.First(equation => !known.Contains(equation.Variable));
                return ([], [], $"d{stuck.Variable.Name}/dt = {ExprPrinter.Short(stuck.Derivative)}");
            }

            known.Add(next.Variable);
            later.Add(next);
        }

        return (linear, later, null);

        bool IsLinear((Symbol Variable, Expr Derivative) equation)
        {
            var read = Dependence.Symbols(equation.Derivative);
            return read.All(symbol => !own.Contains(symbol) || linear.Exists(other => ReferenceEquals(other.Variable, symbol)))
                && Linearity.Coefficients([.. linear.Where(other => read.Contains(other.Variable) && !ReferenceEquals(other.Variable, equation.Variable))
                    .Select(other => (other.Variable, (Expr)new ConstantExpr(new Quantity(0, other.Variable.Dimension / Time.Dimension)))),
                    equation]).Reason is null;
        }
    }

    /// <summary>What variables are after a part of the step, each computed once.</summary>
    private sealed class Values
    {
        private readonly StepProblem problem;
        private readonly IReadOnlyDictionary<Symbol, Expr> exact;
        private readonly List<(Symbol Variable, Expr Derivative)> later;
        private readonly Dictionary<(Symbol Variable, double Part), Expr> known = [];

        public Values(StepProblem problem, List<(Symbol Variable, Expr Derivative)> linear, List<(Symbol Variable, Expr Derivative)> later)
        {
            (this.problem, this.later) = (problem, later);
            exact = Integrators.ExactLinear.Step(linear, linear.ConvertAll(equation => equation.Variable), []);
        }

        public IReadOnlyDictionary<Symbol, Expr> AtEnd() => problem.Variables.ToDictionary(variable => variable, variable => After(variable, 1));

        private Expr After(Symbol variable, double part)
        {
            if (!known.TryGetValue((variable, part), out var value))
            {
                int place = later.FindIndex(equation => ReferenceEquals(equation.Variable, variable));
                value = problem.Simplified(place < 0 ? Exact(variable, part) : Propagated(place, part));
                known[(variable, part)] = value;
            }

            return value;
        }

        private Expr Exact(Symbol variable, double part)
            => part == 1 ? exact[variable]
                : Substitution.Replace(exact[variable], new Dictionary<Symbol, Expr> { [Symbol.TimeStep] = part * Symbol.TimeStep });

        private Expr Propagated(int place, double part)
        {
            var (y, f) = later[place];
            var before = later.Take(place).Select(equation => equation.Variable).Concat(exact.Keys).Where(variable => Dependence.On(f, variable)).ToList();
            var slope = problem.Slope(f, y);
            var rest = problem.Simplified(Substitution.Replace(f, new Dictionary<Symbol, Expr> { [y] = new ConstantExpr(new Quantity(0, y.Dimension)) }));
            var h = part * Symbol.TimeStep;
            if (before.Count == 0)
            {
                return (y * Exp(h * slope)) + (h * rest * Exprel(h * slope));
            }

            var (a1, b1) = At(first);
            var (a2, b2) = At(second);
            var a = 0.5 * h * (a1 + a2);
            var b = (0.5 * h * (b1 + b2)) + (Math.Sqrt(3) / 12 * h * h * ((a2 * b1) - (a1 * b2)));
            return (y * Exp(a)) + (b * Exprel(a));

            (Expr Slope, Expr Constant) At(double point)
            {
                var then = new Substitution(before.ToDictionary(variable => variable, variable => After(variable, part * point)));
                return (then.Rewrite(slope), then.Rewrite(rest));
            }
        }
    }
}
