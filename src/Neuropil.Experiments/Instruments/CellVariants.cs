namespace Neuropil.Experiments;

/// <summary>Cells of one population that differ in some of their parameters.</summary>
internal static class CellVariants
{
    /// <summary>The cell with a list of values, one for each of its population, of some parameters by full name: <c>soma.leak.conductance</c>.</summary>
    /// <exception cref="UnknownNameException">There is no such parameter; the message gives the nearest.</exception>
    public static TCell WithEach<TCell>(this TCell cell, params (string Name, IEnumerable<double> SiValues)[] values)
        where TCell : Neuron
        => ModelParameters.With(cell, values.ToDictionary(each => each.Name, each => each.SiValues.ToArray()));

    /// <summary>The same for one parameter that keeps its value in some cells and is zero in others: what a channel does, seen by its absence.</summary>
    /// <exception cref="UnknownNameException">There is no such parameter; the message gives the nearest.</exception>
    public static TCell WithOrWithout<TCell>(this TCell cell, string name, IEnumerable<bool> has)
        where TCell : Neuron
        => cell.WithEach((name, has.Select(each => each ? ModelParameters.Of(cell).GetValueOrDefault(name)?.UniformSi ?? 0 : 0)));
}
