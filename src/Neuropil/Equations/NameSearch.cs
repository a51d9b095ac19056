using System.Diagnostics.CodeAnalysis;

namespace Neuropil;

/// <summary>
/// Finds what a name means: the full path, or the path within the main scope (V for soma.V), or its end after a dot if no other ends so. What is given first
/// is looked through before what is given later, which may have names that end alike.
/// </summary>
internal static class NameSearch
{
    /// <summary>What has that name.</summary>
    /// <param name="kind">What is looked for, for the message.</param>
    /// <param name="name">The name.</param>
    /// <param name="mainScope">The scope that may be left out; null for none.</param>
    /// <param name="groups">All names with what they mean.</param>
    /// <exception cref="UnknownNameException">There is none, or more than one; the message names the nearest.</exception>
    public static T Find<T>(string kind, string name, string? mainScope, params IEnumerable<(string Name, T Value)>[] groups)
        => TryFind(kind, name, mainScope, out var value, groups)
            ? value : throw UnknownNameException.For(kind, name, groups.SelectMany(group => group).Select(item => item.Name));

    /// <summary>Looks for what has that name.</summary>
    /// <returns>Whether there is one.</returns>
    /// <inheritdoc cref="Find"/>
    /// <exception cref="UnknownNameException">There is more than one; the message names them.</exception>
    public static bool TryFind<T>(
        string kind, string name, string? mainScope, [MaybeNullWhen(false)] out T value, params IEnumerable<(string Name, T Value)>[] groups)
    {
        var lists = Array.ConvertAll(groups, group => group.ToList());
        Predicate<(string Name, T Value)>[] ways =
        [
            item => item.Name == name,
            item => mainScope is not null && item.Name == $"{mainScope}.{name}",
            item => item.Name.EndsWith("." + name, StringComparison.Ordinal),
        ];
        foreach (var way in ways)
        {
            foreach (var list in lists)
            {
                if (list.FindAll(way) is { Count: > 0 } found)
                {
                    value = found.Count == 1 ? found[0].Value
                        : throw new UnknownNameException(
                            $"{char.ToUpperInvariant(kind[0])}{kind[1..]} '{name}' is ambiguous: {string.Join(", ", found.Select(one => one.Name))}.");
                    return true;
                }
            }
        }

        value = default;
        return false;
    }
}
