namespace Neuropil.Engine;

/// <summary>Says of a fault in a synapse where it is, when it was found, and what the synapse's values are.</summary>
internal static unsafe class SynapseFaultText
{
    public static string Of(SynapseFault fault, EngineState state, Time timeStep)
    {
        var blocks = state.Workers.SelectMany(worker => worker.Edges).Select(events => events.Block)
            .Where(block => block.Projection.Projection.Index == fault.Projection).ToList();
        var projection = blocks[0].Projection;
        string where = (fault.Source, fault.Target) switch
        {
            (_, -1) => $"source cell {fault.Source}",
            (-1, _) => $"target cell {fault.Target}",
            _ => $"the synapse from cell {fault.Source} to cell {fault.Target}",
        };
        string values = "";
        foreach (var block in blocks.Where(_ => fault.Source >= 0 && fault.Target >= 0))
        {
            int row = fault.Source - projection.Projection.Source.Start;
            int classes = block.Store.AxonalDelays.Length;
            for (long edge = block.Store.RowStart[(long)row * classes]; edge < block.Store.RowStart[((long)row + 1) * classes] && values.Length == 0; edge++)
            {
                if (block.Store.Targets[edge] == fault.Target && projection.Equations.In(Scope.Edge).Any())
                {
                    var named = projection.Equations.In(Scope.Edge).Select(variable => variable.Symbol)
                        .Select(symbol => $"{symbol.Name} {Print(block.Store[symbol][edge], symbol)}");
                    values = $" ({string.Join(", ", named)})";
                }
            }
        }

        string largest = Print(projection.LargestWeight * projection.Equations.LargestEmission, projection.Equations.Weight);
        return $"Projection '{projection.Projection.Name}', {where}{values}: at {fault.Step * timeStep} a value is infinite or not a number, or what a "
            + $"spike sends on is larger than declared ({largest}). Give the weight Bounds, or the emission its largest value.";
    }

    private static string Print(double value, Symbol symbol)
        => QuantityPrinter.Print(new Quantity(KernelUnits.ToSi(value, symbol.Dimension), symbol.Dimension));
}
