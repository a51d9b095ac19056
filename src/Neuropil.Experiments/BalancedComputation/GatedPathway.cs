using static Neuropil.Units;

namespace Neuropil.Experiments;

/// <summary>
/// A pathway whose excitation carries a signal, and inhibition that carries the same one: where both are in balance nothing arrives; where inhibition is
/// reduced the gate is open (Vogels and Abbott 2009, Nat. Neurosci. 12). Cells have noise of their own.
/// </summary>
/// <param name="Strength">Inhibition over what balances excitation.</param>
/// <param name="TimesMs">Times of the course, ms.</param>
/// <param name="Rate">The cells' rate over time, Hz.</param>
/// <param name="Signal">The signal over time, from -1 to 1.</param>
/// <param name="Gain">By how much the rate changes with the signal, Hz for all of it.</param>
/// <param name="Error">The standard error of that over cells.</param>
/// <param name="Current">The amplitude of the signal in the mean current, pA.</param>
internal sealed record GatedPathway(double Strength, double[] TimesMs, double[] Rate, double[] Signal, double Gain, double Error, double Current)
{
    private const int Cells = 200;
    private const double Depth = 0.5; // of the modulation
    private static readonly Time dt = 0.1 * ms;
    private static readonly Time settling = 250 * ms;
    private static readonly Frequency frequency = 4 * Hz;
    private static readonly Frequency rate = 5 * kHz;
    private static readonly Current weight = 20 * pA;

    /// <summary>The amplitude in theory, pA: what inhibition leaves of the excitation's, each filtered by its synapses.</summary>
    public static double ExpectedCurrent(double strength)
    {
        // On the grid: the mean of a current that decays by E in each step is w r dt/(1 - E).
        double mean = rate * dt * (weight / pA) / (1 - Math.Exp(-dt / (5 * ms)));
        var phase = System.Numerics.Complex.Exp(new System.Numerics.Complex(0, -2 * Math.PI * (frequency * dt)));
        double filtered = ((1 - Math.Exp(-dt / (5 * ms))) / (1 - (Math.Exp(-dt / (5 * ms)) * phase))).Magnitude;
        return Math.Abs(1 - strength) * mean * Depth * filtered;
    }

    /// <summary>Simulates gates of several strengths.</summary>
    public static IReadOnlyList<GatedPathway> Of(double[] strengths, Time duration, Session session)
    {
        var network = session.NewNetwork();
        var modulation = 1 + (Depth * Functions.Sin(2 * Math.PI * frequency * Symbol.Time));
        Population[] groups = [.. strengths.Select(strength =>
        {
            var cells = network.Add(new Population($"inhibition {strength}", Cells, new LeakyIntegrateAndFire
            {
                RefractoryPeriod = 2 * ms, Inputs = [new OrnsteinUhlenbeckCurrent { Mean = 60 * pA, StandardDeviation = 60 * pA, TimeConstant = 5 * ms }],
            }));
            foreach (var (name, sign) in new[] { ("excitation", 1.0), ("inhibition", -strength) })
            {
                network.Add(new PoissonInput<Current>
                {
                    Name = $"{name} spikes", Target = cells, Receptor = new ExponentialCurrent(name) { Decay = 5 * ms }, Rate = rate, Weight = sign * weight,
                        Modulation = modulation,
                });
            }

            return cells;
        })];
        using var run = session.Simulate(network, dt, name: "gates");
        var means = groups.Select(cells => new[] { run.Record(cells.Mean("excitation.current") with { Interval = 1 * ms }),
            run.Record(cells.Mean("inhibition.current") with { Interval = 1 * ms }) })
            .ToList();
        run.Advance(settling, Progress.None);
        var records = groups.Select(cells => run.Record(cells.Spikes)).ToList();
        run.Advance(duration);
        return [.. strengths.Select((strength, i) => Measured(strength, records[i].Trains(), means[i]))];
    }

    private static GatedPathway Measured(double strength, SpikeTrains spikes, MeanRecord[] means)
    {
        var binned = spikes.PopulationRate(5 * ms);
        double[] times = [.. binned.Values.Select((_, bin) => (binned.Centre(bin) - spikes.Start) / ms)];
        double[] gains = [.. Enumerable.Range(0, Cells / 20).Select(group
            => spikes.Slice("group", (20 * group)..(20 * (group + 1))).ModulationAt(frequency, spikes.Start, spikes.Duration))
            .Select(amplitude => -amplitude.Imaginary)]; // in phase with the sine
        double[] current = [.. means[0].Traces().Columns[0].In(pA).Zip(means[1].Traces().Columns[0].In(pA), (e, i) => e + i).Skip((int)(settling / ms))];
        var sum = System.Numerics.Complex.Zero;
        int period = (int)Math.Round(1 / (frequency * (1 * ms))), whole = current.Length / period * period;
        for (int i = 0; i < whole; i++)
        {
            sum += current[i] * System.Numerics.Complex.Exp(new System.Numerics.Complex(0, -2 * Math.PI * i / period));
        }

        return new GatedPathway(
            strength, times, [.. binned.Values], [.. times.Select(time => Math.Sin(2 * Math.PI * frequency.SiValue * ((time / 1000) + spikes.Start.SiValue)))],
            gains.Average(), StandardError.Of(gains), 2 * sum.Magnitude / whole);
    }
}
