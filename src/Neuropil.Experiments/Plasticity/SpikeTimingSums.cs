namespace Neuropil.Experiments;

/// <summary>
/// The change that a rule of spike timing makes, from its definition: a sum over all pairs and triplets of spikes, each with its exponential. Slow, and
/// without the traces of the models that it is held to; without bounds, or where they are not met. Times in ms; of one time a presynaptic spike comes first.
/// </summary>
internal static class SpikeTimingSums
{
    /// <summary>The change by pairs, each spike with each of the other end.</summary>
    /// <param name="spikes">The spikes.</param>
    /// <param name="potentiation">A+ and tau+.</param>
    /// <param name="depression">A- and tau-.</param>
    /// <param name="isNearest">Whether a spike makes a pair with the last one of the other end only.</param>
    public static double Pairs(PairedSpikes spikes, (double Size, double Decay) potentiation, (double Size, double Decay) depression, bool isNearest = false)
        => spikes.Postsynaptic.Sum(after => potentiation.Size * Trace(spikes.Presynaptic.Where(time => time <= after), after, potentiation.Decay, isNearest))
            - spikes.Presynaptic.Sum(before => depression.Size * Trace(spikes.Postsynaptic.Where(time => time < before), before, depression.Decay, isNearest));

    /// <summary>The change by pairs and triplets, each spike with each.</summary>
    public static double Triplets(PairedSpikes spikes, TripletNumbers rule)
        => spikes.Postsynaptic.Sum(after => Trace(spikes.Presynaptic.Where(time => time <= after), after, rule.PotentiationDecay)
                * (rule.PairPotentiation + (rule.TripletPotentiation * Trace(spikes.Postsynaptic.Where(time => time < after), after, rule.PostsynapticMemory))))
            - spikes.Presynaptic.Sum(before => Trace(spikes.Postsynaptic.Where(time => time < before), before, rule.DepressionDecay)
                * (rule.PairDepression + (rule.TripletDepression * Trace(spikes.Presynaptic.Where(time => time < before), before, rule.PresynapticMemory))));

    private static double Trace(IEnumerable<double> times, double now, double decay, bool isNearest = false)
        => (isNearest ? times.TakeLast(1) : times).Sum(time => Math.Exp((time - now) / decay));
}

/// <summary>The numbers of a triplet rule as published; ms. By default those of the minimal fit to visual cortex.</summary>
internal sealed record TripletNumbers
{
    /// <summary>The minimal fit to visual cortex.</summary>
    public static TripletNumbers VisualCortex { get; } = new();

    /// <summary>The minimal fit to cultures of hippocampus.</summary>
    public static TripletNumbers Hippocampus { get; } = new()
    {
        PairPotentiation = 5.3e-3, TripletPotentiation = 8e-3, PairDepression = 3.5e-3, PostsynapticMemory = 40,
    };

    public double PairPotentiation { get; init; }

    public double TripletPotentiation { get; init; } = 6.5e-3;

    public double PairDepression { get; init; } = 7.1e-3;

    public double TripletDepression { get; init; }

    public double PotentiationDecay { get; init; } = 16.8;

    public double DepressionDecay { get; init; } = 33.7;

    public double PresynapticMemory { get; init; } = 101;

    public double PostsynapticMemory { get; init; } = 114;
}
