namespace Neuropil.Experiments;

/// <summary>How a benchmark is to run.</summary>
/// <param name="Threads">Number of threads; 0 leaves the choice to the engine.</param>
/// <param name="Precision">The number format.</param>
/// <param name="Progress">Where to report.</param>
/// <param name="Cancellation">Set when the user wants to stop: no further row is begun.</param>
/// <param name="Quick">Whether a shorter measurement will do, where there is one.</param>
/// <param name="Full">Whether the largest sizes are measured too, where they are left out otherwise.</param>
public sealed record BenchmarkContext(
    int Threads, Precision Precision, Progress Progress, CancellationToken Cancellation, bool Quick = false, bool Full = false);
