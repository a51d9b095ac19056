namespace Neuropil.Engine;

/// <summary>What is known of a projection's synapses before the first is stored.</summary>
/// <param name="Delays">The delays that may occur, in steps, ascending.</param>
/// <param name="Synapses">The number of synapses.</param>
/// <param name="Warning">Something the user should know (a delay was rounded), or null.</param>
internal sealed record DelaySurvey(int[] Delays, long Synapses, string? Warning)
{
    public int Shortest => Delays.Length == 0 ? 0 : Delays[0];

    public int Longest => Delays.Length == 0 ? 0 : Delays[^1];
}
