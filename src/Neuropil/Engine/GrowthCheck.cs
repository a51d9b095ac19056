using Neuropil.Compiler;

namespace Neuropil.Engine;

/// <summary>
/// Looks at how fast variables of synapses and receptors relax, before anything happens: a time constant of zero is an error that names it, one below zero a
/// warning, since what should decay then grows. Models of the library have bounds of their own; a text can give any name to a time constant.
/// </summary>
internal static class GrowthCheck
{
    /// <summary>What the equations of a projection's synapses grow by.</summary>
    /// <exception cref="ArgumentException">A rate is not finite; the message names the variable, its equation and the parameters in it.</exception>
    public static IEnumerable<string> Warnings(string projection, SynapseEquations equations)
        => equations.Variables.Where(variable => variable.Derivative is not null && variable.Bounds is null)
            .Select(variable => Warning($"Projection '{projection}'", variable.Symbol, variable.Derivative!, equations.ParameterNames)).OfType<string>();

    /// <summary>What the equations of a population's receptors grow by.</summary>
    /// <exception cref="ArgumentException">As for synapses.</exception>
    public static IEnumerable<string> Warnings(string population, EquationSystem equations)
        => equations.States.Where(state => state.Phase == UpdatePhase.Receptor && state.Update is null)
            .Select(state => Warning($"Population '{population}'", state.Symbol, state.Derivative, equations.ParameterNames)).OfType<string>();

    private static string? Warning(string where, Symbol variable, Expr derivative, IReadOnlyDictionary<Parameter, string> names)
    {
        var rate = Derivative.Of(derivative, variable);
        if (Dependence.Nodes(rate).Any(node => node is Symbol or ParameterExpr { Parameter.IsUniform: false }))
        {
            return null;
        }

        var tape = new ExpressionTape([rate]);
        double[] inputs = [.. tape.Inputs.Select(_ => 0.0)], result = [0];
        tape.Evaluate(inputs, result);
        string equation = $"d{variable.Name}/dt = {ExprPrinter.Short(derivative)}";
        string with = string.Join(", ", Dependence.Nodes(rate).OfType<ParameterExpr>().Select(node => node.Parameter).Distinct()
            .Select(parameter => $"{names.GetValueOrDefault(parameter, "a parameter")} = {parameter}"));
        return !double.IsFinite(result[0])
            ? throw new ArgumentException($"{where}: {equation} has no finite rate where {with}; expected a time constant of more than 0 ms.")
            : result[0] > 0 ? $"{where}: {variable.Name} grows without end, {equation} where {with}; expected a time constant of more than 0 ms, or bounds."
            : null;
    }
}
