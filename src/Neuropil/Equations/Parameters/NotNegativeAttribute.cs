namespace Neuropil;

/// <summary>States that a parameter of a model must be zero or more, as a concentration that may be missing must.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class NotNegativeAttribute : Attribute;
