namespace NeuropilModel;

/// <summary>
/// A slow potassium current, I = g w (E - V) with w' = (w_inf - w)/tau and w_inf = 1/(1 + exp(-(V - V_half)/k)): it makes a cell adapt.
/// </summary>
public sealed record SlowPotassium : IonChannel<Potassium>
{
    /// <summary>The conductance per area when all channels are open.</summary>
    public Parameter<ConductanceDensity> Conductance { get; init; } = 0.1 * mS / cm2;

    /// <summary>The voltage at which half of the channels open.</summary>
    public Parameter<Voltage> HalfActivation { get; init; } = -35 * mV;

    /// <summary>How steeply they open.</summary>
    public Parameter<Voltage> Slope { get; init; } = 10 * mV;

    /// <summary>The time constant of opening and closing.</summary>
    public Parameter<Time> TimeConstant { get; init; } = 100 * ms;

    public override Expr Current(Membrane cell, Ion potassium)
    {
        var w = cell.GateOf("w", steadyState: 1 / (1 + Exp(-(cell.Voltage - HalfActivation) / Slope)), timeConstant: TimeConstant);
        return Conductance * w * (potassium.Reversal - cell.Voltage);
    }
}
