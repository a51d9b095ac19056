using Neuropil.Compiler;

namespace Neuropil.Engine;

/// <summary>A formula of the variables and parameters of synapses as they stand in memory, and of the time since their last event.</summary>
internal sealed unsafe class EdgeFormula
{
    private readonly Symbol age = new("age", Time.Dimension, SymbolKind.State);
    private readonly ExpressionTape tape;
    private readonly double timeStep;
    private readonly double[] inputs;
    private readonly double[] result = new double[1];

    /// <summary>A formula; what it is of the time since the last event is asked for with a symbol of that time.</summary>
    public EdgeFormula(Func<Symbol, Expr> formulaOf, double timeStep)
    {
        this.timeStep = timeStep;
        tape = new ExpressionTape([formulaOf(age)]);
        inputs = new double[tape.Inputs.Count];
    }

    /// <summary>A variable as it has become since the last event that advanced it.</summary>
    public static EdgeFormula OfAged(ScopedVariable variable, double timeStep) => new(age => LazyAdvance.Value(variable, age), timeStep);

    /// <summary>The value for a synapse, or for the cell at one of its ends.</summary>
    /// <param name="block">Where the synapse is.</param>
    /// <param name="edge">Its place; that of any synapse of the cell for what the cell has; unused for a source's.</param>
    /// <param name="source">Its source, by number in the slice.</param>
    /// <param name="stepsSince">Steps since its last event.</param>
    public double Value(EdgeBlock block, long edge, int source, double stepsSince)
    {
        for (int i = 0; i < inputs.Length; i++)
        {
            inputs[i] = tape.Inputs[i] switch
            {
                ParameterExpr parameter => block.ParameterColumn(parameter)[edge],
                Symbol symbol when ReferenceEquals(symbol, age) => stepsSince * timeStep,
                Symbol { Kind: SymbolKind.TimeStep } => timeStep,
                Symbol symbol => *Place(block, block.Projection.Equations.Find(symbol)!, edge, source),
                var other => throw new InvalidOperationException($"'{other}' has no value for a synapse."),
            };
        }

        tape.Evaluate(inputs, result);
        return result[0];
    }

    /// <summary>Where a variable of a synapse stands.</summary>
    public static double* Place(EdgeBlock block, ScopedVariable variable, long edge, int source) => variable.Scope switch
    {
        Scope.Source => block.Sources[variable.Symbol] + source,
        Scope.Target => block.Targets[variable.Symbol] + (block.Store.Targets[edge] - block.Targets.First),
        _ => block.Store[variable.Symbol] + edge,
    };
}
