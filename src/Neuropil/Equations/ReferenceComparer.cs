using System.Runtime.CompilerServices;

namespace Neuropil;

/// <summary>Compares expressions by identity: a node stands for itself, and a formula written twice is made one by the compiler, not here.</summary>
internal sealed class ReferenceComparer : IEqualityComparer<Expr>
{
    public static readonly ReferenceComparer Instance = new();

    public bool Equals(Expr? x, Expr? y) => ReferenceEquals(x, y);

    public int GetHashCode(Expr obj) => RuntimeHelpers.GetHashCode(obj);
}
