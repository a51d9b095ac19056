namespace Neuropil.Compiler;

/// <summary>Interprets the formulas of a plan; see <see cref="InterpretedKernel"/>.</summary>
internal sealed class InterpreterBackend : IBackend
{
    public string Name => "interpreter";

    public IKernel Compile(KernelPlan plan) => new InterpretedKernel(plan);
}
