#:project ../../src/Neuropil.Experiments
#:property PublishAot=false
using Neuropil;
using Neuropil.Experiments;
using static Neuropil.Distributions;
using static Neuropil.Units;

static void Build(Parameters p, Network network)
{
    var cell = new LeakyIntegrateAndFire
    {
        Capacitance = 200 * pF, LeakConductance = 10 * nS, LeakReversal = -49 * mV, Threshold = -50 * mV, Reset = -60 * mV, RefractoryPeriod = 5 * ms,
    };
    network.Add(new Population("alone", 1, cell));
    var cells = network.Add(new Population("cells", p.Cells, cell) { Initial = { ["V"] = Uniform(-60 * mV, -50 * mV) } });
    var (e, i) = (cells.Slice("E", ..(p.Cells * 4 / 5)), cells.Slice("I", (p.Cells * 4 / 5)..));
    network.Connect(e, cells, new FixedProbability(0.08), new Exponential("excitation") { Decay = 5 * ms, Reversal = 0 * mV }, weight: 1.2 * nS);
    network.Connect(i, cells, new FixedProbability(0.08), new Exponential("inhibition") { Decay = 10 * ms, Reversal = -80 * mV }, p.Weight);
}

static void Find(Parameters p, Network network, Session session, Findings findings)
{
    var run = session.Simulate(network, 0.1 * ms);
    var (spikes, alone) = (run.Record(network.Find("cells").Spikes), run.Record(network.Find("alone").Spikes));
    findings.Always(() =>
    {
        var trains = spikes.Trains();
        findings.Answer($"With an inhibitory weight of {p.Weight} cells fire at {trains.MeanRate() / Hz:F1} Hz.");
        findings.Activity(trains);
    });
    run.Advance(p.Duration);
    double expected = 5 + (20 * Math.Log((-49 - -60) / (-49.0 - -50)));
    findings.Check("interval of a cell without synapses (ms)", expected, 1e3 * alone.Trains().IntervalsSeconds().Average(), 0.1,
        "refractory period + tau ln((E - reset)/(E - threshold)); tolerance: a time step");
}

return Page.Run<Parameters>(args, "How does the rate of a network depend on the weight of its inhibition?", Build, Find, name: "my-experiment");

internal sealed record Parameters
{
    [Option("number of cells, of which a fifth inhibit", AtLeast = "10")] public int Cells { get; init; } = 1000;
    [Option("conductance of an inhibitory synapse", AtLeast = "0 nS", Unit = "nS")] public Conductance Weight { get; init; } = 12 * nS;
    [Option("simulated time", AtLeast = "200 ms")] public Time Duration { get; init; } = 500 * ms;
}
