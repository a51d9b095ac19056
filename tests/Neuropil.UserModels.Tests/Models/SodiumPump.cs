namespace Neuropil.UserModels.Tests.Models;

/// <summary>
/// The exchange of three sodium ions for two of potassium, with the net outward current p = largest [Na] / ([Na] + half): three times p leaves with sodium,
/// twice p enters with potassium.
/// </summary>
public sealed record SodiumPump : Mechanism
{
    /// <summary>The largest net current per area. Default 2 uA/cm².</summary>
    public Parameter<CurrentDensity> Largest { get; init; } = 2 * uA / cm2;

    /// <summary>The sodium concentration of half the largest current. Default 10 mM.</summary>
    public Parameter<Concentration> Half { get; init; } = 10 * mM;

    /// <inheritdoc/>
    public override IReadOnlyList<RequiredIon> RequiredIons => [RequiredIon.Of<Sodium>(), RequiredIon.Of<Potassium>()];

    /// <inheritdoc/>
    protected override void Declare(Membrane membrane)
    {
        var sodium = membrane.Concentration<Sodium>();
        var p = Largest * (sodium / (sodium + Half));
        membrane.AddCurrentOf<Sodium>(-3 * p, "sodiumCurrent");
        membrane.AddCurrentOf<Potassium>(2 * p, "potassiumCurrent");
    }
}
