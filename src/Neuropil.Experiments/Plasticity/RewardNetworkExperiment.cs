using static Neuropil.Units;

namespace Neuropil.Experiments;

/// <summary>The parameters of <see cref="RewardNetworkExperiment"/>.</summary>
internal sealed record RewardNetworkParameters
{
    [Option("amount of a reward; 0 uM for none", AtLeast = "0 uM", AtMost = "5 uM", Unit = "uM")] public Concentration Reward { get; init; } = 0.5 * uM;
    [Option("simulated time", AtLeast = "10 s", AtMost = "20000 s", Unit = "s")] public Time Duration { get; init; } = 100 * second;
    [Option("networks, each with another seed", AtLeast = "1", AtMost = "100")] public int Runs { get; init; } = 1;
}

/// <summary>
/// The network of Izhikevich (2007): whenever the two cells of one synapse fire one after the other, a reward comes one to three seconds later. Of 80 000
/// synapses that one grows.
/// </summary>
/// <remarks>
/// As in the paper's program the step is 1 ms, in which v takes two half steps, and the input is 13 (U - 0.5) for each cell and step. Different here: a reward
/// comes at a multiple of 100 ms, 5 ms behind it, the weights follow the integral of their equation over 10 ms, a presynaptic spike marks its synapse
/// when it arrives, and no cell has synapses on itself.
/// </remarks>
internal sealed class RewardNetworkExperiment : Experiment<RewardNetworkParameters>
{
    private const int Cells = 1000, Excitatory = 800, Contacts = 100;
    private const double Largest = 4, Tonic = 0.002, Gain = 25; // mV; in units of the modulator; 1/s: 0.01 c per ms of a weight of 1
    private static readonly Time step = 1 * ms, decision = 100 * ms, offset = 5 * ms;

    public override string Name => "reward-network";

    public override string Question => "Which of 80 000 synapses does a late reward strengthen?";

    public override string Source => "Izhikevich, Cereb. Cortex 17 (2007), figure 2 and the program of the paper";

    public override IReadOnlyList<Preset<RewardNetworkParameters>> Presets =>
    [
        new("rewarded", "ten networks for 2700 s: the rewarded synapse comes above 90 % of the largest weight", p => p with
        {
            Duration = 2700 * second, Runs = 10,
        }),
        new("unrewarded", "two networks for an hour without a reward: it does not", p => p with { Reward = 0 * uM, Duration = 3600 * second, Runs = 2 }),
    ];

    public override void Run(RewardNetworkParameters p, Session session, Findings findings)
    {
        List<RewardedSynapse> courses = [];
        var sweep = session.Sweep([0], p.Runs, (_, part, found) =>
        {
            var course = Simulated(p, part);
            if (part.Seed == session.Seed)
            {
                courses.Add(course);
            }

            found.Measure("rate", course.Rate);
            found.Measure("deviation", course.Deviation);
            found.Measure("passed", course.Passed);
            found.Measure("last", course.Tagged[^1]);
            found.Measure("others", course.Others[^1]);
            found.Measure("rewards", course.Rewards.Count);
        });
        sweep.Run();
        double[] All(string name) => [.. sweep.Points.SelectMany(point => point.Runs).Select(run => run.Measured(name))];
        double[] passed = [.. All("passed")];
        double others = All("others").Average();
        findings.Check("rate of all cells (Hz)", 1.2, All("rate").Average(), 0.3, "independent program: 1.2 Hz in 8 networks");
        findings.Check("weight of the synapse against the rule applied to the spikes of its cells: largest deviation (mV)", 0, All("deviation").Max(), 1e-9,
            "traces, eligibility, modulator and weight by a loop over ticks; tolerance: rounding");
        if (p.Reward > 0 * uM && p.Duration >= 2700 * second)
        {
            findings.Check($"networks of {p.Runs} in which the rewarded synapse passes 90 % of the largest weight within 2700 s", p.Runs,
                passed.Count(time => time is > 0 and <= 2700), 0, "independent program: at 930 to 1634 s, 8 networks of 8");
        }
        else if (p.Reward == 0 * uM && p.Duration >= 3600 * second)
        {
            findings.Check(Check.AtMost("the same synapse at the end, no reward: largest of the networks, part of the largest weight", 0.1,
                All("last").Max(), "independent program: below 0.06"));
            findings.Check(Check.AtMost("other synapses above 90 % of the largest weight, no reward, part of all", 0.001, others,
                "what is not rewarded does not grow"));
        }

        findings.Measure("synapse that earns the reward at the end, part of the largest weight (%)", 100 * All("last").Average());
        findings.Measure("other synapses above 90 % of the largest weight at the end (%)", 100 * others);
        findings.Measure("rewards in a network, mean", All("rewards").Average());
        findings.Measure("first time above 90 %, latest of the networks (s; 0: not reached by all)", passed.Min() > 0 ? passed.Max() : 0);
        findings.Answer(passed.Min() > 0
            ? $"The synapse whose two cells earn the reward: it passes 90 % of the largest weight after {passed.Min():F0} to {passed.Max():F0} s "
                + $"({p.Runs} networks). It is not alone, {100 * others:F1} % of all the others are above 90 % at the end, and it does not stay there for ever."
            : $"In {p.Duration} the synapse has come to {100 * All("last").Average():F1} % of the largest weight, and {100 * others:F2} % of all the others "
                + "are above 90 %. A reward needs some 1000 to 2000 s (--preset rewarded).");
        Draw(courses, findings);
    }

    private static RewardedSynapse Simulated(RewardNetworkParameters p, Session session)
    {
        var network = session.NewNetwork();
        double[] Each(double excitatory, double inhibitory) => [.. Enumerable.Range(0, Cells).Select(i => i < Excitatory ? excitatory : inhibitory)];
        var cells = network.Add(new Population("cells", Cells, new EquationCell("""
            input = 13 mV*(chance - 0.5)                                                     : mV
            half  = v + 0.5*(0.04*v*v/(1 mV) + 5*v + 140 mV - u + input)                     : mV
            next  = half + 0.5*(0.04*half*half/(1 mV) + 5*half + 140 mV - u + input)         : mV
            dv/dt = (next - v)/(1 ms)                                                        : mV
            du/dt = a*(0.2*next - u)/(1 ms)                                                  : mV
            """)
        {
            Parameters = { ["a"] = Each(0.02, 0.1), ["d"] = Each(8, 2) }, Initial = { ["v"] = -65 * mV, ["u"] = -13 * mV },
            Threshold = "v >= 30 mV", Reset = "v = -65 mV; u = u + d*(1 mV)",
        }));
        var (e, i) = (cells.Slice("E", ..Excitatory), cells.Slice("I", Excitatory..));
        var rule = new RewardPlasticity<Voltage>("reward")
        {
            LargestWeight = Largest * mV, Gain = Gain * Hz, Tonic = Tonic,
        };

        // A synapse of a cell on itself would be marked by each spike, which comes back at once.
        var learned = network.Connect(
            e, cells, new FixedOutDegree(Contacts) { SelfConnections = false }, new Delta("jump"), 1 * mV, name: "learned", plasticity: rule);
        network.Connect(i, e, new FixedOutDegree(Contacts), new Delta("jump"), -1 * mV, name: "inhibition");

        // The concentration is set from outside: the spike of this cell comes when all is over.
        var never = network.Add(new Population("dopamine", 1, new SpikeTimes([(0, p.Duration + (1000 * second))])));
        network.Connect(never, cells, new AllToAll(), new Neuromodulator("dopamine"), p.Reward, name: "dopamine");
        var run = session.Simulate(network, step, Integrators.ForwardEuler, precision: Precision.Double);
        double[] weights = run.Simulation.SynapsesOf(learned).In("w", mV);
        var (source, target) = (run.Simulation.SynapsesOf(learned).Sources[0], run.Simulation.SynapsesOf(learned).Targets[0]);
        weights[0] = 0;
        run.Simulation.Set(learned, "w", Array.ConvertAll(weights, weight => weight * mV));
        var all = run.Record(cells.Spikes);
        var before = run.Simulation.Record(cells.Slice("before", source..(source + 1)).Spikes);
        var after = run.Simulation.Record(cells.Slice("after", target..(target + 1)).Spikes);
        var result = new RewardedSynapse(p.Reward / uM, Largest, Tonic, Gain);
        run.Advance(offset, Progress.None);
        int decisions = (int)Math.Round(p.Duration / decision);
        for (int k = 0; k < decisions; k++)
        {
            // What is due follows from recorded spikes alone, and the concentration from what was due: a resumed run does the same again.
            double now = (offset + (k * decision)) / second;
            result.Decide(before.Trains().TimesSeconds(), after.Trains().TimesSeconds(), session.Seed, decision / second, offset / second);
            if (result.IsDue(now))
            {
                run.Simulation.Set(cells, "dopamine.concentration", result.Modulator(now) * uM);
            }

            run.Advance(decision, session.Progress.Towards(offset + (decisions * decision)));
            if ((k + 1) % 100 == 0 || k + 1 == decisions)
            {
                double[] current = run.Simulation.SynapsesOf(learned).In("w", mV);
                result.Sample(now + (decision / second), current[0], current.Skip(1).Count(weight => weight > 0.9 * Largest) / (current.Length - 1.0),
                    current.Average());
            }
        }

        result.End(before.Trains().TimesSeconds(), after.Trains().TimesSeconds(), all.Trains().MeanRate() / Hz);
        run.Dispose();
        return result;
    }

    private static void Draw(List<RewardedSynapse> courses, Findings findings)
    {
        if (courses.Count == 0)
        {
            return; // a part of the points, without that of this seed
        }

        var course = courses[0];
        var time = new Axis("Time", "s") { Minimum = 0 };
        findings.Table("course.csv", "the rewarded synapse and the others, of the first network", Enumerable.Range(0, course.Times.Count),
            ("time (s)", k => course.Times[k]), ("weight over the largest", k => course.Tagged[k]), ("all weights, mean over the largest", k => course.Mean[k]),
            ("others above 90 %", k => course.Others[k]));
        findings.SideBySide(
            "learning", "One of 80 000 synapses",
            "(A) The weight of the synapse whose spikes are rewarded, and the mean of all. (B) How many of the others are above 90 % of the largest weight. "
                + "(C) Rewards so far.",
            Plot.Panel(time, new Axis("Weight over the largest") { Minimum = 0, Maximum = 1.02 },
                Plot.Line("rewarded", course.Times, course.Tagged, colour: Palette.At(1)),
                Plot.Line("all, mean", course.Times, course.Mean, colour: Palette.At(0)),
                ReferenceLine.AtY(0.9)),
            Plot.Panel(time, new Axis("Others above 90 %", "%") { Minimum = 0 },
                Plot.Line("", course.Times, course.Others.Select(part => 100 * part), colour: Palette.At(2))),
            Plot.Panel(time, new Axis("Rewards") { Minimum = 0 },
                Plot.Line("", course.Times, course.Times.Select(now => (double)course.Rewards.Count(reward => reward <= now)), colour: Palette.At(3))));
    }
}
