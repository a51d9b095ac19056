namespace Neuropil.Experiments;

/// <summary>The cell of Pinsky and Rinzel with single conductances changed from cell to cell.</summary>
internal static class PinskyRinzelVariants
{
    /// <summary>The published sodium conductance.</summary>
    public static ConductanceDensity Sodium { get; } = Published<SodiumPinskyRinzel>(new PinskyRinzel().Soma, channel => channel.Conductance);

    /// <summary>The published calcium conductance.</summary>
    public static ConductanceDensity Calcium { get; } = Published<CalciumPinskyRinzel>(new PinskyRinzel().Dendrite, channel => channel.Conductance);

    /// <summary>The cell, with a sodium, a calcium and a coupling conductance for each of a population. Without calcium current nothing opens the dendrite's other channels: it is passive.</summary>
    public static PinskyRinzel Cell(ConductanceDensity[] sodium, ConductanceDensity[] calcium, Parameter<ConductanceDensity>? coupling = null)
    {
        var published = new PinskyRinzel();
        return published with
        {
            Method = Integrators.RungeKutta4,
            Coupling = coupling ?? published.Coupling,
            Soma = [.. published.Soma.Select(mechanism => mechanism is Sodium ion ? ion with { Channels = [new SodiumPinskyRinzel { Conductance = sodium }] } : mechanism)],
            Dendrite = [.. published.Dendrite.Select(mechanism => mechanism is Calcium ion ? ion with { Channels = [new CalciumPinskyRinzel { Conductance = calcium }] } : mechanism)],
        };
    }

    private static ConductanceDensity Published<TChannel>(IEnumerable<Mechanism> mechanisms, Func<TChannel, Parameter<ConductanceDensity>> of)
        => mechanisms.OfType<IonContainer>().SelectMany(ion => ion.Channels).OfType<TChannel>().Select(channel => ConductanceDensity.FromSi(of(channel).UniformSi)).Single();
}
