namespace Neuropil;

/// <summary>
/// A part of a cell with one membrane potential: where currents flow in, and what receptors see. A cell that declares no compartments is one,
/// called <c>soma</c>.
/// </summary>
public sealed class Compartment
{
    private readonly OpenSum input;

    internal Compartment(string name, OpenSum input) => (Name, this.input) = (name, input);

    /// <summary>The name by which receptors and injected currents choose it.</summary>
    public string Name { get; }

    /// <summary>Its membrane potential; null where the cell has none.</summary>
    public Symbol? Voltage { get; internal set; }

    /// <summary>
    /// The current, positive inward, that receptors and injected currents bring here: a placeholder, see <see cref="CellBuilder.InputCurrent"/>.
    /// </summary>
    public Symbol InputCurrent => input.Symbol;

    /// <summary>The sum of these currents so far.</summary>
    internal Expr? InwardCurrent => input.Value;

    /// <summary>Adds to it.</summary>
    internal void Add(Expr current) => input.Add(current);

    /// <summary>The place for a compartment with a potential of its own where the same current flows in.</summary>
    internal Compartment Renamed(string name) => new(name, input);
}
