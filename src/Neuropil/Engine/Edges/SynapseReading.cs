using Neuropil.Compiler;

namespace Neuropil.Engine;

/// <summary>
/// Makes the table of a projection's synapses: from the stores where they have state, variables advanced to the present; else from the rule and
/// the draws that made them.
/// </summary>
internal static unsafe class SynapseReading
{
    public static SynapseTable Of(Projection projection, EngineState state, RunOptions options, ulong seed, RunChanges changes, long step)
    {
        var blocks = state.EdgeBlocksOf(projection);
        var table = blocks.Count > 0 ? Read(blocks, state.TimeStep, step)
            : Draw(projection, options, seed, state.TimeStep, changes);
        return changes.CutProjections.Contains(projection.Index) ? table.WithoutSynapses() : table;
    }

    private static SynapseTable Read(List<EdgeBlock> blocks, double timeStep, long step)
    {
        var edges = new CanonicalEdges(blocks);
        var projection = blocks[0].Projection;
        var equations = projection.Equations;
        var columns = new Dictionary<string, (Dimension, double[])>(StringComparer.Ordinal);
        if (!equations.IsWeightPlastic)
        {
            columns[equations.Weight.Name] =
                (equations.Weight.Dimension,
                edges.Collect((block, edge, _) => (block.Store.Weights == null ? block.Store.Weight : block.Store.Weights[edge]) * block.Store.WeightUnit));
        }

        foreach (var variable in equations.Variables)
        {
            columns[variable.Symbol.Name] = (variable.Symbol.Dimension, variable.Derivative is null || variable.IsStepped
                ? edges.Collect((block, edge, source) => *EdgeFormula.Place(block, variable, edge, source))
                : Advanced(edges, variable, timeStep, step));
        }

        if (!projection.IsCoupling)
        {
            AddDelays(columns, edges, projection, timeStep);
        }

        int first = projection.Projection.Source.Start;
        return new SynapseTable(
            projection.Projection, edges.Collect((_, _, source) => first + source), edges.Collect((block, edge, _) => block.Store.Targets[edge]), columns);
    }

    private static void AddDelays(Dictionary<string, (Dimension, double[])> columns, CanonicalEdges edges, EdgeProjection projection, double timeStep)
    {
        columns["delay"] = (Time.Dimension, edges.Collect((block, edge, source)
            => projection.AxonalDelays[block.Store.GroupOf(source, edge) % projection.AxonalDelays.Length] * timeStep));
        columns["dendriticDelay"] = (Time.Dimension, edges.Collect((block, edge, _)
            => (block.Store.DendriticDelays == null ? block.Store.DendriticDelay : block.Store.DendriticDelays[edge]) * timeStep));
    }

    // The value at the beginning of the step, of a variable that was last looked at some time ago.
    private static double[] Advanced(CanonicalEdges edges, ScopedVariable variable, double timeStep, long step)
    {
        var formula = EdgeFormula.OfAged(variable, timeStep);
        return edges.Collect((block, edge, source)
            => formula.Value(block, edge, source,
                step - (variable.Scope == Scope.Source ? block.Sources.LastEvent[source] : *block.Store.LastEventOf(source, edge))));
    }

    private static SynapseTable Draw(Projection projection, RunOptions options, ulong seed, double timeStep, RunChanges changes)
    {
        var rows = new ProjectionRows(projection, seed, options.TimeStep.SiValue, threads: 1, changes.Weights.GetValueOrDefault(projection.Index),
            changes.Wirings.GetValueOrDefault(projection.Index));
        var (sources, targets) = (new List<int>(), new List<int>());
        var (weights, delays, dendrites) = (new List<double>(), new List<double>(), new List<double>());
        rows.Run((reader, first, end) =>
        {
            for (int source = first; source < end; source++)
            {
                var row = reader.Targets(source);
                foreach (int target in row)
                {
                    sources.Add(projection.Source.Start + source);
                    targets.Add(projection.Target.Start + target);
                }

                foreach (float weight in reader.Weights(source, row.Length))
                {
                    weights.Add(weight);
                }

                foreach (int delay in reader.Delays(source, row.Length))
                {
                    delays.Add(delay * timeStep);
                }

                foreach (int delay in reader.DendriticDelays(source, row.Length))
                {
                    dendrites.Add(delay * timeStep);
                }
            }
        });
        var columns = new Dictionary<string, (Dimension, double[])>(StringComparer.Ordinal) { ["w"] = (projection.Receptor.WeightDimension, [.. weights]) };
        if (projection.Receptor is not ICoupling)
        {
            columns["delay"] = (Time.Dimension, [.. delays]);
            columns["dendriticDelay"] = (Time.Dimension, [.. dendrites]);
        }

        return new SynapseTable(projection, [.. sources], [.. targets], columns);
    }
}
