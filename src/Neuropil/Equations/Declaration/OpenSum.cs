namespace Neuropil;

/// <summary>
/// A sum that several declarations fill, such as the current that receptors bring to a cell, or what its channels bring to a pool. Its symbol stands in
/// equations until the system is closed, and then for everything that was added; for zero where nothing was.
/// </summary>
public sealed class OpenSum
{
    internal OpenSum(string name, Dimension dimension) => Symbol = new Symbol(name, dimension, SymbolKind.Placeholder);

    /// <summary>Stands for the sum in equations.</summary>
    public Symbol Symbol { get; }

    /// <summary>What was added so far; null for nothing.</summary>
    internal Expr? Value { get; private set; }

    /// <summary>Adds to the sum.</summary>
    /// <exception cref="DimensionMismatchException">The amount has another unit than the sum.</exception>
    public void Add(Expr amount)
    {
        var own = amount.Required($"What is added to {Symbol.Name}", Symbol.Dimension);
        Value = Value is null || ConstantExpr.IsZero(Value) ? own : Value + own;
    }
}
