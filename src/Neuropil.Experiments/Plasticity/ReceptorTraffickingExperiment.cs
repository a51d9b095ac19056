using static Neuropil.Units;

namespace Neuropil.Experiments;

/// <summary>The parameters of <see cref="ReceptorTraffickingExperiment"/>.</summary>
internal sealed record ReceptorTraffickingParameters
{
    [Option("receptors", AtLeast = "50", AtMost = "1000")] public int Receptors { get; init; } = 200;
    [Option("slots before LTP", AtLeast = "10", AtMost = "200")] public int Slots { get; init; } = 60;
    [Option("slots that LTP adds", AtLeast = "10", AtMost = "200")] public int AddedSlots { get; init; } = 60;
    [Option("spikes of the protocol, 50 per second", AtLeast = "50", AtMost = "1000")] public int Spikes { get; init; } = 200;
}

/// <summary>AMPA receptors between four pools: a strong stimulus raises those that are bound in the synapse, and only a latch keeps them there.</summary>
internal sealed class ReceptorTraffickingExperiment : Experiment<ReceptorTraffickingParameters>
{
    private const double Settled = 800, End = 2400; // s
    private static readonly Time step = 5 * ms;

    public override string Name => "receptor-trafficking";

    public override string Question => "What keeps a synapse strong when its receptors come and go?";

    public override string Source =>
        "Earnshaw and Bressloff, J. Neurosci. 26 (2006); Opazo and Choquet, Mol. Cell. Neurosci. 46 (2011); plasticity, receptor trafficking";

    public override void Run(ReceptorTraffickingParameters p, Session session, Findings findings)
    {
        Time[] before = [.. Enumerable.Range(0, p.Spikes).Select(i => (Settled + (0.02 * i)) * second)];
        var network = session.NewNetwork();
        var cells = new SpikePairs(network, step, [(before, [.. before.Select(time => time + (10 * ms))])]);

        // A tenth of the paper's time constant and strengths: the same changes by calcium, and a decision within minutes.
        var latch = new CalciumPlasticity<Conductance>("signal")
        {
            LowWeight = 0 * nS, HighWeight = 1 * nS, CalciumDelay = 15 * ms, TimeConstant = 15 * second, Potentiation = 32.1808, Depression = 20,
                InitialEfficacy = 0,
        };
        var pools = new ReceptorTrafficking<Conductance>("ampa")
        {
            PerReceptor = 0.001 * nS, Receptors = p.Receptors, Slots = p.Slots, AddedSlots = p.AddedSlots, Signal = latch, Interval = 50 * ms,
        };
        (string Name, Projection<Conductance> Synapses)[] cases =
        [
            ("with the latch", Connect("latch", pools)),
            ("without it", Connect("no latch", pools with { Signal = latch with { IsBistable = false, Forgetting = 60 * second } })),
            ("insertion blocked", Connect("blocked", pools)),
        ];
        var run = session.Simulate(network, step, precision: Precision.Double);
        string[] names = ["internal", "extrasynaptic", "mobile", "bound"];
        List<double> time = [];
        var bound = cases.Select(_ => new List<double>()).ToArray();
        var rho = cases.Select(_ => new List<double>()).ToArray();
        double lost = 0;
        double[] rest = [];
        for (double now = 0; now < End; now += 10)
        {
            run.Advance(10 * second, Progress.None);
            time.Add(now + 10);
            for (int i = 0; i < cases.Length; i++)
            {
                var table = run.Simulation.SynapsesOf(cases[i].Synapses);
                double[] all = [.. names.Select(name => table.Numbers(name)[0])];
                lost = Math.Max(lost, Math.Abs((all.Sum() / p.Receptors) - 1));
                bound[i].Add(all[3]);
                rho[i].Add(table.Numbers("rho")[0]);
                if (now + 10 == Settled - 10 && i == 0)
                {
                    rest = all;
                }
            }

            if (now + 10 == Settled - 10)
            {
                run.Simulation.Set(cases[2].Synapses, "insertion", 0 * Hz);
            }
        }

        double[] expected = Rest(p, 0);
        var isDefault = Reference.Defaults<ReceptorTraffickingParameters>(each => each.Receptors, each => each.Slots);
        double[] known = [121.174, 24.235, 12.117, 42.474];
        for (int i = 0; i < 4; i++)
        {
            findings.Check($"{names[i]} pool at rest", expected[i], rest[i], 1e-3, "balance of the fluxes");
            findings.Check(new Reference<ReceptorTraffickingParameters>($"{names[i]} pool at rest, known", known[i], "independent program",
                isDefault).Within(1.1e-3), p, rest[i]);
        }

        findings.Check("receptors: largest relative change of their number", 0, lost, 1e-12, "they only travel");
        int after = time.IndexOf(Settled + 60);
        double potentiated = Rest(p, 1)[3];
        findings.Check("with the latch: bound pool in the end", potentiated, bound[0][^1], 0.005 * potentiated, "balance of the fluxes at rho = 1");
        findings.Check("without it: bound pool in the end", rest[3], bound[1][^1], 0.01 * rest[3], "it returns");
        findings.Check(new Check("without it: bound pool rises for a while", 1, bound[1].Max() > 1.1 * rest[3] ? 1 : 0, 0,
            "the protocol raises slots and insertion"));
        findings.Check(new Check("insertion blocked: bound pool in the end is not raised", 1, bound[2][^1] < rest[3] ? 1 : 0, 0, "slots without receptors"));
        findings.Measure("bound pool after a minute, with the latch", bound[0][after]);
        findings.Measure("bound pool in the end, insertion blocked", bound[2][^1]);
        findings.Answer($"The protocol raises {rest[3]:F1} bound receptors to {bound[0][^1]:F1} for good where rho has two states; where it forgets, "
            + $"{bound[1].Max():F1} "
            + $"return to {bound[1][^1]:F1}; with insertion blocked {bound[2][^1]:F1} remain.");
        findings.SideBySide(
            "receptor-trafficking", "A strong stimulus and its memory",
            $"{p.Spikes} pairs of spikes, 50 per second, at {Settled:F0} s. A: rho of the calcium rule. B: receptors bound to slots. In the third case "
                + "insertion stops "
                + "10 s before.",
            Plot.Panel(
                new Axis("Time", "s"), new Axis("rho") { Minimum = 0, Maximum = 1.05 },
                cases.Select((one, i) => (PlotLayer)Plot.Line(one.Name, time, rho[i], i == 2 ? LineStyle.Dashed : LineStyle.Solid, Palette.At(i)))),
            Plot.Panel(
                new Axis("Time", "s"), new Axis("Bound receptors") { Minimum = 0 },
                [.. cases.Select((one, i) => (PlotLayer)Plot.Line(one.Name, time, bound[i], colour: Palette.At(i))), ReferenceLine.AtY(rest[3])]));

        Projection<Conductance> Connect(string name, Plasticity plasticity) => network.Connect(
            cells.Sources, cells.Targets, new OneToOne(), new Exponential("excitation"), 0.04 * nS, name: name, plasticity: plasticity);
    }

    // I k_i = E k_r, E k_in = M k_out, k_t M (S - B) = k_f B, and their sum: by bisection of the bound pool's part.
    private static double[] Rest(ReceptorTraffickingParameters p, double rho)
    {
        double slots = p.Slots + (rho * p.AddedSlots), insertion = 0.01 * (1 + rho);
        double low = 0, high = p.Receptors;
        double[] pools = [];
        for (int i = 0; i < 200; i++)
        {
            double inside = (low + high) / 2;
            double outside = inside * insertion / 0.05, mobile = outside * 0.5;
            double bound = slots * 0.02 * mobile / (0.1 + (0.02 * mobile));
            pools = [inside, outside, mobile, bound];
            (low, high) = pools.Sum() < p.Receptors ? (inside, high) : (low, inside);
        }

        return pools;
    }
}
