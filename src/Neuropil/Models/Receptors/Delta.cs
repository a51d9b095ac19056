namespace Neuropil;

/// <summary>
/// A synapse without time course: each spike moves V by its weight at once, after the cell has integrated and before its threshold is tested
/// (the delta synapse of Brunel 2000, J. Comput. Neurosci. 8). What arrives while V is held after a spike is lost.
/// </summary>
/// <param name="Name">The name in the paths of its variables.</param>
public sealed record Delta(string Name) : Receptor<Voltage>(Name)
{
    /// <inheritdoc/>
    protected internal override void Declare(CellBuilder equations, Symbol voltage)
    {
        var (weights, arrival) = equations.Arrival(Voltage.Dimension);
        equations.On(arrival, voltage, voltage + weights);
    }
}
