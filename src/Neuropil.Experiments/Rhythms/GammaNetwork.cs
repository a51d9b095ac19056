using static Neuropil.Distributions;
using static Neuropil.Units;

namespace Neuropil.Experiments;

/// <summary>
/// Pyramidal cells and interneurons, each connected to all of the other kind, with the cells and synapses of <see cref="GammaPair"/>: its conductances are
/// shared out among the sources, so that cells in step act as the pair does.
/// </summary>
/// <param name="Pair">The pair.</param>
/// <param name="Excitatory">The number of pyramidal cells.</param>
/// <param name="Inhibitory">The number of interneurons.</param>
/// <param name="Spread">The standard deviation of the drive among pyramidal cells, as a part of its mean.</param>
internal sealed record GammaNetwork(GammaPair Pair, int Excitatory, int Inhibitory, double Spread)
{
    private const double Area = 20_000e-8; // cm², of both cells

    /// <summary>Runs it for so long after its first cycles, and gives the spikes of both kinds.</summary>
    public (SpikeTrains Excitatory, SpikeTrains Inhibitory) Run(Session session, Time timeStep, Time settling, Time duration)
    {
        var drive = CurrentDensity.FromSi(Pair.Drive.UniformSi) * (Area * cm2);
        var network = session.NewNetwork();
        var pyramidal = new ReducedTraubMiles { Inputs = [new ConstantCurrent { Amplitude = Spread > 0 ? Normal(drive, Spread * drive) : drive }] };
        var e = network.Add(new Population("E", Excitatory, WithGate(pyramidal, Pair.ExcitatoryDecay)) { Initial = { ["V"] = Uniform(-75 * mV, -60 * mV) } });
        var i = network.Add(new Population("I", Inhibitory, WithGate(new WangBuzsaki(), Pair.InhibitoryDecay)) { Initial = { ["V"] = Uniform(-70 * mV,
            -60 * mV) } });
        network.Connect(e, i, new AllToAll(), new TransmitterCoupling("excitation"), Share(Pair.Excitation, Excitatory));
        network.Connect(i, e, new AllToAll(), new TransmitterCoupling("inhibition") { Reversal = Pair.InhibitoryReversal }, Share(Pair.Inhibition, Inhibitory));
        using var run = session.Simulate(network, timeStep);
        var progress = session.Progress.Towards(settling + duration);
        run.Advance(settling, progress);
        var (first, second) = (run.Record(e.Spikes), run.Record(i.Spikes));
        run.Advance(duration, progress);
        return (first.Trains(), second.Trains());
    }

    private static PointNeuron WithGate(PointNeuron cell, Parameter<Time> decay) => cell with { Mechanisms = [.. cell.Mechanisms,
        new TransmitterGate { Decay = decay }] };

    private static Conductance Share(Parameter<ConductanceDensity> density,
        int sources) => ConductanceDensity.FromSi(density.UniformSi) * (Area * cm2) / sources;
}
