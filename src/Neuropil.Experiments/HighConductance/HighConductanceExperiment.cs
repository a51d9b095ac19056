using MathNet.Numerics.Statistics;
using static Neuropil.Units;

namespace Neuropil.Experiments;

/// <summary>The parameters of <see cref="HighConductanceExperiment"/>.</summary>
internal sealed record HighConductanceParameters
{
    [Option("factor on both synaptic conductances; 0 is a cell without network, 1 the paper's", AtLeast = "0", AtMost = "5")]
    public double Bombardment { get; init; } = 1;

    [Option("cells at each condition", AtLeast = "10")] public int Cells { get; init; } = 100;
    [Option("measured time", AtLeast = "100 ms", Unit = "ms")] public Time Duration { get; init; } = 1000 * ms;
    [Option("time step", Name = "dt", MoreThan = "0 ms", AtMost = "0.5 ms", Unit = "ms")] public Time TimeStep { get; init; } = 0.1 * ms;
}

/// <summary>A cell under the bombardment of its network: a short time constant, and a potential that the ratio of two conductances holds.</summary>
internal sealed class HighConductanceExperiment : Experiment<HighConductanceParameters>
{
    private const double Clamping = 10.0 / 65; // (V - E_I)/(E_E - V) at -65 mV
    private static readonly Time settling = 100 * ms;
    private static readonly Time stepLength = 100 * ms; // some time constants of the quiet cell
    private static readonly double[] factors = [0, 0.25, 0.5, 1, 1.5, 2];
    private static readonly double[] strengths = [0.25, 1, 4];
    private static readonly double[] ratios = [0.05, 0.1, Clamping, 0.211, 0.3];

    public override string Name => "high-conductance";

    public override string Question => "What does the bombardment by a balanced network make of a cell's membrane?";

    public override string Source => "Destexhe, Rudolph, Fellous and Sejnowski, Neuroscience 107 (2001); E-I balance, the high-conductance state";

    public override void Run(HighConductanceParameters p, Session session, Findings findings)
    {
        var bombarded = new BombardedCell(p.Bombardment);
        var quiet = new BombardedCell(0);
        var steps = StepResponse.Of([quiet, bombarded], p, settling, stepLength, session.Part(0, 3));
        var byFactor = Potentials([.. factors.Select(factor => new BombardedCell(factor)), bombarded], p, session.Part(1, 3));
        BombardedCell[] clamped = [.. strengths.SelectMany(strength => ratios.Select(ratio => new BombardedCell(strength, ratio, Leak: -65)))];
        var byRatio = Potentials(clamped, p, session.Part(2, 3));
        var measured = byFactor[^1];
        findings.Check(
            "mean of V (mV)", bombarded.Mean, measured.Mean, 3 * measured.Error, "currents cancel at the equilibrium; correlation of conductance and V to "
                + "second order; 3 standard errors");
        var paper = Reference.Defaults<HighConductanceParameters>(each => each.Bombardment);
        findings.Check(new Reference<HighConductanceParameters>("mean of V, the paper's conductances (mV)", -65.241,
            "an independent program; 3 standard errors", paper)
            .Within(3 * measured.Error), p, measured.Mean);
        findings.Check(new Reference<HighConductanceParameters>("standard deviation of V (mV)", 1.605, "an independent program; 3 standard errors", paper)
            .Within(3 * measured.DeviationError), p, measured.Deviation);
        findings.Check(
            "time constant (ms)", bombarded.TimeConstant, steps[1].TimeConstant, 0.01 * bombarded.TimeConstant,
            "C over the mean conductance; from pairs of runs along the same noise; tolerance: 1 %");
        findings.Check(new Reference<HighConductanceParameters>("time constant, the paper's conductances (ms)", 4.072, "346.36 pF over 85.055 nS", paper)
            .Within(0.041), p, steps[1].TimeConstant);
        findings.Check("time constant of the quiet cell (ms)", 22.125, steps[0].TimeConstant, 0.01, "346.36 pF over 15.655 nS");
        foreach (int i in Enumerable.Range(0, strengths.Length))
        {
            var held = byRatio[(i * ratios.Length) + Array.IndexOf(ratios, Clamping)];
            findings.Check(
                $"clamp at g_E/g_I 0.1538, conductances times {strengths[i]}: mean of V (mV)", clamped[(i * ratios.Length) + 2].Mean, held.Mean, 3 * held.Error,
                "-65 mV, where all currents vanish, and the correlation of conductance and V; 3 standard errors");
        }

        findings.Check("the same ratio with the leak at -80 mV: equilibrium (mV)", -67.87, new BombardedCell(1, Clamping).Equilibrium, 0.005,
            "the leak pulls: the ratio alone does not hold V");
        if (p.Bombardment > 0)
        {
            findings.Check(Check.Between(
                "63 % of a step's response: quiet cell over bombarded one", bombarded.ConductanceRatio * 0.9, bombarded.ConductanceRatio * 1.1,
                steps[0].Rise / steps[1].Rise, "ratio of the conductances; tolerance: 10 %, since the mean of responses is no exponential"));
        }

        findings.Measure("time constant (ms)", steps[1].TimeConstant);
        findings.Measure("mean of V (mV)", measured.Mean);
        findings.Measure("standard deviation of V (mV)", measured.Deviation);
        findings.Measure("total conductance over leak", bombarded.ConductanceRatio);
        findings.Answer(
            $"The total conductance is {bombarded.ConductanceRatio:F2} times that of the leak, and the time constant {steps[1].TimeConstant:F2} ms in place "
                + $"of {steps[0].TimeConstant:F1} ms: V follows a step {steps[0].Rise / steps[1].Rise:F1} times as fast. V stays at {measured.Mean:F1} mV "
                + $"and fluctuates by {measured.Deviation:F2} mV; it is the ratio of excitatory to inhibitory conductance that holds it, the better the "
                + "larger both are beside the leak.");
        findings.Note("The chapter's ratio 0.1538 holds V at -65 mV only where the leak does not pull or reverses at -65 mV itself: with the leak of this "
            + "cell, at -80 mV, V would be -67.87 mV.");
        Draw(p.Bombardment, steps, byFactor[..^1], byRatio, clamped, findings);
    }

    private static Potential[] Potentials(BombardedCell[] conditions, HighConductanceParameters p, Session session)
    {
        var network = session.NewNetwork();
        Population[] groups = [.. conditions.Select((condition, i) => network.Add(new Population($"cells {i}", p.Cells, condition.Model())))];
        var run = session.Simulate(network, p.TimeStep, precision: Precision.Double);
        var records = groups.Select(cells => run.Simulation.Record(cells.All("V") with { Interval = 10 * p.TimeStep })).ToList();
        run.Advance(settling.OnGrid(p.TimeStep) + p.Duration.OnGrid(p.TimeStep));
        int skipped = (int)(settling / p.TimeStep / 10);
        return [.. records.Select(record => Potential.Of(record.Matrix().In(mV), skipped))];
    }

    private static void Draw(
        double factor, StepResponse[] steps, Potential[] byFactor, Potential[] byRatio, BombardedCell[] clamped, Findings findings)
    {
        double[] line = Plot.Range(0, factors[^1], 60), ratioLine = Plot.Range(ratios[0], ratios[^1], 60);
        var (quiet, bombarded) = (Palette.At(5), EiColours.Both);
        findings.SideBySide(
            "high-conductance", "The high-conductance state",
            "(A) V of a cell without network and of one under bombardment. (B) The mean response of both to a small step of current, over its end; dashed, "
                + "63 %. (C) The time constant against the conductances' size. (D) The ratio of excitatory to inhibitory conductance holds V, the better "
                + "the larger both are; the leak reverses at -65 mV. Points: simulated, lines: theory.",
            Plot.Panel(
                new Axis("Time", "ms"), new Axis("V", "mV"),
                Plot.Line("quiet", steps[0].TimesMs, steps[0].Course, colour: quiet),
                    Plot.Line("bombarded", steps[1].TimesMs, steps[1].Course, colour: bombarded)),
            Plot.Panel(
                new Axis("Time after the step", "ms") { Maximum = 100 }, new Axis("Response") { Minimum = 0 },
                Plot.Line("quiet", steps[0].TimesMs, steps[0].Response, colour: quiet),
                    Plot.Line("bombarded", steps[1].TimesMs, steps[1].Response, colour: bombarded),
                ReferenceLine.AtY(1 - Math.Exp(-1))),
            Plot.Panel(
                new Axis("Conductances over the paper's"), new Axis("Time constant", "ms") { Minimum = 0 },
                Plot.Line("C/G", line, each => new BombardedCell(each).TimeConstant, colour: EiColours.Both),
                Plot.Points("measured", [0, factor], steps.Select(step => step.TimeConstant), colour: EiColours.Both)),
            Plot.Panel(
                new Axis("g_E/g_I"), new Axis("Mean of V", "mV"),
                strengths.SelectMany((strength, i) => new PlotLayer[]
                {
                    Plot.Line("", ratioLine, ratio => new BombardedCell(strength, ratio, Leak: -65).Mean, colour: Palette.At(i + 2)),
                    Plot.Points($"times {strength}", ratios, ratios.Select((_, k) => byRatio[(i * ratios.Length) + k].Mean), colour: Palette.At(i + 2)),
                }).Append(ReferenceLine.AtX(Clamping))));
        findings.Table(
            "potentials.csv", "the potential against the conductances' size",
                factors.Select((each, i) => (Factor: each, Cell: new BombardedCell(each), Found: byFactor[i])),
            ("conductances over the paper's", row => row.Factor), ("mean of V (mV)", row => row.Found.Mean), ("standard error", row => row.Found.Error),
            ("mean in theory (mV)", row => row.Cell.Mean), ("standard deviation (mV)", row => row.Found.Deviation), ("C/G (ms)", row => row.Cell.TimeConstant));
        findings.Table(
            "clamp.csv", "the potential against the ratio of conductances", clamped.Select((cell, i) => (Cell: cell, Found: byRatio[i])),
            ("conductances over the paper's", row => row.Cell.Factor), ("g_E/g_I", row => row.Cell.Ratio), ("mean of V (mV)", row => row.Found.Mean),
            ("standard error", row => row.Found.Error), ("mean in theory (mV)", row => row.Cell.Mean));
    }

    /// <summary>The potential of many cells over time, mV.</summary>
    private sealed record Potential(double Mean, double Error, double Deviation, double DeviationError)
    {
        public static Potential Of(double[,] v, int skipped)
        {
            int samples = v.GetLength(0), cells = v.GetLength(1);
            double[][] courses = [.. Enumerable.Range(0, cells).Select(cell
                => Enumerable.Range(skipped, samples - skipped).Select(sample => v[sample, cell]).ToArray())];
            double[] means = [.. courses.Select(course => course.Average())];
            double mean = means.Average();
            double[] variances = [.. courses.Select(course => course.Average(value => (value - mean) * (value - mean)))];
            double deviation = Math.Sqrt(variances.Average());
            return new Potential(mean, StandardError.Of(means), deviation, StandardError.Of(variances) / (2 * deviation));
        }
    }
}
