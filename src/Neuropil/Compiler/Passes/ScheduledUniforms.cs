namespace Neuropil.Compiler;

/// <summary>Gives the uniform values that change with time their final slots, behind those that are constant for a run.</summary>
internal static class ScheduledUniforms
{
    public static KernelGraph Number(KernelGraph graph, int runUniforms)
    {
        var result = new KernelGraph(graph.IsSingle);
        foreach (var node in graph.Nodes)
        {
            result.Add(node.Operation == KernelOperation.Uniform && node.A >= KernelLowering.FirstStepSlot
                ? node with { A = node.A - KernelLowering.FirstStepSlot + runUniforms }
                : node);
        }

        result.Stores.AddRange(graph.Stores);
        result.TakeMasks(graph, mask => mask);
        return result;
    }
}
