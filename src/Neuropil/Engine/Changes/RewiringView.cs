using System.Diagnostics.CodeAnalysis;
using Neuropil.Compiler;

namespace Neuropil.Engine;

/// <summary>The synapses and cells of a projection as they are between two steps. What a rule does not ask for is not read.</summary>
internal sealed unsafe class RewiringView : IRewiringView
{
    private readonly Projection projection;
    private readonly EngineState state;
    private readonly Lazy<SynapseTable> synapses;
    private readonly Func<PopulationSlice, string, CellQuantity> cells;
    private readonly long step;
    private readonly List<EdgeBlock> blocks;

    /// <summary>A view of a projection.</summary>
    /// <param name="projection">The projection.</param>
    /// <param name="wiring">Who connects to whom.</param>
    /// <param name="state">The engine.</param>
    /// <param name="synapses">Reads the synapses.</param>
    /// <param name="cells">Reads a quantity of cells.</param>
    /// <param name="time">The simulated time.</param>
    /// <param name="step">The step to come.</param>
    public RewiringView(Projection projection, GrownWiring wiring, EngineState state, Func<Projection, SynapseTable> synapses,
        Func<PopulationSlice, string, CellQuantity> cells, Time time, long step)
    {
        (this.projection, this.state, this.cells, this.step, Time) = (projection, state, cells, step, time);
        this.synapses = new Lazy<SynapseTable>(() => synapses(projection));
        blocks = state.EdgeBlocksOf(projection);
        (Sources, Targets) = wiring.Pairs();
    }

    public string Name => projection.Name;

    public Time Time { get; }

    public int SourceCount => projection.Source.Count;

    public int TargetCount => projection.Target.Count;

    public IReadOnlyList<int> Sources { get; }

    public IReadOnlyList<int> Targets { get; }

    public bool Allows(int source, int target) => projection.Rule.SelfConnections || projection.Ends.TargetOfSelf(source) != target;

    public (Dimension Dimension, double[] Kernel) SynapseValues(string name) => synapses.Value.Find(name);

    // What the projection's own models have of the cell stands before what the cell has.
    public (Dimension Dimension, double[] Kernel) SourceValues(string name)
        => TryFind(Scope.Source, name, out var variable) ? (variable.Symbol.Dimension, OfSources(variable)) : cells(projection.Source, name).Kernel;

    public (Dimension Dimension, double[] Kernel) TargetValues(string name)
        => TryFind(Scope.Target, name, out var variable) ? (variable.Symbol.Dimension, OfTargets(variable)) : cells(projection.Target, name).Kernel;

    private bool TryFind(Scope scope, string name, [MaybeNullWhen(false)] out ScopedVariable variable)
    {
        var own = blocks.Count == 0 ? [] : blocks[0].Projection.Equations.In(scope).Select(each => (each.Symbol.Name, each));
        return NameSearch.TryFind($"variable of the {scope} of '{projection.Name}'", name, mainScope: null, out variable, own);
    }

    // The workers' ranges ascend, and make up the target.
    private double[] OfTargets(ScopedVariable variable)
    {
        var target = projection.Target;
        var values = new double[target.Count];
        foreach (var block in blocks)
        {
            new ReadOnlySpan<double>(block.Targets[variable.Symbol], block.Targets.Count).CopyTo(values.AsSpan(block.Targets.First - target.Start));
        }

        if (state.IsDivided)
        {
            int population = blocks[0].Projection.TargetPopulation;
            RankWork.Complete(state.Ranks, MeetingKind.Reading, step, values.AsSpan(), rank =>
            {
                var (begin, end) = state.RangesOfRanks[rank][population];
                int first = Math.Clamp(begin - target.Start, 0, target.Count);
                return (first, Math.Clamp(end - target.Start, first, target.Count));
            });
        }

        return values;
    }

    // All workers have the same; what is advanced at events alone is brought to the present.
    private double[] OfSources(ScopedVariable variable)
    {
        var block = blocks[0];
        var values = new ReadOnlySpan<double>(block.Sources[variable.Symbol], block.Sources.Count).ToArray();
        if (variable.Derivative is not null && !variable.IsStepped)
        {
            var formula = EdgeFormula.OfAged(variable, state.TimeStep);
            for (int source = 0; source < values.Length; source++)
            {
                values[source] = formula.Value(block, edge: -1, source, step - block.Sources.LastEvent[source]);
            }
        }

        return values;
    }
}
