using System.Collections.Concurrent;

namespace Neuropil.Compiler;

/// <summary>Compiles the graph of a plan to vector code of one width.</summary>
/// <param name="width">The width; the widest that is fast on this machine for Auto.</param>
/// <param name="largestPart">The number of nodes that a part should not exceed.</param>
internal sealed class SimdBackend(LaneWidth width, int largestPart = SimdBackend.LargestPart) : IBackend
{
    /// <summary>
    /// Nodes in one part. The just-in-time compiler tracks 1024 local variables, and a node takes up to three: measured, a cell with 12 channels
    /// costs 55 ns in parts of at most 360 nodes, 219 at 450 and 1044 at 560 (docs/decisions/0003-kernels.md).
    /// </summary>
    public const int LargestPart = 360;

    private static readonly ConcurrentDictionary<ProgramKey, Lazy<SimdProgram>> Programs = new();

    public LaneWidth Width { get; } = width == LaneWidth.Auto ? LaneSet.Widest() : width;

    public string Name => Width == LaneWidth.Scalar ? "simd scalar" : $"simd {(int)Width} bits";

    /// <summary>The kernel of a plan; plans with the same canonical text share their code.</summary>
    public SimdKernel Compile(KernelPlan plan)
        => new(Programs.GetOrAdd(new ProgramKey(plan.CanonicalText, Width, largestPart),
            key => new Lazy<SimdProgram>(() => new SimdProgram(plan, key.Width, key.LargestPart))).Value);

    IKernel IBackend.Compile(KernelPlan plan) => Compile(plan);

    // A class: dictionaries are compiled anew for each structure when a program starts.
    private sealed record ProgramKey(string Plan, LaneWidth Width, int LargestPart);
}
