using Neuropil.Compiler;

namespace Neuropil.Engine;

/// <summary>A quantity of the cells of a population as it is between two steps, by the base library's functions. One thread uses it at a time.</summary>
internal sealed class CellFormula
{
    private readonly StateBlock block;
    private readonly ExpressionTape tape;
    private readonly int[] columns;
    private readonly int[] earlyPlaces;
    private readonly double[]?[] fixedInputs;
    private readonly double[] inputs;
    private readonly double[] output = new double[1];

    /// <summary>The formula of a quantity over the columns of a block, and what does not change while running.</summary>
    public CellFormula(StateBlock block, CellValues values, Expr expression)
    {
        this.block = block;
        tape = new ExpressionTape([expression]);
        columns = [.. tape.Inputs.Select(input => input is Symbol { Kind: SymbolKind.State } state ? block.Plan.IndexOf(ColumnKind.State, state.Name) : -1)];
        var late = block.Equations.States.Where(state => state.Phase == UpdatePhase.Receptor).Select(state => state.Symbol.Name).ToHashSet();
        EarlyColumns = [.. tape.Inputs.OfType<Symbol>().Where(symbol => symbol.Kind == SymbolKind.State && !late.Contains(symbol.Name))
            .Select(symbol => block.Plan.IndexOf(ColumnKind.State, symbol.Name)).Order()];
        earlyPlaces = [.. columns.Select(column => column < 0 ? -1 : EarlyColumns.IndexOf(column))];
        fixedInputs = [.. tape.Inputs.Select(input => FixedInput(input, values))];
        inputs = new double[columns.Length];
        Column = expression is Symbol { Kind: SymbolKind.State } ? columns[0] : -1;
    }

    /// <summary>The column of a quantity that is a state variable; -1 for any other.</summary>
    public int Column { get; }

    /// <summary>The columns of the state variables that the quantity reads and that do not advance with the receptors.</summary>
    public List<int> EarlyColumns { get; }

    /// <summary>The value of a cell, in kernel units.</summary>
    /// <param name="cell">The cell.</param>
    /// <param name="time">The time in ms.</param>
    /// <param name="kept">What the early columns held when that was the time; empty where they still do.</param>
    public double Value(int cell, double time, ReadOnlySpan<double> kept = default)
    {
        if (Column >= 0)
        {
            return block[Column, cell];
        }

        for (int i = 0; i < inputs.Length; i++)
        {
            inputs[i] = kept.Length > 0 && earlyPlaces[i] >= 0 ? kept[earlyPlaces[i]]
                : columns[i] >= 0 ? block[columns[i], cell]
                : fixedInputs[i] is { } values ? values[values.Length == 1 ? 0 : cell]
                : time;
        }

        tape.Evaluate(inputs, output);
        return output[0];
    }

    /// <summary>What of a quantity exists only within a step, so that it cannot be asked for between two; null where there is nothing of the kind.</summary>
    public static Symbol? PassingPartOf(Expr quantity)
        => Dependence.Symbols(quantity).FirstOrDefault(symbol => symbol.Kind is not (SymbolKind.State or SymbolKind.Time or SymbolKind.TimeStep));

    // The values of an input that does not change while running; null for a column and for the time.
    private static double[]? FixedInput(Expr input, CellValues values) => input switch
    {
        ParameterExpr parameter => values.Of(parameter.Parameter),
        Symbol { Kind: SymbolKind.TimeStep } => [values.TimeStep],
        Symbol { Kind: SymbolKind.State or SymbolKind.Time } => null,
        _ => throw new InvalidOperationException($"'{input}' exists only within a step."),
    };
}
