namespace Neuropil;

/// <summary>
/// The release sites of a synapse given as text. A name stands for the variables of all sites; where a formula is needed for one of them, its own
/// variable takes the name's place.
/// </summary>
internal sealed class SynapseSites(int? count)
{
    private readonly Dictionary<Symbol, IReadOnlyList<Symbol>> each = [];

    /// <summary>How many there are; null where the text has none.</summary>
    public int? Count => count;

    /// <summary>A name for variables or chances of the sites.</summary>
    public Symbol Add(string name, IReadOnlyList<Symbol> ofSites, SymbolKind kind)
    {
        var all = new Symbol(name, ofSites[0].Dimension, kind);
        each.Add(all, ofSites);
        return all;
    }

    /// <summary>The variables of all sites behind a name; the symbol alone for what is not of sites.</summary>
    public IReadOnlyList<Symbol> Of(Symbol symbol) => each.GetValueOrDefault(symbol, [symbol]);

    /// <summary>The first name of sites in an expression, or null.</summary>
    public Symbol? In(Expr expression) => Dependence.Symbols(expression).FirstOrDefault(each.ContainsKey);

    /// <summary>An expression at one site.</summary>
    public Expr At(Expr expression, int site) => Substitution.Replace(expression, each.ToDictionary(pair => pair.Key, pair => (Expr)pair.Value[site]));

    /// <summary>The sum over all sites.</summary>
    public Expr Sum(Expr expression) => Enumerable.Range(0, count!.Value).Select(site => At(expression, site)).Aggregate((sum, next) => sum + next);
}
