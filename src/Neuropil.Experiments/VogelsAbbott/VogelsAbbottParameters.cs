using static Neuropil.Units;

namespace Neuropil.Experiments;

/// <summary>What the two networks of Vogels and Abbott (2005) share, as benchmarks 1 and 2 of Brette et al. (2007) define them.</summary>
internal abstract record VogelsAbbottParameters
{
    [Option("excitatory cells", Name = "exc", AtLeast = "1")] public int Excitatory { get; init; } = 3200;
    [Option("inhibitory cells", Name = "inh", AtLeast = "1")] public int Inhibitory { get; init; } = 800;
    [Option("probability of a connection from one cell to another", AtLeast = "0", AtMost = "1")] public double ConnectionProbability { get; init; } = 0.02;
    [Option("decay time constant of excitation", MoreThan = "0 ms", Unit = "ms")] public Time ExcitatoryDecay { get; init; } = 5 * ms;
    [Option("decay time constant of inhibition", MoreThan = "0 ms", Unit = "ms")] public Time InhibitoryDecay { get; init; } = 10 * ms;
    [Option("time step", Name = "dt", MoreThan = "0 ms", Unit = "ms")] public Time TimeStep { get; init; } = 0.1 * ms;
    [Option("simulated time", MoreThan = "0 ms", Unit = "ms")] public Time Duration { get; init; } = 1000 * ms;

    /// <summary>The method of the cells; null for the default.</summary>
    public virtual Integrator? Method => null;

    /// <summary>The described network.</summary>
    public (Network Network, Population Cells) Build(ulong seed)
    {
        var network = new Network { Seed = seed };
        var cells = network.Add(Cells(Excitatory + Inhibitory));
        Connect(network, cells.Slice("E", ..Excitatory), cells.Slice("I", Excitatory..), cells, new FixedProbability(ConnectionProbability));
        return (network, cells);
    }

    /// <summary>Runs the network, shows what it does, and gives the spikes.</summary>
    public SpikeTrains Run(Session session, Findings findings)
    {
        var (network, cells) = Build(session.Seed);
        var run = session.Simulate(network, TimeStep, Method);
        var record = run.Record(cells.Spikes);
        findings.Always(() =>
        {
            var spikes = record.Trains();
            findings.Activity(spikes, spikes.Slice("E", ..Excitatory), spikes.Slice("I", Excitatory..));
            findings.Answer($"Cells fire at {spikes.MeanRate() / Hz:F1} Hz on average, with a CV of {StatisticText.Of(spikes.InterspikeIntervals().Cv, "F2")}; "
                + $"{spikes.SilentCount()} of {spikes.NeuronCount} are silent.");
        });
        run.Advance(Duration);
        return record.Trains();
    }

    /// <summary>Holds the spikes against ten runs of an independent program, each number with its mean and its standard deviation.</summary>
    public void Check(
        Findings findings, SpikeTrains spikes, Func<VogelsAbbottParameters, bool> isDefault, (double Mean, double Deviation) rate,
        (double Mean, double Deviation) cv, (double Mean, double Deviation) silent)
    {
        const string Program = "an independent C++ program, 10 seeds (tests/references/networks/vogels_abbott.cpp)";
        const double StudentQuantile = 6.59; // 9 degrees of freedom, 1e-4 on both sides together
        void Check(string name, (double Mean, double Deviation) number, double measured) => findings.Check(
            new Reference<VogelsAbbottParameters>(name, number.Mean, Program, isDefault).OfDraws(number.Deviation, draws: 10, StudentQuantile), this, measured);
        Check("rate (Hz)", rate, spikes.MeanRate() / Hz);
        Check("CV of intervals", cv, spikes.InterspikeIntervals().Cv);
        Check("silent cells (%)", silent, 100 * spikes.SilentFraction());
    }

    protected abstract Population Cells(int count);

    protected abstract void Connect(Network network, PopulationSlice excitatory, PopulationSlice inhibitory, Population cells, ConnectionRule rule);
}
