#:project ../../src/Neuropil
#:property PublishAot=false
using Neuropil;
using static Neuropil.Distributions;
using static Neuropil.Units;

static (Network Network, Population Cells) Build()
{
    var network = new Network { Seed = 11 };
    var cell = new LeakyIntegrateAndFire { LeakReversal = -49 * mV, Threshold = -50 * mV, Reset = -60 * mV, RefractoryPeriod = 5 * ms };
    var cells = network.Add(new Population("cells", 20_000, cell) { Initial = { ["V"] = Uniform(-60 * mV, -50 * mV) } });
    var (e, i) = (cells.Slice("E", ..16_000), cells.Slice("I", 16_000..));
    network.Connect(e, cells, new FixedInDegree(80), new Exponential("excitation") { Decay = 5 * ms, Reversal = 0 * mV }, weight: 1.2 * nS);
    network.Connect(i, cells, new FixedInDegree(20), new Exponential("inhibition") { Decay = 10 * ms, Reversal = -80 * mV }, weight: 12 * nS);
    return (network, cells);
}

string whole, parts;
{
    var (network, cells) = Build();
    using var run = new Simulation(network, new RunOptions { TimeStep = 0.1 * ms });
    var spikes = run.Record(cells.Spikes);
    run.Advance(400 * ms, Progress.Console);
    whole = spikes.Hash();
    Console.WriteLine($"{run.Synapses} synapses, {spikes.Count} spikes, {run.Threads} threads, {run.RunSeconds:F2} s");
}

{
    var (network, cells) = Build();
    using var run = new Simulation(network, new RunOptions { TimeStep = 0.1 * ms, RecordBudget = 1_000_000, RecordFolder = "records" });
    var spikes = run.Record(cells.Spikes);
    run.Advance(150 * ms);
    using var file = File.Create("half.npc");
    run.SaveCheckpoint(file);
    Console.WriteLine($"stopped at {run.Time}");
}

{
    var (network, cells) = Build();
    using var run = new Simulation(network, new RunOptions { TimeStep = 0.1 * ms, Threads = 1, RecordBudget = 1_000_000, RecordFolder = "records" });
    var spikes = run.Record(cells.Spikes);
    run.LoadCheckpoint("half.npc");
    run.KeepCheckpoint("half.npc");
    run.Advance(400 * ms - run.Time);
    parts = spikes.Hash();
    Console.WriteLine($"gone on to {run.Time} on one thread: {(parts == whole ? "the same spikes" : "other spikes")}");
}
