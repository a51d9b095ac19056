namespace Neuropil.UserModels.Tests.Models;

/// <summary>A transporter that brings chloride in at a constant rate, and with it an outward current.</summary>
public sealed record Importer : Mechanism
{
    /// <summary>The current, outward. Default 10 pA.</summary>
    public Parameter<Current> Outward { get; init; } = 10 * pA;

    /// <inheritdoc/>
    public override IReadOnlyList<RequiredIon> RequiredIons => [RequiredIon.Of<Chloride>()];

    /// <inheritdoc/>
    protected override void Declare(Membrane membrane) => membrane.AddCurrentOf<Chloride>(-Expr.Of(Outward));
}
