namespace Neuropil.UserModels.Tests.Models;

/// <summary>A calcium current that swings, I = amplitude sin(2 pi f t): for pools that are to be filled in a known way.</summary>
public sealed record CalciumDrive : Mechanism
{
    /// <summary>The amplitude. Default 20 pA.</summary>
    public Parameter<Current> Amplitude { get; init; } = 20 * pA;

    /// <summary>f. Default 20 Hz.</summary>
    public Parameter<Frequency> Frequency { get; init; } = 20 * Hz;

    /// <inheritdoc/>
    public override IReadOnlyList<RequiredIon> RequiredIons => [RequiredIon.Of<Calcium>()];

    /// <inheritdoc/>
    protected override void Declare(Membrane membrane) => membrane.AddCurrentOf<Calcium>(Amplitude * Sin(2 * Math.PI * (Frequency * Symbol.Time)));
}
