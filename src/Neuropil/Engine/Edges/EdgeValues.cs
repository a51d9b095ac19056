using Neuropil.Compiler;

namespace Neuropil.Engine;

/// <summary>
/// The values with which a projection's synapses begin, in kernel units: drawn parameters, what follows from them, and the start of every
/// variable. A synapse's draws are keyed by projection, parameter and source, in the order of the source's synapses.
/// </summary>
internal sealed unsafe class EdgeValues(EdgeProjection projection, ProjectionRows rows, ulong seed, double timeStep)
{
    /// <summary>Fills all variables of a block.</summary>
    /// <exception cref="ArgumentException">A value is not finite, or not within the bounds of its parameter; the message names it.</exception>
    public void FillVariables(EdgeBlock block)
    {
        foreach (var variable in projection.Equations.Variables)
        {
            switch (variable.Scope)
            {
                case Scope.Source:
                    new Span<double>(block.Sources[variable.Symbol], block.Sources.Count).Fill(Shared(variable.Initial));
                    break;
                case Scope.Target:
                    new Span<double>(block.Targets[variable.Symbol], block.Targets.Count).Fill(Shared(variable.Initial));
                    break;
            }
        }

        FillEdgeVariables(block);
    }

    /// <summary>Fills the variables of a block's synapses, and leaves those at its ends.</summary>
    /// <exception cref="ArgumentException">As <see cref="FillVariables"/> throws it.</exception>
    public void FillEdgeVariables(EdgeBlock block)
    {
        foreach (var variable in projection.Equations.In(Scope.Edge))
        {
            Fill(block, variable.Initial, block.Store[variable.Symbol]);
        }
    }

    /// <summary>Fills a column of a block's synapses with the values of an expression of parameters.</summary>
    public void Fill(EdgeBlock block, Expr expression, double* column)
    {
        if (expression is ParameterExpr { Parameter.IsUniform: false } parameter)
        {
            Draw(block, parameter.Parameter, column);
            return;
        }

        var tape = new ExpressionTape([expression]);
        var columns = tape.Inputs.ConvertAll(input => input is ParameterExpr ? (nint)block.ParameterColumn(input) : 0);
        var inputs = columns.ConvertAll(_ => timeStep).ToArray();
        var result = new double[1];
        for (long edge = 0; edge < block.Store.Count; edge++)
        {
            if (edge == 0 || columns.Exists(values => values != 0))
            {
                for (int i = 0; i < inputs.Length; i++)
                {
                    inputs[i] = columns[i] == 0 ? timeStep : ((double*)columns[i])[edge];
                }

                tape.Evaluate(inputs, result);
                RequireFinite(result[0], expression);
            }

            column[edge] = result[0];
        }
    }

    /// <summary>The largest |value| of an expression of parameters among a block's synapses.</summary>
    public double LargestOf(EdgeBlock block, Expr expression)
    {
        if (Dependence.Nodes(expression).All(node => node is not ParameterExpr { Parameter.IsUniform: false }))
        {
            return Math.Abs(Shared(expression));
        }

        using var memory = new AlignedMemory(Math.Max(1, block.Store.Count) * sizeof(double));
        var column = (double*)memory.Address;
        Fill(block, expression, column);
        double largest = 0;
        for (long edge = 0; edge < block.Store.Count; edge++)
        {
            largest = Math.Max(largest, Math.Abs(column[edge]));
        }

        return largest;
    }

    private double Shared(Expr expression)
    {
        var tape = new ExpressionTape([expression]);
        var result = new double[1];
        tape.Evaluate(tape.Inputs.ConvertAll(_ => timeStep).ToArray(), result);
        RequireFinite(result[0], expression);
        return result[0];
    }

    private void Draw(EdgeBlock block, Parameter parameter, double* column)
    {
        bool isWeight = ReferenceEquals(parameter, projection.Projection.Weight);
        string name = projection.Equations.ParameterNames.GetValueOrDefault(parameter, "weight");
        var values = isWeight ? rows.Weights : rows.ValuesOf(parameter, name, seed);
        var bound = projection.Equations.ParameterBounds.GetValueOrDefault(parameter);
        int classes = projection.AxonalDelays.Length;
        rows.Run((reader, first, end) =>
        {
            double[] row = [];
            for (int source = first; source < end; source++)
            {
                var targets = values.NeedTargets ? reader.Targets(source) : [];
                int length = values.NeedTargets ? targets.Length : reader.Length(source);
                Array.Resize(ref row, Math.Max(row.Length, length));
                values.FillKernelValues(source, reader.First, targets, row.AsSpan(0, length));
                long begin = block.Store.RowStart[(long)source * classes];
                for (long edge = begin; edge < block.Store.RowStart[((long)source + 1) * classes]; edge++)
                {
                    long ordinal = block.Store.Ordinals == null ? block.Store.FirstOrdinals[source] + (edge - begin) : block.Store.Ordinals[edge];
                    double value = row[ordinal - reader.First];
                    if (bound is not null && KernelUnits.ToSi(value, parameter.Dimension) is var si && !bound.Holds(si))
                    {
                        string text = QuantityPrinter.Print(new Quantity(si, parameter.Dimension));
                        throw new ArgumentException(
                            $"Projection '{projection.Projection.Name}', a synapse of source {source}: "
                            + $"{bound.Message(name, text, parameter.Dimension)}");
                    }

                    column[edge] = value;
                }
            }
        });
    }

    private void RequireFinite(double value, Expr expression)
    {
        if (!double.IsFinite(value))
        {
            throw new ArgumentException($"Projection '{projection.Projection.Name}': {expression} is {value} at the start; expected a finite number.");
        }
    }
}
