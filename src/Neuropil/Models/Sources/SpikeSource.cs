namespace Neuropil;

/// <summary>
/// A cell without equations that sends spikes. Sources of one's own are derived from one of two mechanisms: <see cref="ListedSource"/>, whose spikes are
/// known before the run, and <see cref="RenewalSource"/>, which draws one interval after the other.
/// </summary>
public abstract record SpikeSource : CellModel
{
    private protected SpikeSource()
    {
    }
}
