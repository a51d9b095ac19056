namespace Neuropil.Networks;

/// <summary>Looks for weights below zero where a receptor has no meaning for them.</summary>
internal static class WeightSigns
{
    /// <summary>What is wrong with the signs of a projection's weights, or null.</summary>
    public static string? Fault(Projection projection)
        => projection.Receptor.NegativeWeights != NegativeWeights.Meant && Negative(projection.Weight) is { } weight
            ? $"Projection '{projection.Name}': {weight}, but receptor '{projection.Receptor.Name}' is for weights of 0 or more{Advice(projection.Receptor)}"
            : null;

    private static string? Negative(Parameter weight)
    {
        if (weight.IsUniform)
        {
            return weight.UniformSi < 0 ? $"the weight is {weight}" : null;
        }

        if (weight.Count is not { } count)
        {
            return weight.Values.MayBeNegative ? $"weights are drawn from {weight} and may be negative" : null;
        }

        double[] si = new double[count];
        weight.Fill(si, seed: 0, RandomPurpose.Weight, family: 0, firstEntity: 0);
        int first = Array.FindIndex(si, value => value < 0);
        return first < 0 ? null : $"weight {first} of the list is {new Quantity(si[first], weight.Dimension)}";
    }

    private static string Advice(Receptor receptor) => receptor.WeightDimension == Conductance.Dimension
        ? ": a conductance below zero drives the membrane away from the reversal potential. Inhibition has a positive weight and a low reversal potential."
        : ".";
}
