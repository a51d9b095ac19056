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
        var own = Unit.Length == 0 ? new Quantity(1, Dimension.None) : Quantity.Parse($"1 {Unit}");
        if (own.Dimension != T.Dimension)
        {
            throw new DimensionMismatchException($"The trace {Label} is in {Unit}, and cannot be given in {QuantityPrinter.Print(unit)}.");
        }

        // Most units are powers of ten of each other. Such a power is exact, or one over an exact one: then a value is rounded once.
        double ratio = own.SiValue / unit.SiValue;
        double power = Math.Pow(10, Math.Abs(Math.Round(Math.Log10(ratio))));
        bool isLarger = Math.Abs((ratio / power) - 1) < 1e-12;
        bool isSmaller = Math.Abs((ratio * power) - 1) < 1e-12;
        return [.. Values.Select(value => isLarger ? value * power : isSmaller ? value / power : value * ratio)];
    }
}
