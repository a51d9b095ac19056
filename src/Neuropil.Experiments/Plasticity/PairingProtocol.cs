using static Neuropil.Units;

namespace Neuropil.Experiments;

/// <summary>Spikes of both ends of a synapse, as they reach it, ms; multiples of the time step.</summary>
/// <param name="Presynaptic">Those of the source.</param>
/// <param name="Postsynaptic">Those of the target.</param>
internal sealed record PairedSpikes(IReadOnlyList<double> Presynaptic, IReadOnlyList<double> Postsynaptic)
{
    /// <summary>One pattern repeated: each spike of the pattern is at a time after the beginning of each repeat.</summary>
    public static PairedSpikes Repeated(double[] presynaptic, double[] postsynaptic, int repeats, double interval)
    {
        double[] Times(double[] pattern) => [.. Enumerable.Range(0, repeats).SelectMany(k => pattern.Select(time => (k * interval) + time)).Order()];
        return new PairedSpikes(Times(presynaptic), Times(postsynaptic));
    }

    /// <summary>Pairs at a distance from the presynaptic to the postsynaptic spike, repeated.</summary>
    public static PairedSpikes Pairs(double distance, int repeats, double interval)
        => Repeated([Math.Max(0, -distance)], [Math.Max(0, distance)], repeats, interval);
}

/// <summary>
/// What a rule makes of a synapse whose both ends spike at given times, whatever the synapse does: targets are kicked over their thresholds, and feel nothing
/// of what is measured.
/// </summary>
internal static class PairingProtocol
{
    /// <summary>The weight at the end of each protocol, in a simulation of all of them.</summary>
    /// <param name="protocols">The protocols, each with a synapse of its own.</param>
    /// <param name="rule">The rule; weights are pure numbers.</param>
    /// <param name="initial">The weight at the start, one for all or one for each.</param>
    /// <param name="timeStep">The time step.</param>
    /// <param name="session">What runs it.</param>
    public static double[] Weights(IReadOnlyList<PairedSpikes> protocols, Plasticity rule, double[] initial, Time timeStep, Session session)
    {
        double dt = timeStep / ms;
        int lead = (int)Math.Ceiling(2 / dt); // steps before the first spike
        Time At(double time) => (lead + Math.Round(time / dt)) * timeStep;
        var network = session.NewNetwork();
        var cells = new SpikePairs(
            network, timeStep, [.. protocols.Select(protocol => (protocol.Presynaptic.Select(At).ToArray(), protocol.Postsynaptic.Select(At).ToArray()))],
            refractoryPeriod: 0 * ms);
        var synapses = network.Connect(
            cells.Sources, cells.Targets, new ExplicitPairs([.. protocols.Select((_, i) => (i, i))]), new Amounts("amounts"),
            initial.Length == 1 ? (Number)initial[0] : Array.ConvertAll(initial, weight => (Number)weight), plasticity: rule);
        double last = protocols.Max(protocol => protocol.Presynaptic.Concat(protocol.Postsynaptic).DefaultIfEmpty(0).Max());
        var run = session.Simulate(network, timeStep, precision: Precision.Double);
        run.Advance(At(last) + (2 * timeStep));
        double[] weights = run.Simulation.SynapsesOf(synapses).Numbers("w");
        run.Dispose();
        return weights;
    }
}
