namespace Neuropil;

/// <summary>
/// GABA-A receptors that transmitter opens: dr/dt = alpha T (1 - r) - beta r, g = gmax r, alpha 5 per mM and ms, beta 0.18 per ms, E -80 mV
/// (Destexhe, Mainen and Sejnowski, J. Comput. Neurosci. 1, 1994, section 4).
/// </summary>
public sealed record KineticGabaA : KineticReceptor
{
    /// <summary>The receptors with the values of the paper.</summary>
    /// <param name="name">The name in the paths of its variables.</param>
    public KineticGabaA(string name)
        : base(name)
    {
        Binding = 5 / Units.mM / Units.ms;
        Unbinding = 0.18 / Units.ms;
        Reversal = -80 * Units.mV;
    }
}
