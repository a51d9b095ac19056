namespace Neuropil.Engine;

/// <summary>A projection as delivery sees it: whose spikes, and into which ring.</summary>
internal sealed record EngineLink(int SourcePopulation, int SourceBegin, int SourceEnd, StepRing Ring);
