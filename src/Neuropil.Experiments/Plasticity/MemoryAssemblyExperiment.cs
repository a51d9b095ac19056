using static Neuropil.Units;

namespace Neuropil.Experiments;

/// <summary>The parameters of <see cref="MemoryAssemblyExperiment"/>.</summary>
internal sealed record MemoryAssemblyParameters
{
    [Option("cells, of which four fifths are excitatory; each has 200 inputs", AtLeast = "1000", AtMost = "20000")] public int Cells { get; init; } = 2000;
    [Option("excitatory cells of the assembly, as a part of all excitatory ones", AtLeast = "0.05", AtMost = "0.3")]
    public double Assembly { get; init; } = 0.1;
    [Option("factor of the weights within the assembly", AtLeast = "1", AtMost = "10")] public double Factor { get; init; } = 5;
    [Option("eta, the change for a trace of one", AtLeast = "0.01 nS", AtMost = "1 nS", Unit = "nS")] public Conductance LearningRate { get; init; } = 0.1 * nS;
    [Option("simulated time until the assembly is made", AtLeast = "4 s", AtMost = "1000 s", Unit = "s")] public Time Balance { get; init; } = 20 * second;
    [Option("simulated time from then to the recall", AtLeast = "4 s", AtMost = "1000 s", Unit = "s")] public Time Rebalance { get; init; } = 20 * second;
    [Option("additional current of the quarter that is stimulated", AtLeast = "0 pA", AtMost = "2000 pA", Unit = "pA")]
    public Current Cue { get; init; } = 400 * pA;
    [Option("time step", Name = "dt", MoreThan = "0 ms", AtMost = "0.2 ms", Unit = "ms")] public Time TimeStep { get; init; } = 0.1 * ms;
}

/// <summary>
/// An assembly of cells whose connections become strong is silenced by inhibition that learns, and answers as a whole when a quarter of it is stimulated.
/// </summary>
internal sealed class MemoryAssemblyExperiment : Experiment<MemoryAssemblyParameters>
{
    private static readonly Time bin = 250 * ms, recall = 1 * second, raised = 500 * ms;

    public override string Name => "memory-assembly";

    public override string Question => "How can a memory be silent, and still be recalled?";

    public override string Source => "Vogels, Sprekeler, Zenke, Clopath and Gerstner, Science 334 (2011), figure 4";

    public override IReadOnlyList<Preset<MemoryAssemblyParameters>> Presets =>
    [
        new("paper", "10 000 cells, as the paper", p => p with { Cells = 10_000 }),
    ];

    public override void Run(MemoryAssemblyParameters p, Session session, Findings findings)
    {
        var network = new InhibitoryNetwork(session, p.Cells, 200.0 / p.Cells, p.LearningRate / (100 * nS));
        int size = (int)(network.Excitatory.Count * p.Assembly);
        var cue = network.Cells.Slice("cue", ..(size / 4));
        var run = session.Simulate(network.Network, p.TimeStep);
        var record = run.Record(network.Excitatory.Spikes);
        var progress = session.Progress.Towards(p.Balance + p.Rebalance + recall);
        run.Advance(p.Balance, progress);
        var table = run.Simulation.SynapsesOf(network.Contacts);
        Conductance[] weights = [.. Enumerable.Range(0, table.Count).Select(
            k => (table.Sources[k] < size && table.Targets[k] < size ? p.Factor * 0.3 : 0.3) * nS)];
        run.Simulation.Set(network.Contacts, "w", weights);
        run.Advance(p.Rebalance, progress);
        run.Simulation.Set(cue, "amplitude", (200 * pA) + p.Cue);
        run.Advance(recall, progress);
        run.Simulation.Set(cue, "amplitude", 200 * pA);
        run.Advance(1 * second, Progress.None);
        var spikes = record.Trains();
        var (made, cued) = (p.Balance, p.Balance + p.Rebalance);

        // Those that were stimulated do not count.
        (double Inside, double Outside) Rates(Time start, Time stop)
        {
            var window = spikes.Window(start, stop);
            return (window.Slice("assembly", (size / 4)..size).MeanRate() / Hz, window.Slice("others", size..).MeanRate() / Hz);
        }

        var before = Rates(made - (3 * second), made);
        var after = Rates(made, made + raised);
        var silent = Rates(cued - (3 * second), cued);
        var recalled = Rates(cued, cued + raised);
        var settled = spikes.Window(made / 2, made);
        double rate = settled.MeanRate() / Hz, cv = settled.InterspikeIntervals().Cv;
        findings.Check(Check.Between("rate of the excitatory cells in the second half of the balance (Hz)", 3, 5, rate,
            "the target of 3 Hz, and above it by what inhibition prevents (inhibitory-plasticity); independent program: 4.0 to 5 Hz"));
        findings.Check(Check.Between("CV of their intervals", 0.7, 1.1, cv, "asynchronous and irregular: Poisson trains have 1"));
        findings.Check(Check.AtLeast("assembly over the others after its connections became strong", 2, after.Inside / after.Outside,
            "figure 4: activity is raised; independent program: 3 to 5 in the first second"));
        findings.Check(Check.Between("assembly over the others before the recall", 0.7, 1.4, silent.Inside / silent.Outside,
            "figure 4: inhibition has grown until the assembly cannot be told from the others"));
        findings.Check(Check.AtLeast("assembly (without those that are stimulated) over the others in the recall", 2, recalled.Inside / recalled.Outside,
            "figure 4: the whole assembly answers"));
        findings.Measure("assembly before (Hz)", before.Inside);
        findings.Measure("assembly raised (Hz)", after.Inside);
        findings.Measure("assembly rebalanced (Hz)", silent.Inside);
        findings.Measure("assembly in the recall (Hz)", recalled.Inside);
        findings.Measure("others in the recall (Hz)", recalled.Outside);
        findings.Answer(
            $"Strong connections raise the assembly from {before.Inside:F1} to {after.Inside:F1} Hz; inhibition brings it back to "
                + $"{silent.Inside:F1} Hz, as the others ({silent.Outside:F1} Hz). A quarter of it that is stimulated lets the rest fire at "
                + $"{recalled.Inside:F1} Hz, the others at {recalled.Outside:F1} Hz.");
        int bins = (int)Math.Round(spikes.Duration / bin);
        double[] times = [.. Enumerable.Range(0, bins).Select(k => (k + 0.5) * (bin / second))];
        var courses = Enumerable.Range(0, bins).Select(k => Rates(k * bin, (k + 1) * bin)).ToList();
        var around = spikes.Window(cued - (500 * ms), cued + (1500 * ms));
        findings.Table("rates.csv", "rates of the assembly and of the others", Enumerable.Range(0, bins), ("time (s)", k => times[k]),
            ("assembly (Hz)", k => courses[k].Inside), ("others (Hz)", k => courses[k].Outside));
        findings.Panels(
            "assembly", "A memory that is silent",
            $"(A) Rates of the assembly, without the quarter that is stimulated, and of the others: its connections become strong at {made}, a quarter is "
                + $"stimulated at {cued} for {recall}. (B) Spikes about the recall; the assembly is at the bottom.",
            Plot.Panel(new Axis("Time", "s") { Minimum = 0 }, new Axis("Rate", "Hz") { Scale = AxisScale.Logarithmic },
                Plot.Line("assembly", times, courses.Select(each => Math.Max(each.Inside, 0.1)), colour: Palette.At(1)),
                Plot.Line("others", times, courses.Select(each => Math.Max(each.Outside, 0.1)), colour: Palette.At(0)),
                Plot.Line("target", [0, times[^1]], [3, 3], LineStyle.Dashed, Colour.Black)),
            Plot.Panel(new Axis("Time", "s"), new Axis("Cell") { WholeNumbers = true },
                Plot.Points("", around.Slice("shown", ..(3 * size)).TimesSeconds(), Numbers(around.Slice("shown", ..(3 * size))), colour: Colour.Black)));
    }

    private static double[] Numbers(SpikeTrains spikes) => Array.ConvertAll(spikes.Neurons.ToArray(), cell => (double)cell);
}
