namespace Neuropil;

/// <summary>
/// States that a parameter of a model must be more than zero, as a time constant must. Temperatures (which are absolute), capacitances, areas and
/// volumes must be so without it.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class PositiveAttribute : Attribute;
