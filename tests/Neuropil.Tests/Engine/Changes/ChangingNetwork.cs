using Neuropil.Engine;
using Neuropil.Tests.Engine.Synapses;
using static Neuropil.Distributions;
using static Neuropil.Units;

namespace Neuropil.Tests.Engine.Changes;

/// <summary>
/// A network of all that can be changed: cells and noise, static synapses with one weight and with drawn ones, of drawn delays, depressing and plastic ones,
/// and gap junctions. Its values are properties, so that a model with others from the start can be built beside a run that changes to them.
/// </summary>
internal sealed record ChangingNetwork
{
    public static readonly Time Duration = 60 * ms;

    /// <summary>The values after all changes.</summary>
    public static readonly ChangingNetwork Other = new()
    {
        Capacitance = 230 * pF, Threshold = Normal(-52 * mV, 1 * mV), Amplitude = 40 * pA, Decay = 4 * ms, Rate = Uniform(100 * Hz, 300 * Hz),
        Drive = Normal(2 * nS, 0.3 * nS), Recurrent = Uniform(0 * nS, 60 * nS), Depressing = 5 * nS, Junction = Uniform(0.1 * nS, 1 * nS),
        Potentiation = 0.2 * nS,
    };

    public Parameter<Capacitance> Capacitance { get; init; } = Uniform(150 * pF, 250 * pF);

    public Parameter<Voltage> Threshold { get; init; } = -50 * mV;

    public Parameter<Current> Amplitude { get; init; } = 0 * pA;

    public Parameter<Time> Decay { get; init; } = 5 * ms;

    public Parameter<Frequency> Rate { get; init; } = 150 * Hz;

    public Parameter<Conductance> Drive { get; init; } = LogNormal(3 * nS, 1 * nS);

    public Parameter<Conductance> Recurrent { get; init; } = 1 * nS;

    public Parameter<Conductance> Depressing { get; init; } = Uniform(1 * nS, 9 * nS);

    public Parameter<Conductance> Junction { get; init; } = 0.5 * nS;

    public Parameter<Conductance> Potentiation { get; init; } = 0.05 * nS;

    public Network Build()
    {
        var network = new Network { Seed = 11 };
        var cells = network.Add(new Population("cells", 140, new LeakyCell
        {
            Capacitance = Capacitance, Threshold = Threshold, Inputs = [new ConstantCurrent { Amplitude = Amplitude }],
        })
        { Initial = { ["V"] = Uniform(-65 * mV, -50 * mV) } });
        var inter = network.Add(new Population("inter", 70, new LeakyCell { Inputs = [new ConstantCurrent { Amplitude = 100 * pA }] }));
        var noise = network.Add(new Population("noise", 100, new PoissonSource { Rate = Rate }));
        var excitation = new Exponential("excitation") { Decay = Decay };
        network.Connect(noise, cells, new FixedProbability(0.2), excitation, Drive, Uniform(0.2 * ms, 3 * ms), "drive");
        network.Connect(cells, cells, new FixedOutDegree(10), excitation, Recurrent, Uniform(0.3 * ms, 2 * ms), "recurrent");
        network.Connect(cells, inter, new FixedProbability(0.2), new Exponential("excitation"), Depressing, 0.5 * ms, "depressing",
            release: new Depressing("release"), dendriticDelay: Uniform(0.1 * ms, 1 * ms));
        network.Connect(noise, inter, new FixedProbability(0.3), new Exponential("excitation"), Uniform(0 * nS, 1 * nS), 0.4 * ms, "plastic",
            plasticity: new PairRule("pairs") { Potentiation = Potentiation, Depression = 0.06 * nS }, dendriticDelay: 0.6 * ms);
        network.Connect(inter, cells, new FixedInDegree(6), new Exponential("inhibition") { Reversal = -80 * mV }, 4 * nS, 0.2 * ms, "inhibition");
        network.Connect(inter, inter, new FixedProbability(0.1) { SelfConnections = false }, new GapJunction("junction"), Junction, name: "junction");
        return network;
    }

    /// <summary>Changes a run of any of these networks to the values of this one.</summary>
    public void Give(Simulation run, bool withSynapseParameters = true)
    {
        var (cells, noise) = (run.Network.Find("cells"), run.Network.Find("noise"));
        run.Set(cells, "capacitance", Capacitance);
        run.Set(cells, "threshold", Threshold);
        run.Set(cells, "amplitude", Amplitude);
        run.Set(cells, "excitation.decay", Decay);
        run.Set(noise, "rate", Rate);
        run.Set(Of(run, "drive"), "w", Drive);
        run.Set(Of(run, "recurrent"), "w", Recurrent);
        run.Set(Of(run, "depressing"), "w", Depressing);
        run.Set(Of(run, "junction"), "w", Junction);
        if (withSynapseParameters)
        {
            run.Set(Of(run, "plastic"), "potentiation", Potentiation);
        }
    }

    public static Projection Of(Simulation run, string name) => run.Network.Projections.Single(projection => projection.Name == name);

    public static MixedRecords Record(Simulation run)
    {
        var (cells, inter) = (run.Network.Populations[0], run.Network.Populations[1]);
        return new MixedRecords(
            [.. run.Network.Populations.Select(population => run.Record(population.Spikes))],
            [run.Record(cells.Trace("V", 0, 64, 139)), run.Record(inter.Trace("excitation.current", 69, 1))],
            [run.Record(cells.Mean("leak")), run.Record(inter.Mean("V"))]);
    }

    /// <summary>Everything recorded, and all synapses at the end, as one text.</summary>
    public static string Outcome(Simulation run, MixedRecords records)
        => records.Hash() + string.Concat(run.Network.Projections.Select(run.SynapsesOf).SelectMany(table
            => table.Names.Select(name => $" {table.Count} {BitConverter.DoubleToUInt64Bits(table.KernelValues(name).Sum()):x}")));

    /// <summary>The outcome of a run that is changed after so many steps.</summary>
    public static string Run(ChangingNetwork from, RunOptions options, params (int Steps, Action<Simulation> Change)[] changes)
    {
        using var run = new Simulation(from.Build(), options);
        var records = Record(run);
        foreach (var (steps, change) in changes)
        {
            run.Advance(steps * run.TimeStep - run.Time);
            change(run);
        }

        run.Advance(Duration - run.Time);
        return Outcome(run, records);
    }

    public static RunOptions Options(Precision precision, int threads, string storage)
        => new() { Precision = precision, Threads = threads, Storage = Enum.Parse<SynapseStorage>(storage) };
}
