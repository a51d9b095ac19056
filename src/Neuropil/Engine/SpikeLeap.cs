using System.Globalization;

namespace Neuropil.Engine;

/// <summary>A cell that was left with a potential or a current out of all measure in the step of a spike.</summary>
/// <param name="Step">The step.</param>
/// <param name="Population">The population.</param>
/// <param name="Cell">The cell.</param>
/// <param name="Variable">The variable.</param>
/// <param name="Value">Its value after the step, in kernel units.</param>
internal readonly record struct SpikeLeap(long Step, int Population, int Cell, Symbol Variable, double Value) : IComparable<SpikeLeap>
{
    public int CompareTo(SpikeLeap other) => (Step, Population, Cell).CompareTo((other.Step, other.Population, other.Cell));

    /// <summary>What the user should know.</summary>
    public string Text(StateBlock block, Time timeStep)
    {
        var value = new Quantity(KernelUnits.ToSi(Value, Variable.Dimension), Variable.Dimension);
        var unit = DisplayUnit.Readable(value);
        string shown = string.Create(CultureInfo.InvariantCulture, $"{value.SiValue / unit.SiValue:G3} {unit.Name}");
        return $"Population '{block.Population.Name}', cell {Cell}: {Variable.Name} is {shown} after the spike at {(Step + 1) * timeStep}. "
            + "The membrane potential leapt far beyond the threshold within that step, and what depends on it went with it. Give it a ceiling at the "
            + "spike's peak (V <= 20 mV in a text), or a smaller time step.";
    }
}
