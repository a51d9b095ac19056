namespace Neuropil.Engine;

/// <summary>Values that a user gives to synapses, or to the cells at an end of a projection.</summary>
internal static class SynapseSampling
{
    /// <summary>A list, in kernel units.</summary>
    /// <exception cref="ArgumentException">It has another length.</exception>
    public static double[] Listed(Projection projection, Parameter value, string name, long expected, string what)
    {
        if (value.Count != expected)
        {
            throw new ArgumentException($"Projection '{projection.Name}' has {expected} {what}, but the list for {name} has {value.Count} values.");
        }

        var listed = new double[expected];
        value.Fill(listed, seed: 0, RandomPurpose.Parameter, family: 0, firstEntity: 0);
        return Array.ConvertAll(listed, si => KernelUnits.FromSi(si, value.Dimension));
    }
}
