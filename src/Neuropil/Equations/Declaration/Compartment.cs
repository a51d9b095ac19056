namespace Neuropil;

/// <summary>
/// A part of a cell with one membrane potential: where currents flow in, and what receptors see. A cell that declares no compartments is one,
/// called <c>soma</c>.
/// </summary>
public sealed class Compartment
{
    internal Compartment(string name, Symbol inputCurrent)
    {
        Name = name;
        InputCurrent = inputCurrent;
    }

    /// <summary>The name by which receptors and injected currents choose it.</summary>
    public string Name { get; }

    /// <summary>Its membrane potential; null where the cell has none.</summary>
    public Symbol? Voltage { get; internal set; }

    /// <summary>The current, positive inward, that receptors and injected currents bring here: a placeholder, see <see cref="EquationBuilder.InputCurrent"/>.</summary>
    public Symbol InputCurrent { get; }

    /// <summary>The sum of these currents so far.</summary>
    internal Expr? InwardCurrent { get; private set; }

    /// <summary>Adds to it.</summary>
    internal void Add(Expr current) => InwardCurrent = InwardCurrent is null ? current : InwardCurrent + current;
}
