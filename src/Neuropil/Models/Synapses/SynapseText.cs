namespace Neuropil;

/// <summary>What a release or a plasticity gives as text.</summary>
/// <param name="Purpose">What it is, for messages.</param>
/// <param name="Equations">The equations and events.</param>
/// <param name="Parameters">The values of names that the text does not define.</param>
/// <param name="Initial">Where variables start.</param>
/// <param name="Sites">How many release sites a synapse has, or null.</param>
/// <param name="MustEmit">Whether a spike must let out something.</param>
internal sealed record SynapseText(
    string Purpose, string Equations, IDictionary<string, EquationValue> Parameters, IDictionary<string, EquationValue> Initial, int? Sites, bool MustEmit);
