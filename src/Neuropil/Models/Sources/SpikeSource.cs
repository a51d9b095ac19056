namespace Neuropil;

/// <summary>A cell without equations that sends spikes.</summary>
public abstract record SpikeSource : CellModel;
