#:project ../src/Neuropil.Experiments
using Neuropil;
using Neuropil.Experiments;
using static Neuropil.Units;

// A model of one's own as an experiment, with options, a report, sweeps and seeds.

// Its options: dotnet run my-experiment.cs -- --help
// A sweep: dotnet run my-experiment.cs -- --weight 0nS..8nS/9 --seeds 5
static void Build(Parameters p, Network network)
{
    var cells = network.Add(new Population("cells", p.Cells, new WangBuzsaki())
    {
        Initial = { ["V"] = Distributions.Uniform(-70 * mV, -55 * mV) },
    });
    var input = network.Add(new Population("input", p.Cells, new PoissonSource { Rate = p.Rate }));
    network.Connect(input, cells, new OneToOne(), new Exponential("excitation") { Decay = 3 * ms, Reversal = 0 * mV }, weight: 3 * nS);
    network.Connect(cells, cells, new FixedProbability(0.2), new Exponential("inhibition") { Decay = p.Decay, Reversal = -75 * mV }, p.Weight, delay: 1 * ms);
}

static void Find(Parameters p, Network network, Session session, Findings findings)
{
    var run = session.Simulate(network, p.TimeStep);
    var (spikes, arrivals) = (run.Record(network.Find("cells").Spikes), run.Record(network.Find("input").Spikes));
    findings.Always(() => // however far the run has come
    {
        double chi = spikes.Trains().SynchronyChi(2 * ms);
        findings.Answer($"They fire at {spikes.Trains().MeanRate() / Hz:F1} Hz with synchrony chi {chi:F2}, where independent cells would have "
            + $"{1 / Math.Sqrt(p.Cells):F2}.");
        findings.Measure("synchrony chi", chi);
        findings.Figure("raster", "Spikes", "Each point is a spike.", spikes.Raster());
        findings.Spikes(spikes.Trains());
        findings.Populations(spikes.Trains());
    });
    run.Advance(p.Duration);
    double expected = p.Rate * p.Cells * p.Duration;
    findings.Check("spikes of the input", expected, arrivals.Count, 4 * Math.Sqrt(expected), "Poisson: rate times time, four standard deviations");
}

return Page.Run<Parameters>(args, "Do interneurons that inhibit each other fire together?", Build, Find);

internal sealed record Parameters
{
    [Option("number of cells", AtLeast = "2")] public int Cells { get; init; } = 100;
    [Option("rate of each cell's input", AtLeast = "0 Hz")] public Frequency Rate { get; init; } = 800 * Hz;
    [Option("conductance that a spike opens", AtLeast = "0 nS", Unit = "nS")] public Conductance Weight { get; init; } = 2 * nS;
    [Option("decay of inhibition", MoreThan = "0 ms")] public Time Decay { get; init; } = 8 * ms;
    [Option("simulated time", AtLeast = "0 ms")] public Time Duration { get; init; } = 500 * ms;
    [Option("time step", Name = "dt", MoreThan = "0 ms")] public Time TimeStep { get; init; } = 0.05 * ms;
}
