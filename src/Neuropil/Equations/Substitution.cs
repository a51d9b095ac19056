namespace Neuropil;

/// <summary>Puts expressions in the place of symbols.</summary>
internal sealed class Substitution : ExprRewriter
{
    private readonly IReadOnlyDictionary<Symbol, Expr> values;
    private readonly HashSet<Symbol> met = [];

    public Substitution(IReadOnlyDictionary<Symbol, Expr> values) => this.values = values;

    /// <summary>The expression with every symbol that has a value replaced by it.</summary>
    public static Expr Replace(Expr expression, IReadOnlyDictionary<Symbol, Expr> values) => new Substitution(values).Rewrite(expression);

    /// <summary>Whether any expression so far had the symbol: what it becomes is kept, so that its value must not change any more.</summary>
    public bool HasMet(Symbol symbol) => met.Contains(symbol);

    protected override Expr Leaf(Expr leaf)
    {
        if (leaf is not Symbol symbol)
        {
            return leaf;
        }

        met.Add(symbol);
        return values.GetValueOrDefault(symbol, symbol);
    }
}
