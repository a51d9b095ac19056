using Neuropil.Engine;

namespace Neuropil;

/// <summary>A network would take more memory than there is. Nothing has been made of it.</summary>
public sealed class MemoryLimitException : Exception
{
    internal MemoryLimitException(MemoryEstimate estimate, long limit, bool isGiven)
        : this("The network", estimate, limit, isGiven)
    {
    }

    internal MemoryLimitException(string what, MemoryEstimate estimate, long limit, bool isGiven)
        : base($"{what} would take about {estimate}; {(isGiven ? "expected at most" : "this machine has")} {ByteText.Of(limit)}"
            + $"{(isGiven ? ", the limit that was given" : " free")}.") => Estimate = estimate;

    /// <summary>What it would take, by part.</summary>
    public MemoryEstimate Estimate { get; }
}
