using Neuropil.Compiler;
using static Neuropil.Functions;

namespace Neuropil.Engine;

/// <summary>
/// Turns pairs of numbers from 0 to 1 into pairs of standard normal ones, sqrt(-2 ln u) cos(2 pi v) and the sine (Box and Muller, Ann. Math.
/// Stat. 29, 1958), by a kernel like any other, so that every width gives the same bits.
/// </summary>
internal sealed unsafe class NormalTransform : IDisposable
{
    private static readonly Symbol first = new("u", Dimension.None, SymbolKind.State);
    private static readonly Symbol second = new("v", Dimension.None, SymbolKind.State);
    private static readonly Lazy<KernelPlan> plan = new(Plan);

    private readonly IKernel kernel;
    private readonly AlignedMemory columns = new(2 * sizeof(long));
    private readonly UniformTable uniforms = new(plan.Value, timeStep: 0);

    /// <summary>The transform, executed by a backend.</summary>
    public NormalTransform(IBackend backend) => kernel = backend.Compile(plan.Value);

    /// <summary>Replaces so many pairs, a whole number of vectors, by normal numbers.</summary>
    public void Apply(double* u, double* v, int count)
    {
        var addresses = (long*)columns.Address;
        (addresses[0], addresses[1]) = ((long)u, (long)v);
        kernel.Run(addresses, uniforms, 0, count, sink: null);
    }

    public void Dispose() => columns.Dispose();

    private static KernelPlan Plan()
    {
        var radius = Sqrt(-2 * Log(first));
        var angle = 2 * Math.PI * second;
        return KernelCompiler.Plan([(first, radius * Cos(angle)), (second, radius * Sin(angle))], isSingle: false);
    }
}
