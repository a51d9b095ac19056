namespace Neuropil.Engine;

/// <summary>Gives a variable of synapses, or of the cells at one end of a projection, other values where it stands.</summary>
/// <param name="projection">The projection.</param>
/// <param name="blocks">Its synapses, those of one worker after another.</param>
/// <param name="variable">The variable.</param>
/// <param name="timeStep">The time step in kernel units.</param>
/// <param name="step">The step to come.</param>
internal sealed unsafe class VariableEdit(Projection projection, List<EdgeBlock> blocks, ScopedVariable variable, double timeStep, long step)
{
    private readonly SynapseEquations equations = blocks[0].Projection.Equations;

    private string Name => variable.Symbol.Name;

    /// <summary>Whether the variable is the weight.</summary>
    public bool IsWeight => ReferenceEquals(variable.Symbol, equations.Weight);

    /// <summary>Looks at the values, and says how they are set.</summary>
    /// <returns>
    /// The room that a plastic weight needs from now on, where that is more than it has, null where nothing is to be noted; and what writes the values, when
    /// there is that room.
    /// </returns>
    /// <exception cref="ArgumentException">A value has another unit, is not finite, or is beyond its bounds; the message names it.</exception>
    public (Action<RunChanges>? Note, Action Write) Set(Parameter value, ProjectionRows rows)
    {
        CellSampling.RequireUnit(projection.Name, value, Name, variable.Symbol.Dimension);
        var values = variable.Scope switch
        {
            Scope.Source => OfCells(projection.Source, value),
            Scope.Target => OfCells(projection.Target, value),
            _ => OfSynapses(value, rows),
        };
        int bad = Array.FindIndex(values, one => !float.IsFinite((float)one));
        if (bad >= 0)
        {
            throw new ArgumentException($"Projection '{projection.Name}': value {bad} of {Name} is set to {values[bad]}; expected a finite number.");
        }

        blocks.ForEach(block => EdgeAdvance.ToNow(block, timeStep, step));
        RequireWithinBounds(values);
        double largest = values.Select(Math.Abs).DefaultIfEmpty(0).Max();
        return (!IsWeight || largest <= blocks[0].Projection.LargestWeight ? null
            : changes => changes.Rooms[projection.Index] = EdgeAssembly.RoomToGrow * largest, () => Write(values));
    }

    private double[] OfCells(PopulationSlice cells, Parameter value)
        => value.Count is not null ? SynapseSampling.Listed(projection, value, Name, cells.Count, $"cells at the {variable.Scope}".ToLowerInvariant())
            : value.IsUniform ? [.. Enumerable.Repeat(KernelUnits.FromSi(value.UniformSi, value.Dimension), cells.Count)]
            : throw new ArgumentException(
                $"Projection '{projection.Name}': {Name} belongs to cells at the {variable.Scope}; give one value, or a list with one for each, in place of "
                    + $"{value}.");

    // A weight is drawn as the declaration's is; what else is drawn is another at each step.
    private double[] OfSynapses(Parameter value, ProjectionRows rows)
    {
        if (value.Count is not null)
        {
            return SynapseSampling.Listed(projection, value, Name, rows.Synapses(), "synapses");
        }

        return value.IsUniform ? [.. Enumerable.Repeat(KernelUnits.FromSi(value.UniformSi, value.Dimension), checked((int)rows.Synapses()))]
            : IsWeight ? rows.Collect(rows.WeightsOf(value), one => one)
            : rows.Collect(rows.ValuesOf(value, step == 0 ? Name : $"{Name} at step {step}"), one => one);
    }

    private void RequireWithinBounds(double[] values) => EdgeBounds.Of(blocks[0].Projection, variable, timeStep)?.Require(
        blocks,
        "is set to",
        (block, edge, source, place) => values[variable.Scope switch
        {
            Scope.Source => source,
            Scope.Target => block.Store.Targets[edge] - projection.Target.Start,
            _ => place,
        }]);

    private void Write(double[] values)
    {
        switch (variable.Scope)
        {
            case Scope.Source:
                blocks.ForEach(block => values.CopyTo(new Span<double>(block.Sources[variable.Symbol], block.Sources.Count)));
                break;
            case Scope.Target:
                blocks.ForEach(block => values.AsSpan(block.Targets.First - projection.Target.Start, block.Targets.Count)
                    .CopyTo(new Span<double>(block.Targets[variable.Symbol], block.Targets.Count)));
                break;
            default:
                new CanonicalEdges(blocks).ForEach((block, edge, _, place) => block.Store[variable.Symbol][edge] = values[place]);
                break;
        }
    }
}
