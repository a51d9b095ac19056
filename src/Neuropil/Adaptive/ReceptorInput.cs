namespace Neuropil;

/// <summary>Spikes with given times and weights that arrive at a receptor of a single cell.</summary>
/// <param name="Receptor">The receptor.</param>
public abstract record ReceptorInput(Receptor Receptor)
{
    /// <summary>Arrival times and weights in SI units.</summary>
    internal abstract IEnumerable<(double TimeSi, double WeightSi)> Arrivals { get; }
}

/// <summary>Spikes with given times and weights that arrive at a receptor whose weights are of type <typeparamref name="TWeight"/>.</summary>
/// <param name="Target">The receptor.</param>
/// <param name="Spikes">When spikes arrive, in any order, and with which weights.</param>
/// <typeparam name="TWeight">The quantity of a weight.</typeparam>
public sealed record ReceptorInput<TWeight>(Receptor<TWeight> Target, IReadOnlyList<(Time Time, TWeight Weight)> Spikes) : ReceptorInput(Target)
    where TWeight : struct, IQuantity<TWeight>
{
    internal override IEnumerable<(double TimeSi, double WeightSi)> Arrivals => Spikes.Select(spike => (spike.Time.SiValue, spike.Weight.SiValue));
}
