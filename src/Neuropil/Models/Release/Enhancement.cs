namespace Neuropil;

/// <summary>
/// Facilitation, augmentation and post-tetanic potentiation without depression: a spike lets out (1 + F1 + F2) (1 + A) (1 + P), then each component rises by
/// its a_i; it decays with its tau_i (Magleby and Zengel 1982, J. Gen. Physiol. 80, with values of the size that they found at the frog's muscle). The weight
/// is what a first spike lets out.
/// </summary>
/// <remarks>
/// <c>Form = EnhancementForm.Sum</c> adds all components, as in Magleby and Zengel (1975, J. Physiol. 245). <see cref="EnhancementWithDepression"/> composes
/// them with a pool that empties.
/// </remarks>
/// <param name="Name">The name in the paths of its variables.</param>
public sealed record Enhancement(string Name) : EnhancedRelease(Name)
{
    /// <inheritdoc/>
    protected internal override void Declare(SynapseBuilder synapse) => Declare(synapse, factor => synapse.Emit(factor, LargestFactor));
}
