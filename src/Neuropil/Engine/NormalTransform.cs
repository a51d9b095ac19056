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

    private readonly IKernel? kernel;
    private readonly AlignedMemory columns = new(2 * sizeof(long));
    private readonly AlignedMemory uniforms;

    /// <summary>A transform on vectors of that width or, for the interpreter, by the base library.</summary>
    public NormalTransform(LaneWidth width, bool isInterpreted)
    {
        kernel = isInterpreted ? null : SimdKernel.Of(plan.Value, width);
        uniforms = new AlignedMemory(Math.Max(1, plan.Value.RunUniforms.Count) * sizeof(double));
        var tape = new ExpressionTape(plan.Value.RunUniforms);
        tape.Evaluate(new double[tape.Inputs.Count], new Span<double>(uniforms.Address, tape.Count));
    }

    /// <summary>Replaces so many pairs, a whole number of vectors, by normal numbers.</summary>
    public void Apply(double* u, double* v, int count)
    {
        if (kernel is null)
        {
            Interpret(u, v, count);
            return;
        }

        var addresses = (long*)columns.Address;
        (addresses[0], addresses[1]) = ((long)u, (long)v);
        for (int part = 0; part < kernel.PartCount; part++)
        {
            kernel.Run(part, addresses, uniforms.Address, 0, count, null);
        }
    }

    public void Dispose()
    {
        columns.Dispose();
        uniforms.Dispose();
    }

    private static void Interpret(double* u, double* v, int count)
    {
        for (int i = 0; i < count; i++)
        {
            double radius = Math.Sqrt(-2 * Math.Log(u[i]));
            (u[i], v[i]) = (radius * Math.Cos(2 * Math.PI * v[i]), radius * Math.Sin(2 * Math.PI * v[i]));
        }
    }

    private static KernelPlan Plan()
    {
        var radius = Sqrt(-2 * Log(first));
        var angle = 2 * Math.PI * second;
        return KernelCompiler.Plan([(first, radius * Cos(angle)), (second, radius * Sin(angle))], isSingle: false);
    }
}
