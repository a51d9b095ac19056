using static Neuropil.Units;

namespace Neuropil.Experiments;

/// <summary>The parameters of <see cref="CalciumPlasticityExperiment"/>.</summary>
internal sealed record CalciumPlasticityParameters
{
    [Option("calcium of a presynaptic spike", AtLeast = "0", AtMost = "5")] public double PresynapticCalcium { get; init; } = 1;
    [Option("calcium of a postsynaptic spike", AtLeast = "0", AtMost = "5")] public double PostsynapticCalcium { get; init; } = 2;
    [Option("threshold of potentiation", MoreThan = "0.5", AtMost = "5")] public double PotentiationThreshold { get; init; } = 1.3;
    [Option("threshold of depression", MoreThan = "0.5", AtMost = "5")] public double DepressionThreshold { get; init; } = 1;
    [Option("pairs of spikes, one per second", AtLeast = "10", AtMost = "1000")] public int Pairs { get; init; } = 60;
}

/// <summary>Pairs of spikes let calcium in; how long it stands above two thresholds decides whether a synapse is potentiated or depressed.</summary>
internal sealed class CalciumPlasticityExperiment : Experiment<CalciumPlasticityParameters>
{
    private const double Decay = 20, Delay = 13.7; // ms
    private const double Up = 321.808, Down = 200, Tau = 150_000; // Tau in ms
    private static readonly Time step = 0.1 * ms;
    private static readonly double[] differences = [.. Enumerable.Range(-20, 41).Select(i => i * 5.0)]; // ms

    public override string Name => "calcium-plasticity";

    public override string Question => "How does calcium turn the order of two spikes into a stronger or a weaker synapse?";

    public override string Source => "Graupner and Brunel, PNAS 109 (2012); Shouval, Bear and Cooper, PNAS 99 (2002); plasticity, calcium";

    public override void Run(CalciumPlasticityParameters p, Session session, Findings findings)
    {
        Spikes(p, session.Part(0, 3), findings);
        NmdaCalciumPairs.Show(p, session.Part(1, 3), findings);
        CalciumPlaces.Show(session.Part(2, 3), findings);
    }

    // Each spike lets calcium in, whatever the potential.
    private static void Spikes(CalciumPlasticityParameters p, Session session, Findings findings)
    {
        var (full, potentiation, depression) = Simulate(p, session);
        double[] aboveUp = [.. potentiation.Select(rho => -Math.Log((1 - rho) / 0.5) * Tau / (Up * p.Pairs))];
        double[] aboveDown = [.. depression.Select(rho => -Math.Log(rho / 0.5) * Tau / (Down * p.Pairs))];
        var theory = differences.Select(difference => TimesAbove(p, difference)).ToArray();
        findings.Check(
            "time above the thresholds in a pair, from simulated weights: largest deviation (ms)", 0,
            Math.Max(aboveUp.Zip(theory, (found, known) => Math.Abs(found - known.Up)).Max(),
                aboveDown.Zip(theory, (found, known) => Math.Abs(found - known.Down)).Max()),
            1e-9, "crossing times of two exponentials");
        double[] resting = [.. aboveUp.Zip(aboveDown, (up, down) => up == 0 && down == 0 ? 0.5 : Up * up / ((Up * up) + (Down * down)))];
        var isDefault = Reference.Defaults<CalciumPlasticityParameters>(
            each => each.PresynapticCalcium, each => each.PostsynapticCalcium, each => each.PotentiationThreshold, each => each.DepressionThreshold);
        foreach (var (difference, known) in new[] { (-20.0, 0.4356), (-10.0, 0.4702), (0.0, 0.5019), (10.0, 0.5548), (20.0, 0.5431) })
        {
            findings.Check(
                new Reference<CalciumPlasticityParameters>($"rho_bar at {difference:+0;-0;0} ms", known, "independent program, to four digits",
                    isDefault).Within(6e-5), p,
                resting[Array.IndexOf(differences, difference)]);
        }

        double[] expected = [.. differences.Select(difference => AfterPairs(p, difference))];
        findings.Check($"rho after {p.Pairs} pairs: largest deviation", 0, full.Zip(expected, (found, known) => Math.Abs(found - known)).Max(), 1e-9,
            "phases of the rule pair by pair, from a program of its own");
        findings.Answer($"A pair 10 ms apart takes rho towards {resting[Array.IndexOf(differences, 10.0)]:F4} if the presynaptic spike comes first, towards "
            + $"{resting[Array.IndexOf(differences, -10.0)]:F4} if it comes second.");
        double[] time = Plot.Range(0, 120, 600);
        PlotLayer Calcium(double difference, int colour)
            => Plot.Line($"{difference:+0;-0} ms", time, time.Select(t => CalciumAt(p, difference, t - 30)), colour: Palette.At(colour));
        findings.SideBySide(
            "calcium-plasticity", "From calcium to the weight",
            $"A: calcium of one pair, the presynaptic spike at 30 ms (its calcium {Delay} ms later); dashed: thresholds. B: time above them in a pair. C: "
                + "where rho goes, "
                + $"and where it is after {p.Pairs} pairs.",
            Plot.Panel(
                new Axis("Time", "ms"), new Axis("Calcium") { Minimum = 0 },
                Calcium(10, 0), Calcium(-10, 1), ReferenceLine.AtY(p.DepressionThreshold), ReferenceLine.AtY(p.PotentiationThreshold)),
            Plot.Panel(
                new Axis("Post minus pre", "ms"), new Axis("Time above", "ms") { Minimum = 0 },
                Plot.Line("potentiation", differences, theory.Select(one => one.Up), colour: Palette.At(0)),
                    Plot.Points("", differences, aboveUp, colour: Palette.At(0)),
                Plot.Line("depression", differences, theory.Select(one => one.Down), colour: Palette.At(1)),
                    Plot.Points("", differences, aboveDown, colour: Palette.At(1))),
            Plot.Panel(
                new Axis("Post minus pre", "ms"), new Axis("rho"),
                Plot.Line("in the long run", differences, resting, colour: Palette.At(0)),
                    Plot.Points($"after {p.Pairs} pairs", differences, full, colour: Palette.At(1)),
                ReferenceLine.AtY(0.5)));
    }

    // Without what holds rho: both thresholds, that of potentiation alone, that of depression alone.
    private static (double[] Full, double[] Up, double[] Down) Simulate(CalciumPlasticityParameters p, Session session)
    {
        var network = session.NewNetwork();
        Time[] Times(double first) => [.. Enumerable.Range(0, p.Pairs).Select(i => (first + (1000 * i)) * ms)];
        var cells = new SpikePairs(network, step, [.. differences.Select(difference => (Times(200), Times(200 + difference)))]);
        var rule = new CalciumPlasticity<Conductance>("calcium")
        {
            LowWeight = 0 * nS, HighWeight = 0.01 * nS, PresynapticCalcium = p.PresynapticCalcium, PostsynapticCalcium = p.PostsynapticCalcium,
            PotentiationThreshold = p.PotentiationThreshold, DepressionThreshold = p.DepressionThreshold, IsBistable = false, Forgetting = 1e15 * second,
        };
        Projection<Conductance> Connect(string name, double up, double down) => network.Connect(
            cells.Sources, cells.Targets, new OneToOne(), new Exponential("excitation"), 0.005 * nS, name: name,
            plasticity: rule with { Potentiation = up, Depression = down });
        Projection<Conductance>[] all = [Connect("both", Up, Down), Connect("up", Up, 0), Connect("down", 0, Down)];
        var run = session.Simulate(network, step, precision: Precision.Double);
        run.Advance((p.Pairs + 0.5) * second);
        double[][] rho = [.. all.Select(projection => run.Simulation.SynapsesOf(projection).Numbers("rho"))];
        return (rho[0], rho[1], rho[2]);
    }

    // Calcium some time after the presynaptic spike.
    private static double CalciumAt(CalciumPlasticityParameters p, double difference, double t)
        => (t < Delay ? 0 : p.PresynapticCalcium * Math.Exp(-(t - Delay) / Decay))
            + (t < difference ? 0 : p.PostsynapticCalcium * Math.Exp(-(t - difference) / Decay));

    private static (double Up, double Down) TimesAbove(CalciumPlasticityParameters p, double difference)
    {
        double first = Math.Min(Delay, difference), gap = Math.Abs(Delay - difference);
        double begin = CalciumAt(p, difference, first), second = CalciumAt(p, difference, Math.Max(Delay, difference));
        double Above(double threshold)
            => Math.Min(gap, Decay * Math.Log(Math.Max(1, begin / threshold))) + (Decay * Math.Log(Math.Max(1, second / threshold)));
        return (Above(p.PotentiationThreshold), Above(p.DepressionThreshold));
    }

    // The equation of rho from crossing to crossing of a threshold: between two of them it is linear.
    private static double AfterPairs(CalciumPlasticityParameters p, double difference)
    {
        double[] marks = [.. new[] { Delay, difference }.Order()];
        List<double> borders = [.. marks];
        for (int i = 0; i < 2; i++)
        {
            double calcium = CalciumAt(p, difference, marks[i]), end = i == 0 ? marks[1] : marks[0] + 900;
            foreach (double threshold in new[] { p.PotentiationThreshold, p.DepressionThreshold })
            {
                double crossing = marks[i] + (Decay * Math.Log(Math.Max(1e-9, calcium / threshold)));
                if (crossing > marks[i] && crossing < end)
                {
                    borders.Add(crossing);
                }
            }
        }

        borders.Sort();
        double rho = 0.5;
        for (int pair = 0; pair < p.Pairs; pair++)
        {
            for (int i = 0; i + 1 < borders.Count; i++)
            {
                double middle = CalciumAt(p, difference, (borders[i] + borders[i + 1]) / 2);
                double up = middle > p.PotentiationThreshold ? Up : 0, down = middle > p.DepressionThreshold ? Down : 0;
                double keep = Math.Exp(-(up + down) * (borders[i + 1] - borders[i]) / Tau);
                rho = up + down == 0 ? rho : (up / (up + down)) + ((rho - (up / (up + down))) * keep);
            }
        }

        return rho;
    }
}
