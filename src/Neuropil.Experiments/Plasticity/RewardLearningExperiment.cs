using static Neuropil.Units;

namespace Neuropil.Experiments;

/// <summary>The parameters of <see cref="RewardLearningExperiment"/>.</summary>
internal sealed record RewardLearningParameters
{
    [Option("rise of the eligibility by a pair at no distance", MoreThan = "0", AtMost = "1")] public double Potentiation { get; init; } = 0.1;
    [Option("time from the presynaptic to the postsynaptic spike", AtLeast = "0 ms", AtMost = "50 ms", Unit = "ms")]
    public Time Distance { get; init; } = 10 * ms;

    [Option("decay of the eligibility", AtLeast = "100 ms", AtMost = "10 s", Unit = "s")] public Time EligibilityDecay { get; init; } = 1 * second;
    [Option("decay of the modulator", AtLeast = "20 ms", AtMost = "5 s", Unit = "s")] public Time ModulatorDecay { get; init; } = 0.2 * second;
    [Option("amount of a reward", AtLeast = "0 uM", AtMost = "5 uM", Unit = "uM")] public Concentration Reward { get; init; } = 0.5 * uM;
    [Option("delays of the reward", AtLeast = "0 s", AtMost = "10 s", Unit = "s")]
    public IReadOnlyList<Time> Delays { get; init; } = [0 * second, 0.25 * second, 0.5 * second, 1 * second, 1.5 * second, 2 * second, 3 * second, 4 * second];

    [Option("time step", Name = "dt", MoreThan = "0 ms", AtMost = "1 ms", Unit = "ms")] public Time TimeStep { get; init; } = 0.5 * ms;
}

/// <summary>How a reward that comes seconds later finds the synapse that earned it.</summary>
internal sealed class RewardLearningExperiment : Experiment<RewardLearningParameters>
{
    private static readonly Time period = 10 * ms;
    private static readonly Time pairing = 100 * ms; // of the postsynaptic spike at the synapse

    public override string Name => "reward-learning";

    public override string Question => "How does a reward that comes seconds later find the synapse that earned it?";

    public override string Source => "Izhikevich, Cereb. Cortex 17 (2007), figure 1; transmission and plasticity, Hebbian learning";

    public override void Run(RewardLearningParameters p, Session session, Findings findings)
    {
        int count = p.Delays.Count;
        Time[] rewards = [.. p.Delays.Select(delay => pairing + delay.OnGrid(period))];
        var network = session.NewNetwork();
        Population Listed(string name, Func<int, Time> time) => network.Add(new Population(
            name, count, new SpikeTimes([.. Enumerable.Range(0, count).Select(i => (Cell: i, Time: time(i))).OrderBy(spike => spike.Time.SiValue)])));
        var sources = Listed("sources", _ => pairing - p.Distance.OnGrid(p.TimeStep));
        var kicks = Listed("kicks", _ => pairing - p.TimeStep); // a cell that is kicked spikes at the end of that step
        var dopamine = Listed("dopamine", i => rewards[i] - p.TimeStep); // a tick reads what was in force in the step before it
        var cells = network.Add(new Population("cells", count, new LeakyIntegrateAndFire()));
        network.Connect(kicks, cells, new OneToOne(), new Delta("kick"), 100 * mV);
        network.Connect(dopamine, cells, new OneToOne(), new Neuromodulator("dopamine") { Decay = p.ModulatorDecay }, p.Reward);
        var synapses = network.Connect(sources, cells, new OneToOne(), new Amounts("amounts"), (Number)0.2, plasticity: new RewardPlasticity<Number>("reward")
        {
            LargestWeight = (Number)1, Potentiation = p.Potentiation, EligibilityDecay = p.EligibilityDecay, ModulatorDecay = p.ModulatorDecay, Period = period,
        });
        var run = session.Simulate(network, p.TimeStep, precision: Precision.Double);
        var record = run.Record(cells, [.. Enumerable.Range(0, count)], period, "dopamine.concentration");
        double end = (rewards[^1] + (30 * p.ModulatorDecay)) / second;
        const double Sample = 0.05; // s
        int samples = (int)Math.Ceiling(end / Sample);
        var weights = new List<double[]> { run.Simulation.SynapsesOf(synapses).Numbers("w") };
        var eligibility = new List<double[]> { run.Simulation.SynapsesOf(synapses).Numbers("reward.c") };
        for (int k = 0; k < samples; k++)
        {
            run.Advance(Sample * second, session.Progress.Towards(samples * Sample * second));
            weights.Add(run.Simulation.SynapsesOf(synapses).Numbers("w"));
            eligibility.Add(run.Simulation.SynapsesOf(synapses).Numbers("reward.c"));
        }

        double mark = p.Potentiation * Math.Exp(-(p.Distance.OnGrid(p.TimeStep) / 20.0) / ms);
        double Eligibility(double delay) => mark * Math.Exp(-delay / (p.EligibilityDecay / second));
        double Change(double delay) => Eligibility(delay) * (p.Reward / uM) / ((1 / (p.EligibilityDecay / second)) + (1 / (p.ModulatorDecay / second)));
        double[] delays = [.. rewards.Select(reward => (reward - pairing) / second)];
        double[] changes = [.. weights[^1].Select(weight => weight - 0.2)];
        findings.Check($"change by a reward after {count} delays: largest deviation", 0,
            changes.Zip(delays, (found, delay) => Math.Abs(found - Change(delay))).Max(),
            1e-9, "c(T) D/(1/tau_c + 1/tau_d); tolerance: rounding");
        int second1 = (int)Math.Round(((pairing / second) + 1) / Sample);
        if (second1 < eligibility.Count)
        {
            findings.Check("eligibility one second after the pair", Eligibility((second1 * Sample) - (pairing / second)), eligibility[second1][0], 1e-9,
                "A+ exp(-s/tau+) exp(-t/tau_c); tolerance: rounding");
        }

        foreach (var (delay, change) in new[] { (1.0, 1.859418e-3), (3.0, 2.516449e-4) })
        {
            int i = Array.FindIndex(delays, each => Math.Abs(each - delay) < 1e-9);
            if (i >= 0)
            {
                findings.Check(
                    new Reference<RewardLearningParameters>($"change by a reward after {delay} s", change, "closed form, to seven digits",
                        Reference.Defaults<RewardLearningParameters>(each => each.Potentiation, each => each.Distance, each => each.EligibilityDecay,
                            each => each.ModulatorDecay, each => each.Reward)).Within(change * 3e-7),
                    p, changes[i]);
            }
        }

        findings.Measure("change by a reward after the first delay (%)", 100 * changes[0]);
        findings.Measure("change by a reward after the last delay (%)", 100 * changes[^1]);
        int shown = Math.Max(0, Array.FindIndex(delays, each => each >= 0.999));
        double[] times = [.. weights.Select((_, k) => k * Sample)];
        var traces = record();
        var time = new Axis("Time", "s") { Minimum = 0, Maximum = Math.Min(end, delays[shown] + 2) };
        double[] line = Plot.Range(0, delays.Max(), 200);
        findings.SideBySide(
            "reward", "A reward finds the synapse that is still marked",
            $"(A) A pair marks the synapse. (B) A reward {delays[shown]:G3} s later. (C) The weight moves while both are there. (D) The change against "
                + $"the delay "
                + "of the reward; line: closed form.",
            Plot.Panel(time, new Axis("Eligibility") { Minimum = 0 }, Plot.Line("", times, eligibility.Select(each => each[shown]), colour: Palette.At(0))),
            Plot.Panel(time, new Axis("Dopamine", "uM") { Minimum = 0 },
                Plot.Line("", [.. traces.TimesSeconds], traces.Columns[shown].In(uM), colour: Palette.At(1))),
            Plot.Panel(time, new Axis("Change of the weight", "%"), Plot.Line("", times, weights.Select(each => 100 * (each[shown] - 0.2)),
                colour: Palette.At(2))),
            Plot.Panel(new Axis("Delay of the reward", "s") { Minimum = 0 }, new Axis("Change of the weight", "%") { Minimum = 0 },
                Plot.Line("", line, delay => 100 * Change(delay), colour: Palette.At(2)), Plot.Points("", delays, changes.Select(change => 100 * change),
                    colour: Colour.Black)));
        findings.Answer(
            $"A pair of spikes leaves a mark that fades in {p.EligibilityDecay}; a reward that comes meanwhile moves the weight in proportion to what is "
                + $"left of "
            + $"it: by {100 * Change(0):F3} % of the largest weight at once, by {100 * Change(1):F3} % after a second.");
    }
}
