namespace Neuropil.UserModels.Tests.Models;

/// <summary>A second leak with an absolute conductance, I = g (E - V).</summary>
public sealed record Shunt : Mechanism
{
    /// <summary>g. Default 5 nS.</summary>
    public Parameter<Conductance> Conductance { get; init; } = 5 * nS;

    /// <summary>E. Default 0 mV.</summary>
    public Parameter<Voltage> Reversal { get; init; } = 0 * mV;

    /// <inheritdoc/>
    protected override void Declare(Membrane membrane) => membrane.AddCurrent(Conductance * (Reversal - membrane.Voltage));
}
