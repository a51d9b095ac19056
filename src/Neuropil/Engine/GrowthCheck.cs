using Neuropil.Compiler;

namespace Neuropil.Engine;

/// <summary>
/// Looks at how fast variables of cells, receptors and synapses relax, before anything happens: a time constant of zero is an error that names it, one below
/// zero a warning, since what should decay then grows. Models of the library have bounds of their own; a text can give any name to a time constant.
/// </summary>
internal static class GrowthCheck
{
    private const string Expected = "expected a time constant of more than 0 ms, or bounds.";

    // 2^6 corners at most: an equation with more drawn parameters is looked at in the corners of the first of them.
    private const int MostCorners = 6;

    /// <summary>
    /// What the equations of a projection's synapses grow by. What synapses draw is judged by what can be drawn, so that all threads and ranks say the same.
    /// </summary>
    /// <exception cref="ArgumentException">A rate is not finite; the message names the variable, its equation and the parameters in it.</exception>
    public static IEnumerable<string> Warnings(string projection, SynapseEquations equations)
    {
        foreach (var variable in equations.Variables.Where(variable => variable.Derivative is not null && variable.Bounds is null))
        {
            var growth = new Growth($"Projection '{projection}'", variable.Symbol, variable.Derivative!, equations.ParameterNames);
            if ((growth.IsShared ? growth.OfAll() : growth.IsKnown ? growth.OfDraws() : null) is { } warning)
            {
                yield return warning;
            }
        }
    }

    /// <summary>What the equations of a population's cells and of their receptors grow by, in each cell where cells differ.</summary>
    /// <exception cref="ArgumentException">As for synapses, of receptors; or a parameter is out of its bounds.</exception>
    public static IEnumerable<string> Warnings(string population, EquationSystem equations, CellValues values)
    {
        foreach (var state in equations.States.Where(state => state.Update is null))
        {
            // A cell's own variable with no finite rate stops the run by name in its first step.
            var growth = new Growth($"Population '{population}'", state.Symbol, state.Derivative, equations.ParameterNames);
            bool isReceptor = state.Phase == UpdatePhase.Receptor;
            if ((growth.IsShared ? growth.OfAll(isReceptor) : growth.IsKnown ? growth.OfCells(values, isReceptor) : null) is { } warning)
            {
                yield return warning;
            }
        }
    }

    /// <summary>The slope of an equation by its own variable.</summary>
    private sealed class Growth
    {
        private readonly string where;
        private readonly string variable;
        private readonly Expr derivative;
        private readonly Expr rate;
        private readonly IReadOnlyDictionary<Parameter, string> names;
        private readonly List<ParameterExpr> parameters;

        public Growth(string where, Symbol variable, Expr derivative, IReadOnlyDictionary<Parameter, string> names)
        {
            (this.where, this.variable, this.derivative, this.names) = (where, variable.Name, derivative, names);
            rate = Derivative.Of(derivative, variable);
            var nodes = Dependence.Nodes(rate);
            parameters = [.. nodes.OfType<ParameterExpr>().DistinctBy(node => node.Parameter)];
            IsKnown = !nodes.Any(node => node is Symbol);
            IsShared = IsKnown && parameters.TrueForAll(node => node.Parameter.IsUniform);
        }

        /// <summary>Whether it depends on parameters alone.</summary>
        public bool IsKnown { get; }

        /// <summary>Whether it is one value for all.</summary>
        public bool IsShared { get; }

        private string Equation => $"{(variable.Contains('.') ? $"d({variable})" : $"d{variable}")}/dt = {ExprPrinter.Short(derivative, names)}";

        /// <summary>Of one value for all.</summary>
        public string? OfAll(bool mustBeFinite = true)
        {
            double found = new Slope(rate).At(_ => throw new InvalidOperationException("A value for all is a number."));
            string with = With(parameter => $"{parameter}");
            return !double.IsFinite(found) ? Endless(mustBeFinite, where, with) : found > 0 ? Grows(where, with) : null;
        }

        /// <summary>Of the values that cells have.</summary>
        public string? OfCells(CellValues values, bool mustBeFinite)
        {
            double[] found = values.Of(rate);
            int bad = mustBeFinite ? Array.FindIndex(found, value => !double.IsFinite(value)) : -1;
            int growing = bad >= 0 ? bad : Array.FindIndex(found, value => value > 0);
            if (growing < 0)
            {
                return null;
            }

            string cell = $"{where}, cell {growing}";
            string with = With(parameter => QuantityPrinter.Print(
                new Quantity(KernelUnits.ToSi(values.Of(parameter)[growing], parameter.Dimension), parameter.Dimension)));
            return bad >= 0 ? Endless(mustBeFinite, cell, with) : Grows(cell, with);
        }

        /// <summary>Of what can be drawn: in the corners of what nearly all draws keep to.</summary>
        public string? OfDraws()
        {
            var drawn = parameters.Where(node => !node.Parameter.IsUniform).ToList();
            if (drawn.Exists(node => node.Parameter.Values.NearlyAll is null))
            {
                return null;
            }

            drawn = [.. drawn.Take(MostCorners)];
            var slope = new Slope(rate);
            for (int corner = 0; corner < 1 << drawn.Count; corner++)
            {
                double At(ParameterExpr node)
                {
                    int place = drawn.FindIndex(other => other.Parameter == node.Parameter);
                    var (low, high) = node.Parameter.Values.NearlyAll!.Value;
                    return KernelUnits.FromSi(place >= 0 && (corner >> place & 1) == 1 ? high : low, node.Parameter.Dimension);
                }

                double found = slope.At(At);
                if (!(found <= 0) || double.IsInfinity(found))
                {
                    return $"{where}: {variable} may grow without end in some synapses, {Equation}{With(parameter => $"{parameter}")}; {Expected}";
                }
            }

            return null;
        }

        private string Grows(string place, string with) => $"{place}: {variable} grows without end, {Equation}{with}; {Expected}";

        private string? Endless(bool isError, string place, string with) => !isError ? null
            : throw new ArgumentException($"{place}: {Equation} has no finite rate{with}; expected a time constant of more than 0 ms.");

        // Numbers in the equation itself need no words.
        private string With(Func<Parameter, string> value)
            => parameters.Count == 0 ? "" : " where "
                + string.Join(", ", parameters.Select(node => $"{names.GetValueOrDefault(node.Parameter, "a parameter")} = {value(node.Parameter)}"));
    }

    /// <summary>An expression of parameters as a function of the drawn ones.</summary>
    private sealed class Slope(Expr rate)
    {
        private readonly ExpressionTape tape = new([rate]);

        /// <summary>The value where the drawn parameters, in kernel units, are what a function says.</summary>
        public double At(Func<ParameterExpr, double> value)
        {
            double[] inputs = [.. tape.Inputs.Select(input => value((ParameterExpr)input))], result = [0];
            tape.Evaluate(inputs, result);
            return result[0];
        }
    }
}
