using System.Reflection;

namespace Neuropil.Networks;

/// <summary>Whether two receptors are the same kind with the same name and values, so that their weights may simply add.</summary>
internal static class ReceptorEquality
{
    public static bool AreEqual(Receptor a, Receptor b)
        => ReferenceEquals(a, b)
        || (a.GetType() == b.GetType()
            && a.GetType().GetProperties(BindingFlags.Public | BindingFlags.Instance)
                .All(property => SameValue(property.GetValue(a), property.GetValue(b))));

    // Drawn parameters are the same only if they are the same object: their draws would differ otherwise.
    private static bool SameValue(object? a, object? b)
        => Equals(a, b) || (a is Receptor one && b is Receptor other && AreEqual(one, other))
            || (a is Parameter { IsUniform: true } first && b is Parameter { IsUniform: true } second
            && first.UniformSi.Equals(second.UniformSi) && first.Dimension == second.Dimension);
}
