namespace Neuropil;

/// <summary>The source or the target of a synapse in a <see cref="SynapseFormula{T}"/>.</summary>
public sealed class SynapseEnd
{
    private readonly List<(Symbol Symbol, Parameter Values)> read = [];

    internal SynapseEnd(string name) => (Name, Index) = (name, new Symbol($"{name} index", Dimension.None, SymbolKind.Placeholder));

    /// <summary>The cell's number, counted from 0 within its slice.</summary>
    public Symbol Index { get; }

    /// <summary>Which end it is, for messages.</summary>
    internal string Name { get; }

    /// <summary>The lists whose values at this end the formula reads.</summary>
    internal IReadOnlyList<(Symbol Symbol, Parameter Values)> Read => read;

    /// <summary>The cell's own value in a list with one for each cell of the slice, such as a position.</summary>
    /// <exception cref="ArgumentException">This is no list.</exception>
    public Symbol Value(Parameter list)
    {
        ArgumentNullException.ThrowIfNull(list);
        if (list.Count is null)
        {
            throw new ArgumentException($"The values of a {Name} are {list}; expected a list with one for each cell of its slice.", nameof(list));
        }

        var symbol = new Symbol($"{Name} value {read.Count}", list.Dimension, SymbolKind.Placeholder);
        read.Add((symbol, list));
        return symbol;
    }

    /// <inheritdoc/>
    public override string ToString() => Name;
}
