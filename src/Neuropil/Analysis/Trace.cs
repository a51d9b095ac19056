namespace Neuropil;

/// <summary>One recorded signal: a variable or current of a neuron, or a mean over a population.</summary>
/// <param name="Name">What was recorded, for example <c>V</c> or <c>sodium.traubMiles.m</c>.</param>
/// <param name="Unit">The unit of the values, for example <c>mV</c>; empty for a pure number.</param>
/// <param name="Values">The value at each time of the <see cref="Traces"/>; NaN where there is none.</param>
/// <param name="Neuron">The neuron; null for what belongs to no single one, as a population mean.</param>
public sealed record Trace(string Name, string Unit, IReadOnlyList<double> Values, int? Neuron = null)
{
    /// <summary>Name and neuron, as legends and file headers show them: <c>V[12]</c>.</summary>
    public string Label => Neuron is { } neuron ? $"{Name}[{neuron}]" : Name;

    /// <summary>The values in a unit of your choice, whatever <see cref="Unit"/> is: <c>trace.In(pA)</c>.</summary>
    /// <exception cref="DimensionMismatchException">The values have another dimension.</exception>
    public double[] In<T>(T unit)
        where T : struct, IQuantity<T>
    {
        var ratio = UnitRatio.Between($"The trace {Label}", Unit, unit);
        return [.. Values.Select(ratio.Of)];
    }
}
