namespace Neuropil.Engine;

/// <summary>How open the pairs of a coupling are: by the levels of their ends, rows of what the two populations give out.</summary>
/// <param name="Source">The levels of the sources' population.</param>
/// <param name="Target">The levels of the targets' population.</param>
/// <param name="Downhill">How open a pair is where the source's level is the larger.</param>
/// <param name="Uphill">How open a pair is elsewhere.</param>
internal sealed record CouplingGate(OutputRows Source, OutputRows Target, double Downhill, double Uphill);
