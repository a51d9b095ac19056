namespace Neuropil;

/// <summary>
/// Marks a parameter of a model that lies between 0 and 1, both included: a value that does not is refused by name when a simulation is made, that of one
/// synapse (or cell) among many too.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class ProbabilityAttribute : Attribute;
