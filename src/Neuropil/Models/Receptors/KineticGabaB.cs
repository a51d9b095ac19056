using static Neuropil.Functions;

namespace Neuropil;

/// <summary>
/// GABA-B receptors, which open potassium channels by a G protein: dr/dt = K1 T (1 - r) - K2 r, dG/dt = K3 r - K4 G, g = gmax G^n/(G^n + Kd), E -95 mV
/// (Destexhe, Mainen and Sejnowski 1994 as in their chapter of Methods in Neuronal Modeling, 1998, section 1.4). n channels' sites make it grow more than in
/// proportion to the number of spikes.
/// </summary>
public sealed record KineticGabaB : KineticReceptor
{
    /// <summary>The receptors with the values of the paper: K1 0.52 per mM and ms, K2 0.0013 per ms.</summary>
    /// <param name="name">The name in the paths of its variables.</param>
    public KineticGabaB(string name)
        : base(name)
    {
        Binding = 0.52 / Units.mM / Units.ms;
        Unbinding = 0.0013 / Units.ms;
        Reversal = -95 * Units.mV;
    }

    /// <summary>K3, how fast open receptors make G protein. Default 0.098 uM per ms.</summary>
    [NotNegative]
    public Parameter<ConcentrationRate> Production { get; init; } = 0.098 * Units.uM / Units.ms;

    /// <summary>K4, the rate at which G protein goes. Default 0.033 per ms.</summary>
    [Positive]
    public Parameter<Frequency> Removal { get; init; } = 0.033 / Units.ms;

    /// <summary>The G protein that opens half the channels, Kd^(1/n). Default 3.16228 uM, the fourth root of 100 uM^4.</summary>
    [Positive]
    public Parameter<Concentration> HalfActivation { get; init; } = Math.Sqrt(Math.Sqrt(100)) * Units.uM;

    /// <summary>n, how many G proteins a channel binds. Default 4.</summary>
    public double Sites { get; init; } = 4;

    /// <inheritdoc/>
    protected override Expr Open(CellBuilder equations, Symbol voltage, Symbol bound)
    {
        var protein = equations.State("G", Concentration.Dimension);
        equations.Differential(protein, (Production * bound) - (Removal * protein));
        return Opened(protein);
    }

    /// <inheritdoc/>
    protected override Expr Open(CellBuilder equations, Symbol voltage, Symbol bound, PulsedStep pulse)
    {
        var protein = equations.State("G", Concentration.Dimension);
        equations.Update(protein, pulse.StageAtEnd(protein, bound, Production, Removal));
        return Opened(protein);
    }

    private Expr Opened(Symbol protein)
    {
        if (!(Sites >= 1))
        {
            throw new ArgumentException($"Sites of '{Name}' is {Sites}; expected 1 or more.");
        }

        var bound = Pow(protein / HalfActivation, Sites);
        return bound / (1 + bound);
    }
}
