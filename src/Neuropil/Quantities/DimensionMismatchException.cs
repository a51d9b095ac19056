namespace Neuropil;

/// <summary>Two quantities or expressions were combined whose units do not fit. The message names both units.</summary>
public sealed class DimensionMismatchException : Exception
{
    /// <summary>An error with the given message.</summary>
    public DimensionMismatchException(string message)
        : base(message)
    {
    }

    /// <summary>Returns the common dimension, or throws naming both units and what was being done.</summary>
    internal static Dimension RequireSame(Dimension left, Dimension right, string action)
        => left == right
            ? left
            : throw new DimensionMismatchException(
                $"Cannot {action}: one side is {QuantityCatalogue.DescribeOne(left)}, the other {QuantityCatalogue.DescribeOne(right)}.");
}
