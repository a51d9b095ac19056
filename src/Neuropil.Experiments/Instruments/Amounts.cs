namespace Neuropil.Experiments;

/// <summary>An instrument in place of a receptor: what arrives in each step, a pure number, and nothing of what arrived before.</summary>
/// <param name="Name">The name in the paths of its variable, <c>arrived</c>.</param>
public sealed record Amounts(string Name) : Receptor<Number>(Name)
{
    /// <inheritdoc/>
    protected override void Declare(CellBuilder equations, Symbol voltage)
    {
        ArgumentNullException.ThrowIfNull(equations);
        var arrived = equations.State("arrived", Dimension.None);
        equations.Update(arrived, 0 * arrived);
        var (weights, arrival) = equations.Arrival(Dimension.None);
        equations.On(arrival, arrived, weights);
    }
}
