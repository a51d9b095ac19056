namespace Neuropil.Compiler;

/// <summary>What makes kernels of plans.</summary>
internal interface IBackend
{
    /// <summary>The name for people: what runs, and how wide its vectors are.</summary>
    string Name { get; }

    /// <summary>A kernel for one worker: it may keep memory of its own, so that no two threads may run it at a time.</summary>
    IKernel Compile(KernelPlan plan);
}
