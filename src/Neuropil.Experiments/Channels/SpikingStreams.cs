using static Neuropil.Functions;
using static Neuropil.Units;

namespace Neuropil.Experiments;

/// <summary>How the rate of one group of spiking cells follows its own signal and that of the other.</summary>
/// <param name="Own">The slope on its own signal, Hz.</param>
/// <param name="Other">The slope on the other signal, Hz.</param>
/// <param name="Explained">The part of the variance of the rate that its own signal explains.</param>
internal sealed record StreamReading(double Own, double Other, double Explained);

/// <summary>
/// Two groups of integrate-and-fire cells (Brunel 2000) with a signal each, of whose synapses a part comes from both groups alike, and the rest from the own.
/// </summary>
/// <param name="Excitatory">The excitatory cells of a group, four times its inhibitory ones.</param>
/// <param name="Spread">The part of the synapses that is spread.</param>
internal sealed record SpikingStreams(int Excitatory, double Spread)
{
    private const int Synapses = 80; // excitatory ones; a quarter as many inhibit
    private const double Depth = 0.1;
    private static readonly Time window = 50 * ms, settling = 300 * ms;

    /// <summary>Runs the network and reads the first group.</summary>
    public StreamReading Read(Session session, Time duration)
    {
        var brunel = new BrunelParameters { Excitatory = Excitatory, Weight = 0.1 * Math.Sqrt(1000.0 / Synapses) * mV, InhibitoryRatio = 6,
            ExternalRatio = 1.5 };
        double connection = (double)Synapses / Excitatory;
        brunel = brunel with { ConnectionProbability = connection };
        var leak = 10 * nS;
        var cell = new LeakyIntegrateAndFire
        {
            Capacitance = (Capacitance)(brunel.MembraneTimeConstant * leak), LeakConductance = leak, LeakReversal = 0 * mV, Threshold = brunel.Threshold,
            Reset = brunel.Reset, RefractoryPeriod = brunel.RefractoryPeriod,
        };
        var network = session.NewNetwork();
        int inhibitory = Excitatory / 4, size = Excitatory + inhibitory;
        var kick = new Delta("kick");
        var cells = network.Add(new Population("cells", 2 * size, cell) { Initial = { ["V"] = Distributions.Uniform(0 * mV, brunel.Threshold) } });
        double[][] signals = [.. Enumerable.Range(0, 2).Select(group => SlowSignal.Of(settling + duration, Depth, session.Seed, group))];
        for (int to = 0; to < 2; to++)
        {
            var target = cells.Slice($"group {to + 1}", (to * size)..((to + 1) * size));
            for (int from = 0; from < 2; from++)
            {
                double part = (Spread / 2) + (from == to ? 1 - Spread : 0);
                int start = from * size;
                Connect(cells.Slice($"E {from + 1} onto {to + 1}", start..(start + Excitatory)), part * Synapses, brunel.Weight);
                Connect(cells.Slice($"I {from + 1} onto {to + 1}", (start + Excitatory)..(start + size)), part * Synapses / 4,
                    -brunel.InhibitoryRatio * brunel.Weight);
            }

            network.Add(new PoissonInput<Voltage>
            {
                Name = $"outside {to + 1}", Target = target, Receptor = kick, Rate = brunel.ExternalRate, Weight = brunel.Weight,
                Modulation = Samples<Number>([.. signals[to].Select(value => (Number)value)], SlowSignal.Interval, Symbol.Time),
            });

            void Connect(PopulationSlice source, double count, Voltage weight)
            {
                if (Math.Round(count) > 0)
                {
                    network.Connect(source, target, new FixedInDegree((int)Math.Round(count)) { WithRepetition = false, SelfConnections = false }, kick,
                        weight, brunel.Delay);
                }
            }
        }

        using var run = session.Simulate(network, 0.1 * ms);
        var progress = session.Progress.Towards(settling + duration);
        run.Advance(settling, progress);
        var spikes = run.Record(cells.Slice("read", ..Excitatory).Spikes);
        run.Advance(duration, progress);
        double[] rates = [.. spikes.Trains().PopulationRate(window).Values];
        double[][] means = [.. signals.Select(signal => SlowSignal.Means(signal, settling, window, rates.Length))];
        double[] slopes = MathNet.Numerics.Fit.MultiDim([.. means[0].Zip(means[1], (a, b) => new[] { a, b })], rates, intercept: true);
        return new StreamReading(slopes[1], slopes[2], Math.Pow(MathNet.Numerics.Statistics.Correlation.Pearson(means[0], rates), 2));
    }
}
