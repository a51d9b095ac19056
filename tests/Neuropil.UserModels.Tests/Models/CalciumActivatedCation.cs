namespace Neuropil.UserModels.Tests.Models;

/// <summary>
/// A cation channel that calcium opens and of whose current calcium carries a part: I = g m (E - V), dm/dt = ([Ca] / ([Ca] + half) - m) / tau.
/// </summary>
public sealed record CalciumActivatedCation : Mechanism
{
    /// <summary>g, the conductance per area. Default 0.05 mS/cm².</summary>
    public Parameter<ConductanceDensity> Conductance { get; init; } = 0.05 * mS / cm2;

    /// <summary>E. Default -20 mV.</summary>
    public Parameter<Voltage> Reversal { get; init; } = -20 * mV;

    /// <summary>The calcium concentration of half activation. Default 500 nM.</summary>
    public Parameter<Concentration> Half { get; init; } = 500 * nM;

    /// <summary>tau. Default 30 ms.</summary>
    public Parameter<Time> TimeConstant { get; init; } = 30 * ms;

    /// <summary>The part that calcium carries. Default 0.01.</summary>
    public NumberParameter CalciumPart { get; init; } = 0.01;

    /// <inheritdoc/>
    public override IReadOnlyList<RequiredIon> RequiredIons => [RequiredIon.Of<Calcium>()];

    /// <inheritdoc/>
    protected override void Declare(Membrane membrane)
    {
        var calcium = membrane.Concentration<Calcium>();
        var m = membrane.GateOf("m", steadyState: calcium / (calcium + Half), timeConstant: TimeConstant);
        var current = Conductance * m * (Reversal - membrane.Voltage);
        membrane.AddCurrent((1 - CalciumPart) * current);
        membrane.AddCurrentOf<Calcium>(CalciumPart * current, "calciumCurrent");
    }
}
