using System.Collections.Concurrent;
using System.Runtime.InteropServices;

namespace Neuropil.Compiler;

/// <summary>A kernel compiled to machine code. Kernels are kept by their plan's canonical text, so that equal models are compiled once.</summary>
internal sealed unsafe class SimdKernel : IKernel
{
    private static readonly ConcurrentDictionary<(string Plan, LaneWidth Width), Lazy<SimdKernel>> Cache = new();

    private readonly KernelBody[] parts;
    private readonly long[] constants;

    private SimdKernel(KernelPlan plan, LaneSet lanes)
    {
        Lanes = lanes.Lanes;
        parts = new KernelBody[plan.Parts.Count];
        constants = new long[parts.Length];
        for (int i = 0; i < parts.Length; i++)
        {
            var values = new List<double>();
            parts[i] = KernelEmitter.Emit(plan.Parts[i], lanes, values).Compile();
            constants[i] = Table(values, plan.IsSingle);
        }
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
        => parts[part]((long)columns, (long)uniforms, constants[part], begin, end, (long)sink);

    // Never freed, like the machine code beside it: kernels are kept for the life of the process.
    private static long Table(List<double> values, bool isSingle)
    {
        var table = (byte*)NativeMemory.AlignedAlloc((nuint)Math.Max(64, values.Count * sizeof(double)), 64);
        for (int i = 0; i < values.Count; i++)
        {
            if (isSingle)
            {
                ((float*)table)[i] = (float)values[i];
            }
            else
            {
                ((double*)table)[i] = values[i];
            }
        }

        return (long)table;
    }
}
