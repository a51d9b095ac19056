namespace Neuropil;

/// <summary>Puts expressions in the place of symbols.</summary>
internal sealed class Substitution : ExprRewriter
{
    private readonly IReadOnlyDictionary<Symbol, Expr> values;

    public Substitution(IReadOnlyDictionary<Symbol, Expr> values) => this.values = values;

    /// <summary>The expression with every symbol that has a value replaced by it.</summary>
    public static Expr Replace(Expr expression, IReadOnlyDictionary<Symbol, Expr> values) => new Substitution(values).Rewrite(expression);

    protected override Expr Leaf(Expr leaf) => leaf is Symbol symbol && values.TryGetValue(symbol, out var value) ? value : leaf;
}
