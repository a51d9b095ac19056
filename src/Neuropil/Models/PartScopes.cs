namespace Neuropil;

/// <summary>
/// The scopes in which a declaration named the parameters of a model and its parts. A part that stands at several places has one for each, in their order.
/// </summary>
internal sealed class PartScopes
{
    private readonly Dictionary<object, Queue<string>> scopes = new(ReferenceEqualityComparer.Instance);

    /// <summary>The scopes of a closed declaration; none for null.</summary>
    public PartScopes(EquationSystem? declared)
    {
        foreach (var (declaration, scope) in declared?.Declarations ?? [])
        {
            if (!scopes.TryGetValue(declaration, out var known))
            {
                scopes[declaration] = known = new Queue<string>();
            }

            known.Enqueue(scope.Length == 0 ? "" : scope + ".");
        }
    }

    /// <summary>Whether the part was declared, once more than asked for so far.</summary>
    public bool Has(IModel part) => scopes.TryGetValue(part, out var left) && left.Count > 0;

    /// <summary>What stands before the names of the next place of a part; null where it was not declared.</summary>
    public string? PrefixOf(IModel part) => Has(part) ? scopes[part].Dequeue() : null;
}
