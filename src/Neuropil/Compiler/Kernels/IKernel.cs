namespace Neuropil.Compiler;

/// <summary>A population's step in executable form.</summary>
internal unsafe interface IKernel
{
    /// <summary>How many cells a vector holds; ranges begin and end at its multiples.</summary>
    int Lanes { get; }

    /// <summary>The number of parts.</summary>
    int PartCount { get; }

    /// <summary>Runs one part for the cells from <paramref name="begin"/> up to <paramref name="end"/>.</summary>
    /// <param name="part">Which part.</param>
    /// <param name="columns">The columns' addresses.</param>
    /// <param name="uniforms">The table of uniform values, in the kernel's precision.</param>
    /// <param name="begin">The first cell.</param>
    /// <param name="end">One past the last cell.</param>
    /// <param name="sink">Where spikes go.</param>
    void Run(int part, long* columns, void* uniforms, int begin, int end, SpikeSink* sink);
}
