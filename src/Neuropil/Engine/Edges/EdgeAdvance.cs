namespace Neuropil.Engine;

/// <summary>
/// Brings variables that are advanced only when something happens to the present, before something other than an event changes them or what they depend on.
/// </summary>
internal static unsafe class EdgeAdvance
{
    /// <summary>All variables of a projection's synapses stand as they are at the beginning of a step.</summary>
    public static void ToNow(EdgeBlock block, double timeStep, long step)
    {
        var aging = block.Projection.Equations.Variables.Where(variable => variable.Derivative is not null && !variable.IsStepped).ToList();
        var formulas = aging.ConvertAll(variable => EdgeFormula.OfAged(variable, timeStep));
        var values = new double[aging.Count];
        AgeSources(block, step, aging, formulas, values);
        AgeEdges(block, step, aging, formulas, values);
    }

    private static void AgeSources(EdgeBlock block, long step, List<ScopedVariable> aging, List<EdgeFormula> formulas, double[] values)
    {
        int[] own = [.. Enumerable.Range(0, aging.Count).Where(i => aging[i].Scope == Scope.Source)];
        for (int source = 0; source < block.Sources.Count && own.Length > 0; source++)
        {
            foreach (int i in own)
            {
                values[i] = formulas[i].Value(block, edge: -1, source, step - block.Sources.LastEvent[source]);
            }

            foreach (int i in own)
            {
                block.Sources[aging[i].Symbol][source] = values[i];
            }

            block.Sources.LastEvent[source] = step;
        }
    }

    private static void AgeEdges(EdgeBlock block, long step, List<ScopedVariable> aging, List<EdgeFormula> formulas, double[] values)
    {
        int[] own = [.. Enumerable.Range(0, aging.Count).Where(i => aging[i].Scope == Scope.Edge)];
        if (own.Length == 0)
        {
            return;
        }

        new CanonicalEdges([block]).ForEach((_, edge, source, _) =>
        {
            foreach (int i in own)
            {
                values[i] = formulas[i].Value(block, edge, source, step - *block.Store.LastEventOf(source, edge));
            }

            foreach (int i in own)
            {
                block.Store[aging[i].Symbol][edge] = values[i];
            }
        });
        block.Store.SetLastEvents(step);
    }
}
