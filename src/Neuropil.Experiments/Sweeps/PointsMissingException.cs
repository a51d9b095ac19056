namespace Neuropil.Experiments;

/// <summary>A process has calculated its share of the points, and others have not yet: the one that ends last draws them all.</summary>
/// <param name="there">How many points are there.</param>
/// <param name="all">How many there will be.</param>
internal sealed class PointsMissingException(int there, int all)
    : Exception($"{there} of {all} points are there; the process that adds the last one writes the report")
{
}
