namespace Neuropil;

/// <summary>Calcium, Ca2+. Its reversal potential is 120 mV unless given or derived from concentrations.</summary>
public sealed record Calcium() : IonContainer(+2, 120 * Units.mV);
