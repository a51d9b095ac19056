namespace Neuropil;

/// <summary>What a population is made of: a <see cref="Neuron"/>, which has equations, or a <see cref="SpikeSource"/>, which only sends spikes.</summary>
public abstract record CellModel
{
    private protected CellModel()
    {
    }
}
