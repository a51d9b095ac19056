namespace Neuropil.Networks;

/// <summary>Looks for weights below zero where a receptor has no meaning for them.</summary>
internal static class WeightSigns
{
    /// <summary>What is wrong with the signs of a projection's weights, or null.</summary>
    public static string? Fault(Projection projection) => Fault($"Projection '{projection.Name}'", projection.Receptor, projection.Weight);

    /// <summary>What is wrong with the sign of what an input brings, or null.</summary>
    public static string? Fault(SynapticInput input)
        => input.WeightOfSpikes is { } weight ? Fault($"Input '{input.Name}' to '{input.Target.Name}'", input.Receptor, weight) : null;

    /// <summary>What is wrong with the sign of a weight that spikes bring to a receptor, or null; <paramref name="owner"/> says whose they are.</summary>
    public static string? Fault(string owner, Receptor receptor, Parameter weight)
        => receptor.NegativeWeights != NegativeWeights.Meant && Negative(weight) is { } negative
            ? $"{owner}: {negative}, but receptor '{receptor.Name}' is for weights of 0 or more{Advice(receptor)}"
            : null;

    private static string? Negative(Parameter weight)
    {
        if (weight.IsUniform)
        {
            return weight.UniformSi < 0 ? $"the weight is {weight}" : null;
        }

        if (weight.Count is not { } count)
        {
            return weight.Values.NearlyAll is { Low: < 0 } ? $"weights are drawn from {weight} and may be negative" : null;
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
