using Neuropil.Networks;

namespace Neuropil.Engine;

/// <summary>
/// Changes synapses between two steps: variables and plastic weights where they stand; weights that nothing else moves, room for plastic ones, and cuts by
/// making synapses anew; parameters by equations that have others.
/// </summary>
internal sealed class SynapseEditor(Network network, RunOptions options, NetworkAssembly assembly, EngineState state)
{
    private const string Weight = "w";

    /// <summary>
    /// What is to be noted when the weights, a variable or a parameter of synapses get other values, and what is to be done when it is; null for neither.
    /// </summary>
    /// <exception cref="ArgumentException">The value does not fit; the message names it.</exception>
    /// <exception cref="UnknownNameException">There is no such variable or parameter.</exception>
    public (Action<RunChanges>? Note, Action? Write) ChangeOf(Projection projection, string name, Parameter value, long step, RunChanges changes)
    {
        if (name is "delay" or "dendriticDelay")
        {
            throw new ArgumentException($"'{name}' of projection '{projection.Name}' cannot be changed while the network runs.");
        }

        var blocks = state.EdgeBlocksOf(projection);
        if (blocks.Count == 0)
        {
            return name == Weight ? (WeightChange(projection, value, changes), null)
                : throw UnknownNameException.For($"value of a synapse of '{projection.Name}' that can be set", name, [Weight]);
        }

        var equations = blocks[0].Projection.Equations;
        var found = NameSearch.Find($"variable or parameter of '{projection.Name}'", name, mainScope: null,
            equations.Variables.Select(variable => variable.Symbol).Append(equations.Weight).Distinct().Select(symbol => (symbol.Name, (Expr)symbol)),
            equations.Parameters.DistinctBy(one => one.Name).Select(one => (one.Name, (Expr)new ParameterExpr(one.Parameter))));
        return found is ParameterExpr parameter ? (ParameterChangeOf(projection, equations, parameter.Parameter, value), null)
            : equations.Find((Symbol)found) is { } variable ? VariableChange(projection, blocks, variable, value, step, changes)
            : (WeightChange(projection, value, changes), null);
    }

    /// <summary>Who connects to whom in a projection whose synapses may change.</summary>
    public GrownWiring WiringOf(Projection projection, RunChanges changes) => RowsOf(projection, changes).Wiring;

    /// <summary>The room that plastic weights without fixed bounds have, which is to stay while synapses come and go; 0 where that follows.</summary>
    public double RoomToKeep(Projection projection) => state.EdgeBlocksOf(projection) is [{ Projection: { Equations.IsWeightPlastic: true } edges }, ..]
        && !EdgeAssembly.HasFixedBounds(edges.Equations) ? edges.LargestWeight : 0;

    /// <summary>Throws where synapses could not read what they read of cells, once these have what is to be changed.</summary>
    /// <exception cref="ArgumentException">A parameter is to differ between cells; the message names it.</exception>
    public void RequireReadable(RunChanges now)
    {
        foreach (var events in state.Workers[0].Edges)
        {
            ReplacementsOfTarget(events.Block.Projection, now);
        }
    }

    /// <summary>Brings synapses from what is changed to what is to be changed.</summary>
    /// <param name="before">What is changed.</param>
    /// <param name="now">What is to be changed.</param>
    /// <param name="populations">The populations whose equations are others.</param>
    /// <param name="step">The step to come; null where states will be loaded.</param>
    public void Become(RunChanges before, RunChanges now, IReadOnlyList<int> populations, long? step)
    {
        var changed = network.Projections.Where(projection => AreOther(projection, before, now)).ToList();
        foreach (var edges in state.Workers[0].Edges.Select(events => events.Block.Projection))
        {
            bool readsChanged = populations.Contains(edges.TargetPopulation) && ReplacementsOfTarget(edges, now, before).Count > 0;
            if (readsChanged || !before.SynapseParametersOf(edges.Projection.Index).SequenceEqual(now.SynapseParametersOf(edges.Projection.Index)))
            {
                Renew(edges, now, step);
                changed.Add(edges.Projection);
            }
        }

        foreach (var coupling in changed.Where(projection => projection.Receptor is ICoupling && !projection.IsDynamic))
        {
            Relink(coupling, now);
        }

        var spiking = changed.Where(projection => projection.Receptor is not ICoupling || projection.IsDynamic).Distinct().ToList();
        if (spiking.Count == 0)
        {
            return;
        }

        assembly.Rows.Renew(now, spiking, step ?? 0);
        foreach (var worker in state.Workers)
        {
            worker.RenewRows(assembly.Rows.TablesOf(worker.Index), assembly.Rows.RegeneratedOf(worker.Index));
            foreach (var edges in worker.Edges.Select(events => events.Block).ToList())
            {
                worker.RenewEdges(assembly.Rows.Edges.BlockOf(edges.Projection.Projection, worker.Index));
                if (edges.Projection.IsCut)
                {
                    edges.Dendrites?.Clear();
                }
            }
        }

        if (step is { } present)
        {
            state.Workers.ForEach(worker => worker.Rows.Restore(state.Senders, present));
        }
    }

    private static bool AreOther(Projection projection, RunChanges before, RunChanges now)
    {
        int index = projection.Index;
        return before.CutProjections.Contains(index) != now.CutProjections.Contains(index)
            || !ReferenceEquals(before.Weights.GetValueOrDefault(index), now.Weights.GetValueOrDefault(index))
            || !ReferenceEquals(before.Wirings.GetValueOrDefault(index), now.Wirings.GetValueOrDefault(index))
            || before.Rooms.GetValueOrDefault(index) != now.Rooms.GetValueOrDefault(index);
    }

    private ProjectionRows RowsOf(Projection projection, RunChanges changes)
        => new(projection, network.Seed, options.TimeStep.SiValue, state.Workers.Count, grown: changes.Wirings.GetValueOrDefault(projection.Index));

    private (Action<RunChanges>? Note, Action? Write) VariableChange(
        Projection projection, List<EdgeBlock> blocks, ScopedVariable variable, Parameter value, long step, RunChanges now)
    {
        var edit = new VariableEdit(projection, blocks, variable, state.TimeStep, step);
        var change = edit.Set(value, RowsOf(projection, now));
        if (edit.IsWeight)
        {
            LookAtSign(projection, value);
        }

        return change;
    }

    // As where a projection is declared. A run that sets the same weight again and again says it once.
    private void LookAtSign(Projection projection, Parameter value)
    {
        if (WeightSigns.Fault($"Projection '{projection.Name}'", projection.Receptor, value) is not { } fault)
        {
            return;
        }

        if (projection.Receptor.NegativeWeights == NegativeWeights.Refused)
        {
            throw new ArgumentException(fault);
        }

        if (!assembly.Warnings.Contains(fault))
        {
            assembly.Warnings.Add(fault);
        }
    }

    private Action<RunChanges> WeightChange(Projection projection, Parameter value, RunChanges now)
    {
        var dimension = projection.Receptor.WeightDimension;
        CellSampling.RequireUnit(projection.Name, value, "the weight", dimension);
        LookAtSign(projection, value);
        if (!projection.IsStored && !value.IsUniform)
        {
            throw new ArgumentException(
                $"Projection '{projection.Name}' is not stored, and has no room for a weight of each synapse; expected one weight for all in place of {value}, "
                    + "or IsStored to be true.");
        }

        if (projection.Structure is not null && !value.IsUniform)
        {
            throw new ArgumentException(
                $"The synapses of projection '{projection.Name}' come and go, and a new one would have no weight of {value}; expected one weight for all.");
        }

        if (!value.IsUniform)
        {
            RequireMemory(projection);
        }

        var rows = RowsOf(projection, now);
        float[] weights = value.IsUniform ? [(float)KernelUnits.FromSi(value.UniformSi, dimension)]
            : value.Count is null ? rows.DrawnWeights(value)
            : Array.ConvertAll(SynapseSampling.Listed(projection, value, Weight, rows.Synapses(), "synapses"), weight => (float)weight);
        int bad = Array.FindIndex(weights, weight => !float.IsFinite(weight));
        return bad < 0 ? changes => changes.Weights[projection.Index] = weights
            : throw new ArgumentException(
                $"Projection '{projection.Name}': the weight of synapse {bad} is set to {weights[bad]}; expected a number that single precision can hold.");
    }

    // The list is kept, and synapses are made anew while the old ones still stand.
    private void RequireMemory(Projection projection)
    {
        var blocks = state.EdgeBlocksOf(projection);
        long anew = blocks.Count > 0 ? blocks.Sum(block => block.Bytes)
            : network.Projections.Where(each => each.Source.Population == projection.Source.Population && !each.IsDynamic && each.IsStored)
                .Sum(each => (long)MemoryEstimation.Synapses(each) * (each == projection || !each.Weight.IsUniform ? sizeof(ulong) : sizeof(uint)));
        assembly.RequireMemory($"A weight for each synapse of projection '{projection.Name}'",
            new MemoryPart("weights that are given", (long)MemoryEstimation.Synapses(projection) * sizeof(float)), new MemoryPart("synapses made anew", anew));
    }

    private static Action<RunChanges> ParameterChangeOf(Projection projection, SynapseEquations equations, Parameter parameter, Parameter value)
    {
        string name = equations.ParameterNames[parameter];
        CellSampling.RequireUnit(projection.Name, value, name, parameter.Dimension);
        var names = equations.Parameters.Where(one => ReferenceEquals(one.Parameter, parameter)).Select(one => one.Name).Distinct().ToList();
        string? fault = names.Count > 1 ? $"{string.Join(" and ", names)} are one object in the declaration, and would change together"
            : !parameter.IsUniform || !value.IsUniform ? "only one value that all synapses share can be replaced, by another such"
            : !ParameterReplacement.ReadBy(equations).Contains(parameter) ? "the equations, as they were declared, do not read it (or only for the start)"
            : equations.ParameterBounds.TryGetValue(parameter, out var bound) && !bound.Holds(value.UniformSi)
                ? bound.Message(name, value.ToString(), parameter.Dimension).TrimEnd('.')
            : null;
        return fault is null ? changes => changes.SynapseParameters[(projection.Index, name)] = value.UniformSi
            : throw new ArgumentException($"'{name}' of projection '{projection.Name}' cannot become {value}: {fault}.");
    }

    // What synapses read of their targets has the targets' parameters in it.
    private Dictionary<Parameter, Parameter> ReplacementsOfTarget(EdgeProjection edges, params RunChanges[] changes)
    {
        var read = ParameterReplacement.ReadBy(edges.Declared);
        var declared = assembly.Declared[edges.TargetPopulation]!.ParameterNames;
        var replaced = new Dictionary<Parameter, Parameter>(ReferenceEqualityComparer.Instance);
        foreach (var (name, change) in changes.SelectMany(one => one.ParametersOf(edges.TargetPopulation)))
        {
            var parameter = declared.First(pair => pair.Value == name).Key;
            if (read.Contains(parameter))
            {
                replaced.TryAdd(parameter, change.IsUniform ? change.AsParameter(parameter.Dimension)
                    : throw new ArgumentException(
                        $"The synapses of projection '{edges.Projection.Name}' read '{name}' of their targets, and so all cells must share its value."));
            }
        }

        return replaced;
    }

    private void Renew(EdgeProjection edges, RunChanges now, long? step)
    {
        var replaced = ReplacementsOfTarget(edges, now);
        foreach (var (name, si) in now.SynapseParametersOf(edges.Projection.Index))
        {
            var parameter = edges.Declared.ParameterNames.First(pair => pair.Value == name).Key;
            replaced[parameter] = new QuantityParameter(parameter.Dimension, new UniformValue(si, parameter.Dimension));
        }

        if (step is { } present)
        {
            state.EdgeBlocksOf(edges.Projection).ForEach(block => EdgeAdvance.ToNow(block, state.TimeStep, present));
        }

        edges.Equations = ParameterReplacement.In(edges.Declared, replaced);
        edges.Plans = Compiler.SynapsePlans.Of(edges.Equations, edges.AgeTogether);
    }

    private void Relink(Projection coupling, RunChanges now)
    {
        var (edges, _, _) = CouplingBuilder.Build(coupling, network.Seed, state.Workers.Count, now.Weights.GetValueOrDefault(coupling.Index));
        foreach (var link in state.Couplings.Where(link => link.Projection == coupling))
        {
            link.Edges = edges;
            link.IsCut = now.CutProjections.Contains(coupling.Index);
        }
    }
}
