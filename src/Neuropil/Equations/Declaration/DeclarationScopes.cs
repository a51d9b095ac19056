namespace Neuropil;

/// <summary>
/// The nested scopes in which declarations stand, and the paths that names have in them: <c>m</c> in <c>sodium</c>, <c>traubMiles</c> is
/// <c>sodium.traubMiles.m</c>.
/// </summary>
internal sealed class DeclarationScopes
{
    private readonly HashSet<string> opened = new(StringComparer.Ordinal);
    private readonly Stack<string> open = new();

    /// <summary>The path of a name in the present scope; of the scope itself for an empty one.</summary>
    public string Path(string name) => string.Join('.', open.Reverse().Append(name).Where(part => part.Length > 0));

    /// <summary>Runs a declaration in a scope of its own.</summary>
    /// <exception cref="ArgumentException">The name is empty, or there is already a scope of that name.</exception>
    public void In(string name, Action declare)
    {
        if (string.IsNullOrWhiteSpace(name))
        {
            throw new ArgumentException($"A mechanism, receptor or input{(open.Count == 0 ? "" : $" in '{Path("")}'")} needs a name.", nameof(name));
        }

        if (!opened.Add(Path(name)))
        {
            throw new ArgumentException($"There are two mechanisms, receptors or inputs '{Path(name)}'. Give one of them another Name.", nameof(name));
        }

        AgainIn(name, declare);
    }

    /// <summary>Runs a further declaration in a scope that was opened before.</summary>
    public void AgainIn(string name, Action declare)
    {
        open.Push(name);
        declare();
        open.Pop();
    }
}
