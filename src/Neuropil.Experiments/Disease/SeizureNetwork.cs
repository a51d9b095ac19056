using static Neuropil.Distributions;
using static Neuropil.Units;

namespace Neuropil.Experiments;

/// <summary>A change of the balanced network, as a disease or a drug makes it.</summary>
/// <param name="Inhibition">What is left of the strength of inhibition.</param>
/// <param name="Recurrence">The strength of excitation among excitatory cells, over what is normal.</param>
/// <param name="OntoInhibition">What is left of the excitation of inhibitory cells.</param>
/// <param name="Reversal">The reversal potential of inhibition; null for the normal one.</param>
internal sealed record BalanceChange(double Inhibition = 1, double Recurrence = 1, double OntoInhibition = 1, Voltage? Reversal = null);

/// <summary>
/// Integrate-and-fire cells with conductance synapses (Vogels and Abbott 2005, as in Brette et al. 2007, benchmark 1), driven by a current that alone brings
/// them just above the threshold, so that activity cannot go out.
/// </summary>
internal static class SeizureNetwork
{
    /// <summary>The rate of the excitatory cells under a change, after its beginning, Hz.</summary>
    public static SpikeTrains Run(SeizureParameters p, BalanceChange change, Session session)
    {
        var network = session.NewNetwork();
        int inhibitory = p.Excitatory / 4;
        var cell = new LeakyIntegrateAndFire { Inputs = [new ConstantCurrent { Amplitude = p.Drive }] };
        var cells = network.Add(new Population("cells", p.Excitatory + inhibitory, cell) { Initial = { ["V"] = Uniform(-60 * mV, -50 * mV) } });
        var (e, i) = (cells.Slice("E", ..p.Excitatory), cells.Slice("I", p.Excitatory..));
        var excitation = new Exponential("excitation") { Decay = 5 * ms, Reversal = 0 * mV };
        var inhibition = new Exponential("inhibition") { Decay = 10 * ms, Reversal = change.Reversal ?? p.Reversal };
        FixedInDegree Of(int count) => new(count) { WithRepetition = false, SelfConnections = false };
        network.Connect(e, e, Of(p.Synapses * 4 / 5), excitation, change.Recurrence * p.ExcitatoryWeight);
        network.Connect(e, i, Of(p.Synapses * 4 / 5), excitation, change.OntoInhibition * p.ExcitatoryWeight);
        network.Connect(i, cells, Of(p.Synapses / 5), inhibition, change.Inhibition * p.InhibitoryWeight);
        using var run = session.Simulate(network, p.TimeStep);
        run.Advance(p.Settling, Progress.None);
        var spikes = run.Record(e.Spikes);
        run.Advance(p.Duration, Progress.None);
        return spikes.Trains();
    }
}
