using System.Collections.Concurrent;

namespace Neuropil.Compiler;

/// <summary>A kernel compiled to machine code. Kernels are kept by their plan's canonical text, so that equal models are compiled once.</summary>
internal sealed unsafe class SimdKernel : IKernel
{
    private static readonly ConcurrentDictionary<(string Plan, LaneWidth Width), Lazy<SimdKernel>> Cache = new();

    private readonly KernelBody[] parts;

    private SimdKernel(KernelPlan plan, LaneSet lanes)
    {
        Lanes = lanes.Lanes;
        parts = plan.Parts.Select(part => KernelEmitter.Emit(part, lanes).Compile()).ToArray();
    }

    public int Lanes { get; }

    public int PartCount => parts.Length;

    /// <summary>The compiled kernel of a plan.</summary>
    public static SimdKernel Of(KernelPlan plan, LaneWidth width)
    {
        var lanes = LaneSet.Of(width, plan.IsSingle);
        return Cache.GetOrAdd((plan.CanonicalText, lanes.Width), _ => new Lazy<SimdKernel>(() => new SimdKernel(plan, lanes))).Value;
    }

    public void Run(int part, long* columns, void* uniforms, int begin, int end, SpikeSink* sink)
        => parts[part]((long)columns, (long)uniforms, begin, end, (long)sink);
}
