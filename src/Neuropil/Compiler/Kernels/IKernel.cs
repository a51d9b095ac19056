namespace Neuropil.Compiler;

/// <summary>A population's step in executable form.</summary>
internal unsafe interface IKernel
{
    /// <summary>How many cells a vector holds; ranges begin and end at its multiples.</summary>
    int Lanes { get; }

    /// <summary>Runs the step for the cells from <paramref name="begin"/> up to <paramref name="end"/>.</summary>
    /// <param name="columns">The addresses of the plan's columns.</param>
    /// <param name="uniforms">The values that are the same for all cells, the time among them.</param>
    /// <param name="begin">The first cell.</param>
    /// <param name="end">One past the last cell.</param>
    /// <param name="sink">Where spikes go.</param>
    void Run(long* columns, UniformTable uniforms, int begin, int end, SpikeSink* sink);
}
