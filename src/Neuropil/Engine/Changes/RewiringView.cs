using Neuropil.Compiler;

namespace Neuropil.Engine;

/// <summary>The synapses and cells of a projection as they are between two steps.</summary>
internal sealed unsafe class RewiringView(Projection projection, SynapseTable synapses, EngineState state, Func<PopulationSlice, string, CellQuantity> cells,
    Time time, long step) : IRewiringView
{
    private readonly List<EdgeBlock> blocks =
        [.. state.Workers.SelectMany(worker => worker.Edges).Select(events => events.Block).Where(block => block.Projection.Projection == projection)];

    public string Name => projection.Name;

    public Time Time => time;

    public int SourceCount => projection.Source.Count;

    public int TargetCount => projection.Target.Count;

    public IReadOnlyList<int> Sources { get; } = [.. synapses.Sources.Select(cell => cell - projection.Source.Start)];

    public IReadOnlyList<int> Targets { get; } = [.. synapses.Targets.Select(cell => cell - projection.Target.Start)];

    public bool Allows(int source, int target) => projection.Rule.SelfConnections || projection.Ends.TargetOfSelf(source) != target;

    public (Dimension Dimension, double[] Kernel) SynapseValues(string name) => synapses.KernelValuesOf(name);

    // What the projection's own models have of the cell stands before what the cell has.
    public (Dimension Dimension, double[] Kernel) SourceValues(string name)
        => Find(Scope.Source, name) is { } variable ? (variable.Symbol.Dimension, OfSources(variable)) : cells(projection.Source, name).Kernel;

    public (Dimension Dimension, double[] Kernel) TargetValues(string name)
        => Find(Scope.Target, name) is { } variable
            ? (variable.Symbol.Dimension, OfTargets(variable))
            : cells(projection.Target, name).Kernel;

    private ScopedVariable? Find(Scope scope, string name)
    {
        var own = blocks.Count == 0 ? [] : blocks[0].Projection.Equations.In(scope).ToList();
        return own.Find(variable => variable.Symbol.Name == name) ?? own.Find(variable => variable.Symbol.Name.EndsWith("." + name, StringComparison.Ordinal));
    }

    // The workers' ranges ascend, and make up the target.
    private double[] OfTargets(ScopedVariable variable)
        => [.. blocks.SelectMany(block => new ReadOnlySpan<double>(block.Targets[variable.Symbol], block.Targets.Count).ToArray())];

    // All workers have the same; what is advanced at events alone is brought to the present.
    private double[] OfSources(ScopedVariable variable)
    {
        var block = blocks[0];
        var values = new ReadOnlySpan<double>(block.Sources[variable.Symbol], block.Sources.Count).ToArray();
        if (variable.Derivative is not null && !variable.IsStepped)
        {
            var formula = new EdgeFormula(age => LazyAdvance.Value(variable, age), state.TimeStep);
            for (int source = 0; source < values.Length; source++)
            {
                values[source] = formula.Value(block, edge: -1, source, step - block.Sources.LastEvent[source]);
            }
        }

        return values;
    }
}
