namespace Neuropil.Experiments;

/// <summary>One run of one experiment, completely decided.</summary>
public sealed record RunRequest
{
    /// <summary>The experiment's parameters, and through them the experiment.</summary>
    public required ResolvedParameters Values { get; init; }

    /// <summary>The folder for the results.</summary>
    public required string Output { get; init; }

    /// <summary>The seed.</summary>
    public required ulong Seed { get; init; }

    /// <summary>Number of threads; 0 leaves the choice to the engine.</summary>
    public int Threads { get; init; }

    /// <summary>The number format.</summary>
    public Precision Precision { get; init; }

    /// <summary>Whether to repeat the run at half the step and compare.</summary>
    public bool CheckStep { get; init; }

    /// <summary>Whether to write the kernels in readable form into <c>kernels/</c>.</summary>
    public bool DumpKernels { get; init; }

    /// <summary>The experiment.</summary>
    public Experiment Experiment => Values.Experiment;
}
