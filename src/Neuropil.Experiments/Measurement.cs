namespace Neuropil.Experiments;

/// <summary>A measured number.</summary>
/// <param name="Name">What was measured, with its unit in it: <c>rate (Hz)</c>.</param>
/// <param name="Value">The number.</param>
public sealed record Measurement(string Name, double Value)
{
    /// <summary>Why it is NaN, where that is known.</summary>
    public string? Reason { get; init; }
}
