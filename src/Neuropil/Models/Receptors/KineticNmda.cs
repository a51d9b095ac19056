namespace Neuropil;

/// <summary>
/// NMDA receptors that transmitter opens and magnesium blocks: dr/dt = alpha T (1 - r) - beta r, g = gmax r B(V), alpha 0.072 per mM and ms, beta 0.0066
/// per ms (Destexhe, Mainen and Sejnowski, J. Comput. Neurosci. 1, 1994, section 4), B(V) of Jahr and Stevens (<see cref="MagnesiumBlock"/>).
/// </summary>
public sealed record KineticNmda : KineticReceptor
{
    /// <summary>The receptors with the values of the papers.</summary>
    /// <param name="name">The name in the paths of its variables.</param>
    public KineticNmda(string name)
        : base(name)
    {
        Binding = 0.072 / Units.mM / Units.ms;
        Unbinding = 0.0066 / Units.ms;
    }

    /// <summary>[Mg], the concentration of magnesium outside. Default 1 mM; 0 mM blocks nothing.</summary>
    [NotNegative]
    public Parameter<Concentration> Magnesium { get; init; } = 1 * Units.mM;

    /// <summary>K, the concentration of magnesium that blocks half at 0 mV. Default 3.57 mM.</summary>
    [Positive]
    public Parameter<Concentration> HalfMagnesium { get; init; } = 3.57 * Units.mM;

    /// <summary>gamma, how steeply depolarisation lifts the block. Default 0.062 per mV.</summary>
    [Positive]
    public Parameter<VoltageSensitivity> Steepness { get; init; } = 0.062 / Units.mV;

    /// <inheritdoc/>
    protected override Expr Open(CellBuilder equations, Symbol voltage, Symbol bound) => bound * Unblocked(voltage);

    /// <inheritdoc/>
    protected override Expr Open(CellBuilder equations, Symbol voltage, Symbol bound, PulsedStep pulse) => bound * Unblocked(voltage);

    private Expr Unblocked(Symbol voltage) => MagnesiumBlock.Open(voltage, Magnesium, HalfMagnesium, Steepness);
}
