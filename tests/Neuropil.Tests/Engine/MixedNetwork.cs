using System.Buffers.Binary;
using System.Security.Cryptography;
using static Neuropil.Distributions;
using static Neuropil.Units;

namespace Neuropil.Tests.Engine;

/// <summary>
/// A small network with everything in which a run could come to depend on threads, tiles or widths: several populations, drawn and listed
/// weights and delays, slices, sources, refractoriness, noise, parameters of every cell, traces and means.
/// </summary>
internal static class MixedNetwork
{
    public static readonly Time Duration = 60 * ms;

    /// <param name="shortestDelay">It fixes how many steps the workers run between two meetings.</param>
    /// <param name="change">Changes of the seeds.</param>
    public static Network Build(Time shortestDelay, Func<Network>? change = null)
    {
        var network = change?.Invoke() ?? new Network { Seed = 7 };
        var principal = network.Add(new Population("principal", 200, new LeakyCell
        {
            Capacitance = Uniform(150 * pF, 250 * pF), Threshold = Normal(-50 * mV, 1 * mV),
        })
        { Initial = { ["V"] = Uniform(-65 * mV, -50 * mV) } });
        var inter = network.Add(new Population("inter", 70, new LeakyCell
        {
            Refractory = 1 * ms,
            Inputs = [new OrnsteinUhlenbeckCurrent { StandardDeviation = Uniform(20 * pA, 60 * pA) },
                new OrnsteinUhlenbeckConductance { Mean = 1 * nS, StandardDeviation = 1 * nS }, new ConstantCurrent { Amplitude = 10 * pA }],
        }));
        var noise = network.Add(new Population("noise", 100, new PoissonSource { Rate = Uniform(20 * Hz, 200 * Hz) }));
        var given = network.Add(new Population("given", 5, new SpikeTimes(
            [(3, 12.34 * ms), (0, 1 * ms), (1, 1 * ms), (4, 30 * ms), (3, 12.3 * ms)])));
        var excitation = new Exponential("excitation") { Decay = 5 * ms };
        var inhibition = new Exponential("inhibition") { Decay = 10 * ms, Reversal = -80 * mV, MeanOverStep = true };
        network.Connect(noise, principal, new FixedProbability(0.3), excitation, LogNormal(3 * nS, 1 * nS), Uniform(shortestDelay, shortestDelay + (3 * ms)));
        network.Connect(
            principal, inter, new FixedOutDegree(10) { WithRepetition = true }, excitation, TruncatedNormal(3 * nS, 1 * nS, 0 * nS, 9 * nS),
            shortestDelay + (0.2 * ms));
        network.Connect(inter, principal, new FixedInDegree(8) { WithRepetition = true }, inhibition, 2 * nS, shortestDelay);
        network.Connect(principal.Slice("first", ..100), principal.Slice("last", 50..), new FixedProbability(0.1), excitation, 1.1 * nS,
            Uniform(shortestDelay, 2 * ms));
        network.Connect(
            given, inter, new ExplicitPairs([(0, 1), (3, 69), (3, 0), (0, 1), (4, 64)]), new ExponentialCurrent("kick"),
            new[] { 100 * pA, 200 * pA, 300 * pA, 400 * pA, 500 * pA }, new[] { 1 * ms, 2 * ms, 1 * ms, 3 * ms, 1 * ms });
        return network;
    }

    /// <summary>Declares everything to be recorded.</summary>
    public static MixedRecords Record(Simulation run)
    {
        var network = run.Network;
        var (principal, inter) = (network.Populations[0], network.Populations[1]);
        return new MixedRecords(
            [.. network.Populations.Select(population => run.Record(population.Spikes)), run.Record(principal.Slice("middle", 63..130).Spikes)],
            [run.Record(principal.Trace("V", 0, 63, 64, 199)), run.Record(inter.Trace("excitation.g", 69, 1) with { Interval = 0.7 * ms })],
            [run.Record(principal.Mean("V")), run.Record(inter.Slice("some", 3..68).Mean("leak") with { Interval = 0.3 * ms })]);
    }

    /// <summary>Everything recorded in a run of <see cref="Duration"/>, as one hash.</summary>
    public static string Run(Network network, RunOptions options)
    {
        using var run = new Simulation(network, options);
        var records = Record(run);
        Assert.True(run.Advance(Duration));
        return records.Hash();
    }
}

/// <summary>The records of a <see cref="MixedNetwork"/>.</summary>
internal sealed record MixedRecords(SpikeRecord[] Spikes, TraceRecord[] Traces, MeanRecord[] Means)
{
    public string Hash()
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var record in Spikes)
        {
            var trains = record.Trains();
            hash.AppendData(Convert.FromHexString(trains.Hash()));
        }

        Span<byte> bits = stackalloc byte[sizeof(double)];
        foreach (var traces in Traces.Select(record => record.Traces()).Concat(Means.Select(record => record.Traces())))
        {
            foreach (double value in traces.Columns.SelectMany(column => column.Values).Concat(traces.TimesSeconds))
            {
                BinaryPrimitives.WriteDoubleLittleEndian(bits, value);
                hash.AppendData(bits);
            }
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
