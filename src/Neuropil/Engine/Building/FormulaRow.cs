using Neuropil.Compiler;

namespace Neuropil.Engine;

/// <summary>Evaluates a <see cref="SynapseFormula{T}"/> for a source's synapses; one for each thread. What it draws has streams of its own.</summary>
internal sealed class FormulaRow
{
    private readonly Dimension dimension;
    private readonly ulong seed;
    private readonly RandomPurpose purpose;
    private readonly ExpressionTape tape;
    private readonly double[]?[] lists; // of either end, by input
    private readonly bool[] areOfSource; // by input
    private readonly ulong[] families; // of draws, by input
    private readonly double[][] columns; // the values of the present row, by input
    private readonly double[] inputs;
    private readonly double[] result = new double[1];

    /// <summary>The formula for draws of a seed, a purpose and a family.</summary>
    public FormulaRow(FormulaValues formula, Dimension dimension, ulong seed, RandomPurpose purpose, ulong family)
    {
        (this.dimension, this.seed, this.purpose) = (dimension, seed, purpose);
        tape = new ExpressionTape([formula.Expression]);
        lists = [.. tape.Inputs.Select(input => Listed(formula.Source, input) ?? Listed(formula.Target, input))];
        areOfSource = [.. tape.Inputs.Select(input => ReferenceEquals(input, formula.Source.Index) || Listed(formula.Source, input) is not null)];
        families = [.. tape.Inputs.Select((_, i) => RandomStream.Entity(family, StableHash.Of($"formula {i}")))];
        columns = [.. tape.Inputs.Select(_ => Array.Empty<double>())];
        inputs = new double[columns.Length];
    }

    /// <summary>Writes the values of a source's synapses onto the given targets, from one place in its row on, in SI units.</summary>
    public void Fill(int source, int first, ReadOnlySpan<int> targets, Span<double> row)
    {
        for (int i = 0; i < columns.Length; i++)
        {
            Array.Resize(ref columns[i], Math.Max(columns[i].Length, row.Length));
            FillColumn(i, source, first, targets, columns[i].AsSpan(0, row.Length));
        }

        for (int synapse = 0; synapse < row.Length; synapse++)
        {
            for (int i = 0; i < inputs.Length; i++)
            {
                inputs[i] = columns[i][synapse];
            }

            tape.Evaluate(inputs, result);
            row[synapse] = KernelUnits.ToSi(result[0], dimension);
        }
    }

    private void FillColumn(int input, int source, int first, ReadOnlySpan<int> targets, Span<double> column)
    {
        if (tape.Inputs[input] is ParameterExpr { Parameter: var drawn })
        {
            var stream = new RandomStream(seed, purpose, RandomStream.Entity(families[input], (ulong)source));
            drawn.Values.Skip(ref stream, first);
            drawn.Values.Sample(ref stream, column);
            KernelScale.FromSi(column, drawn.Dimension);
            return;
        }

        for (int i = 0; i < column.Length; i++)
        {
            int cell = areOfSource[input] ? source : targets[i];
            column[i] = lists[input] is { } list ? list[cell] : cell;
        }
    }

    private static double[]? Listed(SynapseEnd end, Expr input)
    {
        if (end.Read.FirstOrDefault(each => ReferenceEquals(each.Symbol, input)).Values is not { } values)
        {
            return null;
        }

        var si = new double[values.Count!.Value];
        values.Fill(si, seed: 0, RandomPurpose.Parameter, family: 0, 0);
        return Array.ConvertAll(si, value => KernelUnits.FromSi(value, values.Dimension));
    }
}
