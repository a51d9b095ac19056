namespace Neuropil;

/// <summary>A parameter whose dimension has no type of its own, such as a noise amplitude in mV/√ms.</summary>
internal sealed class QuantityParameter(Dimension dimension, ParameterValues values) : Parameter(dimension, values);
