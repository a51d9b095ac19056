using static Neuropil.Units;

namespace Neuropil.Experiments;

/// <summary>The parameters of <see cref="MetaplasticityExperiment"/>.</summary>
internal sealed record MetaplasticityParameters
{
    [Option("activity before", MoreThan = "0", AtMost = "5")] public double Before { get; init; } = 1;
    [Option("activity of the cell that is deprived", AtLeast = "0", AtMost = "5")] public double Low { get; init; } = 0.2;
    [Option("activity of the cell that is busy", AtLeast = "0", AtMost = "5")] public double High { get; init; } = 1.6;
    [Option("time constant of the threshold", AtLeast = "1 s", AtMost = "1000 s", Unit = "s")] public Time ThresholdTime { get; init; } = 20 * second;
}

/// <summary>The threshold of the BCM rule follows activity: what the same input does to a synapse depends on what the cell did before.</summary>
internal sealed class MetaplasticityExperiment : Experiment<MetaplasticityParameters>
{
    private const double Learning = 0.01; // per second
    private static readonly Time step = 100 * ms;

    public override string Name => "metaplasticity";

    public override string Question => "How does a cell's past decide whether the same activity strengthens or weakens its synapses?";

    public override string Source =>
        "Bienenstock, Cooper and Munro, J. Neurosci. 2 (1982); Abraham and Bear, Trends Neurosci. 19 (1996); plasticity, sliding threshold";

    public override void Run(MetaplasticityParameters p, Session session, Findings findings)
    {
        double tau = p.ThresholdTime / second;
        double[] later = [p.Low, p.Before, p.High];
        var network = session.NewNetwork();
        var inputs = network.Add(new Population("inputs", 3, new HeldRate()) { Initial = { ["r"] = 1 } });
        var cells = network.Add(new Population("cells", 3, new HeldRate()) { Initial = { ["r"] = p.Before } });
        var rule = new BcmPlasticity("bcm")
        {
            LearningRate = 0 * Hz, ThresholdTime = p.ThresholdTime, InitialThreshold = p.Before * p.Before, Interval = step,
        };
        var learned = network.Connect(inputs, cells, new OneToOne(), new DriveCoupling("drive"), 0.5, plasticity: rule);
        var run = session.Simulate(network, step, precision: Precision.Double);
        run.Advance(Time.FromSi(Math.Round(tau) * 1), Progress.None);
        run.Simulation.Set(cells, "r", Array.ConvertAll(later, value => (Number)value));
        double origin = run.Time / second, largest = 0;
        List<double> time = [];
        var theta = later.Select(_ => new List<double>()).ToArray();
        for (int i = 0; i <= 100; i++)
        {
            double[] now = run.Simulation.SynapsesOf(learned).Numbers("theta");
            double t = (run.Time / second) - origin;
            time.Add(t);
            for (int k = 0; k < 3; k++)
            {
                theta[k].Add(now[k]);
                largest = Math.Max(largest, Math.Abs(now[k] - Theta(p, later[k], t)));
            }

            run.Advance(Time.FromSi(Math.Max(1, Math.Round(tau / 20 / step.SiValue)) * step.SiValue), Progress.None);
        }

        findings.Check("threshold after a change of activity: largest deviation", 0, largest, 1e-9, "exponential from one square of activity to the other");

        // The same moderate activity now, on synapses that learn.
        double probe = (p.Low + p.High) / 2;
        double[] changes = [.. later.Select((_, k) => Change(theta[k][^1], probe, session))];
        double[] expected = [.. later.Select((_, k) => Learning * probe * (probe - theta[k][^1]))];
        findings.Check(
            "weight change by the same activity after three pasts: largest deviation (per s)", 0, changes.Zip(expected, (a, b) => Math.Abs(a - b)).Max(), 1e-9,
            "eta x nu (nu - theta)");
        findings.Check(new Check("the deprived cell is potentiated, the busy one depressed", 1, changes[0] > 0 && changes[2] < 0 ? 1 : 0, 0,
            "sign of nu - theta"));
        string[] names = ["deprived", "unchanged", "busy"];
        for (int k = 0; k < names.Length; k++)
        {
            findings.Measure($"{names[k]}: threshold at the end", theta[k][^1]);
            findings.Measure($"{names[k]}: weight change by the same activity (per s)", changes[k]);
        }

        findings.Answer($"After {time[^1]:F0} s at {p.Low} or {p.High} the threshold is {theta[0][^1]:F3} or {theta[2][^1]:F3}: activity {probe:G3} then "
            + "changes weights "
            + $"by {changes[0]:+0.0000;-0.0000} or {changes[2]:+0.0000;-0.0000} per s.");
        double[] line = Plot.Range(0, 2 * probe, 100);
        findings.SideBySide(
            "metaplasticity", "The threshold remembers activity",
            "A: the threshold after activity changes at 0 s; points: the exponential. B: the rule that the three pasts leave; points: weight changes, "
                + "simulated.",
            Plot.Panel(
                new Axis("Time", "s"), new Axis("Threshold") { Minimum = 0 },
                later.SelectMany((value, k) => new PlotLayer[]
                {
                    Plot.Line(names[k], time, theta[k], colour: Palette.At(k)),
                    Plot.Points("", [.. time.Where((_, i) => i % 10 == 0)], time.Where((_, i) => i % 10 == 0).Select(t => Theta(p, value, t)),
                        colour: Palette.At(k)),
                })),
            Plot.Panel(
                new Axis("Activity nu"), new Axis("Weight change", "1/s"),
                [.. later.SelectMany((_, k) => new PlotLayer[]
                {
                    Plot.Line(names[k], line, line.Select(nu => Learning * nu * (nu - theta[k][^1])), colour: Palette.At(k)),
                    Plot.Points("", [probe], [changes[k]], colour: Palette.At(k)),
                }), ReferenceLine.AtY(0)]));
    }

    private static double Theta(MetaplasticityParameters p, double later, double t)
        => (later * later) + (((p.Before * p.Before) - (later * later)) * Math.Exp(-t / (p.ThresholdTime / second)));

    // How fast a synapse changes where the threshold stands still.
    private static double Change(double theta, double activity, Session session)
    {
        var network = session.NewNetwork();
        var input = network.Add(new Population("input", 1, new HeldRate()) { Initial = { ["r"] = 1 } });
        var cell = network.Add(new Population("cell", 1, new HeldRate()) { Initial = { ["r"] = activity } });
        var rule = new BcmPlasticity("bcm") { LearningRate = Learning * Hz, ThresholdTime = 1e15 * second, InitialThreshold = theta, Interval = step };
        var learned = network.Connect(input, cell, new OneToOne(), new DriveCoupling("drive"), 0.5, plasticity: rule);
        using var run = session.Simulate(network, step, precision: Precision.Double);
        run.Advance((20 * step) + step, Progress.None);
        return (run.Simulation.SynapsesOf(learned).Numbers("w")[0] - 0.5) / (20 * step.SiValue);
    }
}
