using static Neuropil.Units;

namespace Neuropil.Experiments;

/// <summary>The parameters of <see cref="BcmThresholdExperiment"/>.</summary>
internal sealed record BcmThresholdParameters
{
    [Option("learning rate eta", MoreThan = "0 Hz", AtMost = "0.5 Hz", Unit = "Hz")] public Frequency LearningRate { get; init; } = 0.1 * Hz;
    [Option("nu0, where threshold and activity meet", AtLeast = "0.5", AtMost = "2")] public double TargetActivity { get; init; } = 1;
    [Option("activity of each of the four inputs", AtLeast = "0.3", AtMost = "0.7")] public double Input { get; init; } = 0.5;
}

/// <summary>A linear cell with the BCM rule: where it comes to rest, and from which time constant of the threshold on it oscillates.</summary>
internal sealed class BcmThresholdExperiment : Experiment<BcmThresholdParameters>
{
    private const int Inputs = 4;
    private static readonly double[] slowness = [0.5, 0.8, 0.9, 0.95, 1, 1.05, 1.1, 1.2]; // tau_theta over its critical value

    public override string Name => "bcm-threshold";

    public override string Question => "How slow may the threshold of a BCM synapse be before activity oscillates?";

    public override string Source
        => "Bienenstock, Cooper and Munro, J. Neurosci. 2 (1982); Intrator and Cooper, Neural Netw. 5 (1992); plasticity, learning by rates";

    public override void Run(BcmThresholdParameters p, Session session, Findings findings)
    {
        double eta = p.LearningRate / Hz, nu0 = p.TargetActivity, square = Inputs * p.Input * p.Input;
        double critical = 1 / (eta * square * nu0); // s
        double period = 2 * Math.PI / (eta * square * nu0); // s
        var step = Time.FromSi(Math.Round(critical / 1e-3 / 1000) * 1e-3);
        var network = session.NewNetwork();
        var inputs = network.Add(new Population("inputs", Inputs, new HeldRate()) { Initial = { ["r"] = p.Input } });
        List<(PopulationSlice Cells, Projection<Number> Learned)> cases = [];
        foreach (double factor in slowness)
        {
            var cells = network.Add(new Population($"cell {factor}", 1, new RateUnit { TimeConstant = step / 40, InitialActivity = nu0 * 1.001 }));
            var rule = new BcmPlasticity("bcm")
            {
                LearningRate = p.LearningRate, TargetActivity = nu0, InitialThreshold = nu0, ThresholdTime = factor * critical * second, Interval = step,
            };
            cases.Add((cells, network.Connect(inputs, cells, new AllToAll(), new DriveCoupling("drive"), nu0 * 1.001 / (Inputs * p.Input), plasticity: rule)));
        }

        // From far away, to be seen.
        var far = network.Add(new Population("far", 1, new RateUnit { TimeConstant = step / 40, InitialActivity = 0.3 * nu0 }));
        var farRule = new BcmPlasticity("bcm")
        {
            LearningRate = p.LearningRate, TargetActivity = nu0, InitialThreshold = 0.1 * nu0, ThresholdTime = 0.5 * critical * second, Interval = step,
        };
        var farLearned = network.Connect(inputs, far, new AllToAll(), new DriveCoupling("drive"), 0.3 * nu0 / (Inputs * p.Input), plasticity: farRule);
        var run = session.Simulate(network, step, precision: Precision.Double);
        int samples = 1500;
        double interval = Math.Round(10 * period / samples / step.SiValue) * step.SiValue;
        var nu = slowness.Select(_ => new List<double>()).ToArray();
        List<double> time = [], farNu = [], farTheta = [];
        for (int i = 0; i < samples; i++)
        {
            run.Advance(interval * second, Progress.None);
            time.Add((i + 1) * interval);
            for (int k = 0; k < cases.Count; k++)
            {
                nu[k].Add(run.Simulation.Values(cases[k].Cells, "r").Numbers()[0]);
            }

            farNu.Add(run.Simulation.Values(far, "r").Numbers()[0]);
            farTheta.Add(run.Simulation.SynapsesOf(farLearned).Numbers("theta")[0]);
        }

        findings.Check("activity at rest", nu0, farNu[^1], 1e-6 * nu0, "fixed point nu = theta = nu0");
        findings.Check("threshold at rest", nu0, farTheta[^1], 1e-6 * nu0, "fixed point nu = theta = nu0");
        double[] growth = [.. nu.Select(course => Growth(time, course, nu0))];
        double[] expected = [.. slowness.Select(factor => ((1 / critical) - (1 / (factor * critical))) / 2)];
        double onset = 1 / Root([.. slowness.Select(factor => 1 / (factor * critical))], growth);
        findings.Check("tau_theta from which activity oscillates, over 1/(eta |x|^2 nu0)", 1, onset / critical, 0.03,
            "Hopf bifurcation of the linearised rule");
        findings.Check(
            "growth of oscillations: largest deviation from theory, over 1/(2 tau critical)", 0,
            growth.Zip(expected, (found, theory) => Math.Abs(found - theory) * 2 * critical).Max(), 0.05,
                "real part of the eigenvalues, eta |x|^2 nu0/2 - 1/(2 "
            + "tau_theta)");
        findings.Measure("critical tau_theta (s)", onset);
        findings.Answer($"At rest activity and threshold are {farNu[^1]:F6} and {farTheta[^1]:F6}. Activity oscillates once the threshold's time constant is "
            + "above "
            + $"{onset:F2} s; theory says {critical:F2} s.");
        findings.Note(
            "The theory is that of small deviations from nu0. It says from where on they grow, not how large they become: at "
                + $"{slowness[^1]:G3} times the critical time constant activity came to between {nu[^1].Min() / nu0:F2} and {nu[^1].Max() / nu0:F2} of nu0 in "
                + $"{time[^1]:F0} s.");
        findings.Always(() => Draw(nu0, critical, time, nu, farNu, farTheta, growth, expected, findings));
    }

    // How fast the maxima of the deviation grow, per second, from those that are small beside nu0.
    private static double Growth(List<double> time, List<double> nu, double nu0)
    {
        List<(double Time, double Height)> peaks = [];
        for (int i = 1; i + 1 < nu.Count; i++)
        {
            double d = nu[i] - nu0;
            if (d > nu[i - 1] - nu0 && d >= nu[i + 1] - nu0 && d > 1e-7 * nu0 && d < 0.02 * nu0)
            {
                // A parabola through three samples.
                double bend = nu[i - 1] - (2 * nu[i]) + nu[i + 1], slope = (nu[i + 1] - nu[i - 1]) / 2;
                peaks.Add((time[i], d - (slope * slope / (2 * bend))));
            }
        }

        double mean = peaks.Average(peak => peak.Time), height = peaks.Average(peak => Math.Log(peak.Height));
        return peaks.Sum(peak => (peak.Time - mean) * (Math.Log(peak.Height) - height)) / peaks.Sum(peak => (peak.Time - mean) * (peak.Time - mean));
    }

    // Where a straight line through points crosses zero.
    private static double Root(double[] x, double[] y)
    {
        double mean = x.Average(), height = y.Average();
        double slope = x.Zip(y, (one, other) => (one - mean) * (other - height)).Sum() / x.Sum(one => (one - mean) * (one - mean));
        return mean - (height / slope);
    }

    private static void Draw(
        double nu0, double critical, List<double> time, List<double>[] nu, List<double> farNu, List<double> farTheta, double[] growth, double[] expected,
        Findings findings)
    {
        double[] line = Plot.Range(0, 2 * nu0, 100);
        double[] smooth = Plot.Range(slowness[0], slowness[^1], 70);
        int shown = time.Count / 4;
        double[] early = [.. time.Take(shown)];
        var thresholds = new[] { 0.5, 1.0, 1.5 };
        findings.SideBySide(
            "bcm-threshold", "The sliding threshold",
            $"A: the rule for three thresholds. B: from far away activity and threshold meet at nu0 (tau_theta half its critical value of {critical:F2} s). C: "
                + "deviations from nu0 fade below the critical value and grow above it. D: their growth, measured (points) and from the linearised rule "
                    + "(line).",
            Plot.Panel(
                new Axis("Activity nu", ""), new Axis("phi"),
                [.. thresholds.Select((theta, i) => (PlotLayer)Plot.Line(
                    $"theta = {theta * nu0:G3}", line, line.Select(value => value * (value - (theta * nu0))), colour: Palette.At(i))), ReferenceLine.AtY(0)]),
            Plot.Panel(
                new Axis("Time", "s"), new Axis("Activity, threshold") { Minimum = 0 },
                Plot.Line("activity", early, farNu.Take(shown), colour: Palette.At(0)),
                    Plot.Line("threshold", early, farTheta.Take(shown), colour: Palette.At(1)),
                ReferenceLine.AtY(nu0)),
            Plot.Panel(
                new Axis("Time", "s"), new Axis("Deviation from nu0") { HoldsOutliers = true },
                Plot.Line("1.1 of critical", time, nu[6].Select(value => (value / nu0) - 1), colour: Palette.At(2)),
                Plot.Line("0.9 of critical", time, nu[2].Select(value => (value / nu0) - 1), colour: Palette.At(0))),
            Plot.Panel(
                new Axis("Time constant over its critical value"), new Axis("Growth", "1/s"),
                Plot.Line("linearised rule", smooth, smooth.Select(factor => ((1 / critical) - (1 / (factor * critical))) / 2), colour: Palette.At(0)),
                Plot.Points("measured", slowness, growth, colour: Palette.At(1)), ReferenceLine.AtY(0)));
        findings.Table(
            "growth.csv", "growth of oscillations", slowness.Select((factor, i) => (factor, growth[i], expected[i])),
                ("tau_theta over critical", row => row.factor),
            ("growth (1/s)", row => row.Item2), ("theory (1/s)", row => row.Item3));
    }
}
