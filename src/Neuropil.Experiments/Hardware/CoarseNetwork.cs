using static Neuropil.Units;

namespace Neuropil.Experiments;

/// <summary>
/// A network in balance whose lognormal weights have a few bits: 1000 excitatory and 250 inhibitory noisy cells, each with 200 and 50 inputs, of 0.2 mV and of
/// -1.2 mV on average. Its rate in theory is that of cells that see white noise of the mean and the variance that the rounded weights leave.
/// </summary>
/// <param name="Bits">The bits of a weight; null where weights are not rounded, but cut at the same largest value.</param>
/// <param name="Rate">The rate of all cells, Hz, with its error over blocks of time.</param>
/// <param name="Expected">That in theory, Hz.</param>
/// <param name="Cv">The mean CV of the intervals of cells.</param>
internal sealed record CoarseNetwork(int? Bits, Estimate Rate, double Expected, double Cv)
{
    private const int Excitatory = 1000;
    private const int Inhibitory = 250;
    private const double Connected = 0.2;
    private static readonly Voltage excitation = 0.2 * mV;
    private static readonly Voltage inhibition = -1.2 * mV;
    private static readonly Time duration = 1 * second;
    private static readonly Time block = 50 * ms;

    /// <summary>The same network with weights of any size, and of so many bits.</summary>
    public static IReadOnlyList<CoarseNetwork> Of(QuantisedWeightsParameters p, double logDeviation, Session session)
    {
        int?[] all = [null, .. p.Bits.Order()];
        return [.. all.Select((bits, i) => One(p, bits, logDeviation, session.Part(i, all.Length)))];
    }

    /// <summary>The rates over that without rounding, and the same in theory.</summary>
    public static Panel Panel(IReadOnlyList<CoarseNetwork> networks)
    {
        var exact = networks.Single(each => each.Bits is null);
        CoarseNetwork[] rounded = [.. networks.Where(each => each.Bits is not null)];
        double[] bits = [.. rounded.Select(each => (double)each.Bits!)];
        return Plot.Panel(
            new Axis("Bits"), new Axis("Rate ratio"),
            Plot.Line("theory", bits, rounded.Select(each => each.Expected / exact.Expected), colour: EiColours.Both),
            Plot.Points("network", bits, rounded.Select(each => each.Rate.Value / exact.Rate.Value),
                rounded.Select(each => each.Rate.StandardError / exact.Rate.Value), Palette.At(1)));
    }

    private static CoarseNetwork One(QuantisedWeightsParameters p, int? bits, double logDeviation, Session session)
    {
        double largest = QuantisedWeightsParameters.Largest(logDeviation);
        var grid = bits is { } some ? new WeightGrid(some, largest) : null;
        var network = session.NewNetwork();
        var cell = new EquationCell("dV/dt = (mean - V)/tau + sigma/sqrt(tau)*xi : mV (unless refractory)")
        {
            Parameters =
            {
                ["mean"] = p.Mean, ["tau"] = p.MembraneTimeConstant, ["sigma"] = p.Noise, ["threshold"] = p.Threshold, ["reset"] = p.Reset,
            },
            Threshold = "V >= threshold", Reset = "V = reset", RefractoryPeriod = p.RefractoryPeriod,
            Initial = { ["V"] = Distributions.Uniform(p.Reset, p.Threshold) },
        };
        var cells = network.Add(new Population("cells", Excitatory + Inhibitory, cell));
        Projection From(string name, PopulationSlice source, Voltage weight)
            => network.Connect(source, cells, new FixedInDegree((int)(Connected * source.Count)), new Delta(name), weight, delay: 1.5 * ms);
        var (e, i) = (From("excitation", cells.Slice("E", ..Excitatory), excitation), From("inhibition", cells.Slice("I", Excitatory..), inhibition));
        using var run = session.Simulate(network, p.TimeStep, name: $"{bits} bits");
        foreach (var (part, (projection, mean)) in new[] { (e, excitation), (i, inhibition) }.Index())
        {
            var random = new RandomStream(session.Seed, RandomPurpose.Weight, 1000 + (ulong)part);
            Voltage[] weights = new Voltage[run.Simulation.SynapsesOf(projection).Count];
            for (int synapse = 0; synapse < weights.Length; synapse++)
            {
                double weight = WeightGrid.DrawCut(logDeviation, largest, ref random);
                weights[synapse] = (grid?.Nearest(weight) ?? weight) * mean;
            }

            run.Simulation.Set(projection, "w", weights);
        }

        var progress = session.Progress.Towards(NoisyCellParameters.Settling + duration);
        run.Advance(NoisyCellParameters.Settling, progress);
        var record = run.Record(cells.Spikes);
        run.Advance(duration, progress);
        var spikes = record.Trains();
        double[] blocks = [.. spikes.PopulationRate(block).Values];
        return new CoarseNetwork(bits, Estimate.Of(blocks.Average(), StandardError.Of(blocks)), Theory(p, grid, logDeviation, largest),
            spikes.InterspikeIntervals().Cv);
    }

    // As many inputs of one size as have the mean and the variance of these.
    private static double Theory(QuantisedWeightsParameters p, WeightGrid? grid, double logDeviation, double largest)
    {
        var (mean, variance) = grid?.MomentsOfNearest(logDeviation) ?? WeightGrid.MomentsOfCut(logDeviation, largest);
        double square = variance + (mean * mean), fewer = mean * mean / square, larger = square / mean;
        var cell = p.Neuron(p.Mean).OnGrid(p.TimeStep);
        double e = fewer * Connected * Excitatory, i = fewer * Connected * Inhibitory;
        return new DiffusionNetwork(
            [cell, cell], new[,] { { e, i }, { e, i } }, new[,] { { larger * excitation, larger * inhibition }, { larger * excitation, larger * inhibition } })
            .Rates()[0] / Hz;
    }
}
