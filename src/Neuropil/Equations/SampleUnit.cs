namespace Neuropil;

/// <summary>Turns samples from kernel units to the unit in which people read them.</summary>
internal readonly struct SampleUnit
{
    private readonly double factor;

    public SampleUnit(Dimension dimension)
    {
        var unit = DisplayUnit.For(dimension);
        Name = unit.Name;

        // Mostly both are the same unit (mV, nS, ms): then a value keeps its bits.
        double ratio = KernelUnits.ToSi(1, dimension) / unit.SiValue;
        factor = Math.Abs(ratio - 1) < 1e-12 ? 1 : ratio;
    }

    /// <summary>The unit's name.</summary>
    public string Name { get; }

    /// <summary>A sample in that unit.</summary>
    public double Of(double sample) => sample * factor;
}
