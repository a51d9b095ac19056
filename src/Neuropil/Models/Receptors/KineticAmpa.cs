namespace Neuropil;

/// <summary>
/// AMPA receptors that transmitter opens: dr/dt = alpha T (1 - r) - beta r, g = gmax r, alpha 1.1 per mM and ms, beta 0.19 per ms
/// (Destexhe, Mainen and Sejnowski, J. Comput. Neurosci. 1, 1994, section 4).
/// </summary>
public sealed record KineticAmpa : KineticReceptor
{
    /// <summary>The receptors with the values of the paper.</summary>
    /// <param name="name">The name in the paths of its variables.</param>
    public KineticAmpa(string name)
        : base(name)
    {
        Binding = 1.1 / Units.mM / Units.ms;
        Unbinding = 0.19 / Units.ms;
    }
}
