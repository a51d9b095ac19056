namespace Neuropil;

/// <summary>Names of mechanisms in paths: the type's name in camel case, without the ion's name in front (SodiumTraubMiles in sodium is traubMiles).</summary>
internal static class MechanismNames
{
    public static string Default(Type type, string prefix)
    {
        string name = type.Name;
        if (prefix.Length > 0 && name.Length > prefix.Length && name.StartsWith(prefix, StringComparison.OrdinalIgnoreCase))
        {
            name = name[prefix.Length..];
        }

        return CamelCase(name);
    }

    /// <summary>The name with a small first letter.</summary>
    public static string CamelCase(string name) => char.ToLowerInvariant(name[0]) + name[1..];
}
