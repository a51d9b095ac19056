namespace Neuropil;

/// <summary>A step of the command potential of a <see cref="VoltageClamp"/>.</summary>
/// <param name="Start">When it begins; it lasts until the next one.</param>
/// <param name="Potential">The potential.</param>
public sealed record ClampStep(Parameter<Time> Start, Parameter<Voltage> Potential);
