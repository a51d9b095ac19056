using Neuropil.Engine;

namespace Neuropil;

/// <summary>Turns a probe's samples from kernel units to the unit in which people read them.</summary>
internal readonly struct ProbeUnits
{
    private readonly double factor;

    public ProbeUnits(Probe probe)
    {
        var unit = DisplayUnit.For(probe.Dimension);
        Name = unit.Name;

        // Mostly both are the same unit (mV, nS, pA): then a value keeps its bits.
        double ratio = KernelUnits.ToSi(1, probe.Dimension) / unit.SiValue;
        factor = Math.Abs(ratio - 1) < 1e-12 ? 1 : ratio;
    }

    /// <summary>The unit's name.</summary>
    public string Name { get; }

    /// <summary>A sample in that unit.</summary>
    public double Of(double sample) => sample * factor;
}
