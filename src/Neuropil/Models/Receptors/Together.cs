namespace Neuropil;

/// <summary>
/// Receptors that share their synapses, as AMPA and NMDA do: one wiring, one weight, one arrival; the first feels the weight, the second the
/// weight times a ratio.
/// </summary>
/// <param name="Name">The name before the receptors' names in the paths of their variables.</param>
/// <param name="First">The receptor that feels the weight.</param>
/// <param name="Second">The receptor that feels the weight times the ratio.</param>
/// <param name="Ratio">The ratio, one for all cells or one for each.</param>
/// <typeparam name="TWeight">The quantity of a weight.</typeparam>
public sealed record Together<TWeight>(string Name, Receptor<TWeight> First, Receptor<TWeight> Second, NumberParameter Ratio) : Receptor<TWeight>(Name)
    where TWeight : struct, IQuantity<TWeight>
{
    /// <inheritdoc/>
    protected internal override void Declare(CellBuilder equations, Symbol voltage)
    {
        foreach (var receptor in new Receptor[] { First, Second }.Where(receptor => receptor.Compartment is not null && receptor.Compartment != Compartment))
        {
            throw new ArgumentException(
                $"receptor '{receptor.Name}' is on compartment '{receptor.Compartment}', but '{Name}', to which it belongs, is on "
                + $"{(Compartment is null ? "the cell's main one" : $"'{Compartment}'")}");
        }

        equations.NameParameter("ratio", Ratio);
        var arriving = equations.Arrival(TWeight.Dimension);
        equations.AddPart(arriving, 1.0, First);
        equations.AddPart(arriving, Expr.Of(Ratio), Second);
    }
}
