namespace Neuropil.Compiler;

/// <summary>
/// From equations to a kernel plan. The order of the passes: compose the step's formulas; prepare them (share, collect uniform factors,
/// collect affine forms); lower them mechanism by mechanism to primitives; contract fused multiply-adds, after which nothing may reorder
/// arithmetic.
/// </summary>
internal static class KernelCompiler
{
    /// <summary>The plan of one population's step.</summary>
    /// <param name="system">The equations.</param>
    /// <param name="step">Their step.</param>
    /// <param name="isSingle">Whether numbers are single precision.</param>
    /// <param name="isCoupled">Whether a port takes what couplings bring; else it counts spikes' weights.</param>
    public static KernelPlan Plan(
        EquationSystem system, StepEquations step, bool isSingle, Func<ArrivalPort, bool>? isCoupled = null)
    {
        var lowering = new KernelLowering(isSingle);
        foreach (var state in system.States)
        {
            lowering.AddColumn(ColumnKind.State, state.Symbol);
        }

        foreach (var port in system.Ports)
        {
            _ = isCoupled?.Invoke(port) ?? false ? lowering.AddColumn(ColumnKind.Coupled, port.Symbol) : lowering.AddArrivals(port.Symbol);
        }

        foreach (var draw in step.Draws)
        {
            lowering.AddColumn(ColumnKind.Draw, draw);
        }

        foreach (var (output, _) in step.Outputs)
        {
            lowering.AddColumn(ColumnKind.Output, output);
        }

        if (step.Refractory is { } refractory)
        {
            lowering.AddColumn(ColumnKind.Refractory, refractory);
        }

        var borders = LowerByMechanism(system, step, lowering);
        var graph = lowering.Graph;
        foreach (var port in system.Ports)
        {
            int column = lowering.ColumnOf(port.Symbol);
            graph.Stores.Add(new KernelStore(column, lowering.Columns[column].Kind == ColumnKind.Arrival ? graph.NoArrivals() : graph.Constant(0)));
        }

        return Finish(lowering, borders, step.Assignments, step.Spiked, fault: null, step.Watched);
    }

    /// <summary>The plan of a kernel that replaces the values of columns by functions of them, cell by cell, and nothing else.</summary>
    public static KernelPlan Plan(IReadOnlyList<(Symbol Column, Expr Value)> assignments, bool isSingle)
    {
        var lowering = new KernelLowering(isSingle);
        foreach (var (column, _) in assignments)
        {
            lowering.AddColumn(ColumnKind.State, column);
        }

        var prepared = lowering.Prepare(assignments.Select(row => row.Value));
        for (int i = 0; i < prepared.Count; i++)
        {
            lowering.Graph.Stores.Add(new KernelStore(i, lowering.Lower(prepared[i])));
        }

        return Finish(lowering, [], assignments, spiked: null, fault: null, watched: []);
    }

    /// <summary>
    /// The plan of what happens to entities (synapses, or the cells at their ends) at an event: new values of columns, and where something is at fault.
    /// </summary>
    public static KernelPlan Plan(IReadOnlyList<(ColumnKind Kind, Symbol Symbol)> columns, IReadOnlyList<(Symbol Column, Expr Value)> assignments, Expr? fault)
    {
        var lowering = new KernelLowering(isSingle: false);
        foreach (var (kind, symbol) in columns)
        {
            lowering.AddColumn(kind, symbol);
        }

        var prepared = lowering.Prepare(assignments.Select(row => row.Value).Concat(fault is null ? [] : [fault]));
        for (int i = 0; i < assignments.Count; i++)
        {
            lowering.Graph.Stores.Add(new KernelStore(lowering.ColumnOf(assignments[i].Column), lowering.Lower(prepared[i])));
        }

        lowering.Graph.NotFinite = fault is null ? -1 : lowering.Lower(prepared[^1]);
        return Finish(lowering, [], assignments, spiked: null, fault, watched: []);
    }

    // After contraction nothing may reorder arithmetic.
    private static KernelPlan Finish(
        KernelLowering lowering,
        List<int> borders,
        IReadOnlyList<(Symbol Column, Expr Value)> assignments,
        Expr? spiked,
        Expr? fault,
        IReadOnlyList<WatchedValue> watched)
    {
        var numbered = ScheduledUniforms.Number(lowering.Graph, lowering.RunUniforms.Count);
        var (contracted, newBorders) = FusedMultiplyAddContraction.Apply(numbered, borders);
        KernelVerifier.Verify([contracted], lowering.Columns, lowering.RunUniforms.Count + lowering.StepUniforms.Count);
        return new KernelPlan
        {
            Columns = lowering.Columns,
            RunUniforms = lowering.RunUniforms,
            StepUniforms = lowering.StepUniforms,
            Assignments = assignments,
            Spiked = spiked,
            Fault = fault,
            Watched = watched,
            Graph = contracted,
            Borders = newBorders,
            IsSingle = numbered.IsSingle,
            Exponentials = lowering.ExponentialCount,
        };
    }

    // Lowers what depends on one mechanism's states (and on the voltage, which all see) before the next, so that a mechanism's nodes stand
    // together and a sum over mechanisms grows by one term after each: the borders are then cheap places to cut.
    private static List<int> LowerByMechanism(EquationSystem system, StepEquations step, KernelLowering lowering)
    {
        var formulas = step.Assignments.Select(row => row.Value).ToList();
        var prepared = lowering.Prepare([.. formulas, .. step.Watched.Select(value => value.Value), .. step.Spiked is null ? [] : new[] { step.Spiked }]);
        var watched = prepared.GetRange(formulas.Count, step.Watched.Count);
        var watch = new FiniteWatch(lowering.Graph);

        var mechanismOf = system.States.ToDictionary(state => state.Symbol, state => state.Mechanism);
        foreach (var port in system.Ports)
        {
            mechanismOf[port.Symbol] = port.Receptor;
        }

        var available = new HashSet<Symbol>(mechanismOf.Where(pair => pair.Value.Length == 0).Select(pair => pair.Key));
        var slices = new MechanismSlices(lowering);
        var borders = new List<int>();
        foreach (string mechanism in mechanismOf.Values.Where(name => name.Length > 0).Distinct())
        {
            var own = mechanismOf.Where(pair => pair.Value == mechanism).Select(pair => pair.Key).ToHashSet();
            available.UnionWith(own);
            slices.Lower(prepared, own, available);
            watched.Where(lowering.IsLowered).ToList().ForEach(value => watch.Add(lowering.Lower(value)));
            borders.Add(lowering.Graph.Nodes.Count);
        }

        for (int i = 0; i < formulas.Count; i++)
        {
            int column = lowering.ColumnOf(step.Assignments[i].Variable);
            int value = lowering.Lower(prepared[i]);
            lowering.Graph.Stores.Add(new KernelStore(column, value) { IsSeldomNew = IsSeldomNew(lowering, column, value) });
        }

        lowering.Graph.Spiked = step.Spiked is null ? -1 : lowering.Lower(prepared[^1]);
        watched.ForEach(value => watch.Add(lowering.Lower(value)));
        Watch(step, watched.ConvertAll(lowering.Lower), watch, lowering.Graph);
        return borders;
    }

    // The steps of refractoriness are nearly always zero and stay so; and what changes at events alone is what it was in all other steps.
    private static bool IsSeldomNew(KernelLowering lowering, int column, int value)
    {
        var node = lowering.Graph[value];
        return lowering.Columns[column].Kind == ColumnKind.Refractory
            || (node.Operation == KernelOperation.Select && lowering.Graph[node.C] is { IsLoad: true } kept && kept.A == column);
    }

    // Both a spike and a number that is not finite are rare, so that one branch serves both.
    private static void Watch(StepEquations step, List<int> watched, FiniteWatch watch, KernelGraph graph)
    {
        graph.NotFinite = watch.Suspect();
        if (graph.Spiked >= 0 && graph.NotFinite >= 0)
        {
            graph.Alarm = graph.Or(graph.Spiked, graph.NotFinite);
        }

        foreach (int value in watched.Where((_, i) => step.Watched[i].IsOverwritten))
        {
            graph.Overwritten.Add(graph.Not(graph.Less(graph.Absolute(value), graph.Constant(double.PositiveInfinity))));
        }
    }
}
