namespace Neuropil.Engine;

/// <summary>How the synapses of a projection are stored: what is the same for all of them is not.</summary>
/// <param name="WeightsDiffer">Whether each synapse has its weight.</param>
/// <param name="DelaysDiffer">Whether each synapse has its delay.</param>
/// <param name="Weight">The weight of all where they do not differ, in kernel units.</param>
/// <param name="Delay">The delay of all where they do not differ, in steps.</param>
internal readonly record struct SynapseForm(bool WeightsDiffer, bool DelaysDiffer, float Weight, int Delay)
{
    /// <summary>Bytes of a synapse.</summary>
    public int SynapseBytes => WeightsDiffer ? sizeof(ulong) : sizeof(uint);
}
