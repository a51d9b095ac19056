using MathNet.Numerics.RootFinding;
using static Neuropil.Units;

namespace Neuropil.Experiments;

/// <summary>The parameters of <see cref="MolecularSwitchExperiment"/>.</summary>
internal sealed record MolecularSwitchParameters
{
    [Option("K of the reversible switch", AtLeast = "0.45", AtMost = "0.55")] public double HalfActivation { get; init; } = 0.5;
    [Option("b, the rate of dephosphorylation", AtLeast = "0.55", AtMost = "0.65")] public double Dephosphorylation { get; init; } = 0.6;
    [Option("subunits of the chain whose switching is simulated", AtLeast = "10", AtMost = "40")] public int Subunits { get; init; } = 20;
    [Option("simulated switchings", AtLeast = "100", AtMost = "100000")] public int Trials { get; init; } = 2000;
}

/// <summary>A kinase that phosphorylates itself: two stable states, the pulse that moves it from one to the other, and how long few molecules stay
/// there.</summary>
internal sealed class MolecularSwitchExperiment : Experiment<MolecularSwitchParameters>
{
    private const double Rest = 0.115, Pulse = 0.2; // stimulation
    private const double IrreversibleHalf = 0.4, IrreversibleB = 0.6, IrreversibleRest = 0.08;

    public override string Name => "molecular-switch";

    public override string Question => "How can molecules that are replaced remember a brief signal?";

    public override string Source => "Lisman, PNAS 82 (1985); Lisman and Zhabotinsky, Neuron 31 (2001); plasticity, molecular switches";

    public override void Run(MolecularSwitchParameters p, Session session, Findings findings)
    {
        const string Program = "independent program";
        var isDefault = Reference.Defaults<MolecularSwitchParameters>(each => each.HalfActivation, each => each.Dephosphorylation);
        void Known(string name, double expected, double found, double tolerance)
            => findings.Check(new Reference<MolecularSwitchParameters>(name, expected, Program, isDefault).Within(tolerance), p, found);
        var slope = SlopeOf(Cell(p.HalfActivation, p.Dephosphorylation));
        double[] folds = Folds(p.HalfActivation, p.Dephosphorylation);
        double[] rest = Zeros(p.HalfActivation, p.Dephosphorylation, Rest);
        if (rest.Length != 3 || folds.Length != 2)
        {
            findings.Answer($"With these parameters there is one state, p = {rest[0]:F4}, at a stimulation of {Rest}.");
            return;
        }

        foreach (var (i, at) in new[] { (0, 0.278856), (1, 0.465980) })
        {
            Known($"fold {i + 1}: p", at, folds[i], 1e-6);
            Known($"fold {i + 1}: s", i == 0 ? 0.143798 : 0.0935560, Nullcline(folds[i], p.HalfActivation, p.Dephosphorylation), 1e-6);
        }

        double[] known = [0.179645, 0.386240, 0.525615];
        for (int i = 0; i < 3; i++)
        {
            Known($"fixed point {i + 1} at s = {Rest}", known[i], rest[i], 1e-6);
        }

        // The declared equation itself: where it stops, from below and from above, and the pulse that just switches it.
        findings.Check("fixed points: largest slope of the declared equation there", 0, rest.Max(at => Math.Abs(slope(at, Rest))), 1e-12, "text equation");
        double[] stops = [.. new[] { 0.0, 1.0 }.Select(start => Advance(p, start, 0, session))];
        findings.Check("simulated from p = 0: state after 400 s", rest[0], stops[0], 1e-6, "lower fixed point");
        findings.Check("simulated from p = 1: state after 400 s", rest[2], stops[1], 1e-6, "upper fixed point");
        double least = MathNet.Numerics.Integration.GaussLegendreRule.Integrate(at => 1 / slope(at, Pulse), rest[0], rest[1], 64);
        Known("least pulse at s = 0.2 (s)", 4.433794, least, 1e-6);
        double shorter = Advance(p, rest[0], least * 0.999, session), longer = Advance(p, rest[0], least * 1.001, session);
        findings.Check("after a pulse 0.1 % shorter: state", rest[0], shorter, 1e-4, "lower fixed point");
        findings.Check("after a pulse 0.1 % longer: state", rest[2], longer, 1e-4, "upper fixed point");
        double[] irreversible = Zeros(IrreversibleHalf, IrreversibleB, IrreversibleRest);
        double[] knownIrreversible = [0.133076, 0.231257, 0.605198];
        for (int i = 0; i < 3; i++)
        {
            findings.Check($"irreversible switch, fixed point {i + 1} at s = {IrreversibleRest}", knownIrreversible[i], irreversible[i], 1e-6, Program);
        }

        double[] irreversibleFolds = Folds(IrreversibleHalf, IrreversibleB);
        findings.Check("irreversible switch, lower fold: p", 0.184876, irreversibleFolds[0], 1e-6, Program);
        findings.Check("irreversible switch, lower fold: s", 0.0924425, Nullcline(irreversibleFolds[0], IrreversibleHalf, IrreversibleB), 1e-6, Program);
        findings.Check(new Check("irreversible switch: two stable states without stimulation", 3, Zeros(IrreversibleHalf, IrreversibleB, 0).Length, 0,
            "count of zeros"));
        Chain(p, irreversible, session, findings);
        findings.Answer($"Between stimulations of {Nullcline(folds[1], p.HalfActivation, p.Dephosphorylation):F4} and "
            + $"{Nullcline(folds[0], p.HalfActivation, p.Dephosphorylation):F4} "
            + $"the switch has two states. At {Rest} a pulse of {Pulse} moves it from {rest[0]:F3} to {rest[2]:F3} if it lasts more than {least:F3} s.");
        Draw(p, folds, rest, least, session, findings);
    }

    private static EquationCell Cell(double half, double b) => new("""
        dp/dt = ((s + p^4/(K^4 + p^4))*(1 - p) - b*p)/tau : 1
        s : 1
        on t >= begin and t < end: s = pulse
        on t >= end: s = rest
        """)
    {
        Parameters =
        {
            ["K"] = half, ["b"] = b, ["tau"] = 1 * second, ["begin"] = 1000 * second, ["end"] = 2000 * second, ["pulse"] = Pulse, ["rest"] = Rest,
        },
        Initial = { ["s"] = Rest },
    };

    private static double Activated(double p, double half) => Math.Pow(p, 4) / (Math.Pow(half, 4) + Math.Pow(p, 4));

    // The stimulation at which p stands still.
    private static double Nullcline(double p, double half, double b) => (b * p / (1 - p)) - Activated(p, half);

    private static Func<double, double, double> SlopeOf(EquationCell cell)
    {
        var derivative = cell.ToEquations().FindState("p").Derivative;
        return (p, s) => derivative.Evaluate(("p", p), ("s", s)).SiValue;
    }

    private static double[] Zeros(double half, double b, double s) => Crossings(p => Nullcline(p, half, b) - s, from: s == 0 ? -1e-3 : 0);

    private static double[] Folds(double half, double b)
    {
        double Rise(double p) => (b / ((1 - p) * (1 - p))) - (4 * Math.Pow(half, 4) * Math.Pow(p, 3) / Math.Pow(Math.Pow(half, 4) + Math.Pow(p, 4), 2));
        return Crossings(Rise, from: 0);
    }

    private static double[] Crossings(Func<double, double> function, double from)
    {
        double[] grid = Plot.Range(from, 0.99, 2000);
        return [.. Enumerable.Range(0, grid.Length - 1).Where(i => function(grid[i]) < 0 != function(grid[i + 1]) < 0)
            .Select(i => Brent.FindRoot(function, grid[i], grid[i + 1], 1e-14))];
    }

    // p after a pulse that begins at 10 s, and 400 s more.
    private static double Advance(MolecularSwitchParameters p, double start, double pulse, Session session)
        => Course(p, start, pulse, 400, session)[^1].P;

    private static List<(double Time, double P)> Course(MolecularSwitchParameters p, double start, double pulse, double after, Session session)
    {
        var cell = Cell(p.HalfActivation, p.Dephosphorylation);
        cell.Initial["p"] = start;
        if (pulse > 0)
        {
            (cell.Parameters["begin"], cell.Parameters["end"]) = (10 * second, (10 + pulse) * second);
        }

        var run = new AdaptiveSimulation(cell, new AdaptiveOptions { RelativeTolerance = 1e-11 }).Run((10 + pulse + after) * second, ["p"],
            interval: 0.5 * second);
        session.Cancellation.ThrowIfCancellationRequested();
        var trace = run.Traces.Columns[0].Values;
        return [.. trace.ToArray().Select((value, i) => (i * 0.5, value))];
    }

    // N subunits of which n are phosphorylated: a birth and death chain, event by event.
    private static void Chain(MolecularSwitchParameters p, double[] fixedPoints, Session session, Findings findings)
    {
        foreach (var (n, expected) in new[] { (20, 28.6944), (30, 78.1488), (60, 1162.30) })
        {
            findings.Check($"mean time to switch off, {n} subunits, exact sum (s)", expected, MeanTime(n, fixedPoints), 1e-5 * expected, "independent program");
        }

        var random = new Random(unchecked((int)session.Seed * 7919));
        int count = p.Subunits, high = (int)Math.Round(fixedPoints[2] * count), low = (int)Math.Round(fixedPoints[0] * count);
        double[] times = new double[p.Trials];
        for (int trial = 0; trial < p.Trials; trial++)
        {
            session.Cancellation.ThrowIfCancellationRequested();
            int n = high;
            while (n > low)
            {
                double up = Birth(n, count), down = IrreversibleB * n;
                times[trial] -= Math.Log(1 - random.NextDouble()) / (up + down);
                n += random.NextDouble() * (up + down) < up ? 1 : -1;
            }
        }

        double exact = MeanTime(count, fixedPoints);
        findings.Check($"mean time to switch off, {count} subunits, {p.Trials} simulated (s)", exact, times.Average(), 3.9 * StandardError.Of(times),
            "exact sum; "
            + "3.9 standard errors");
        findings.Measure("mean switching time (s)", times.Average());
    }

    private static double Birth(int n, int count)
        => (IrreversibleRest + Activated((double)n / count, IrreversibleHalf)) * (count - n);

    // The mean time from n to n - 1 follows from that from n + 1 to n.
    private static double MeanTime(int count, double[] fixedPoints)
    {
        int high = (int)Math.Round(fixedPoints[2] * count), low = (int)Math.Round(fixedPoints[0] * count);
        double step = 0, sum = 0;
        for (int n = count; n > low; n--)
        {
            step = (1 + (Birth(n, count) * step)) / (IrreversibleB * n);
            sum += n <= high ? step : 0;
        }

        return sum;
    }

    private static void Draw(MolecularSwitchParameters p, double[] folds, double[] rest, double least, Session session, Findings findings)
    {
        double[] line = Plot.Range(0.02, 0.7, 300);
        double[] Part(double from, double to) => [.. line.Where(at => at >= from && at <= to)];
        PlotLayer Branch(string name, double from, double to, LineStyle style)
            => Plot.Line(name, [.. Part(from, to).Select(at => Nullcline(at, p.HalfActivation, p.Dephosphorylation))], Part(from, to), style, Palette.At(0));
        var courses = new[] { 0.9, 0.99, 1.01, 1.1 }.Select(factor => (factor, Course: Course(p, rest[0], factor * least, 60, session))).ToArray();
        int[] sizes = [.. Enumerable.Range(5, 56)];
        double[] irreversible = Zeros(IrreversibleHalf, IrreversibleB, IrreversibleRest);
        findings.SideBySide(
            "molecular-switch", "A kinase that phosphorylates itself",
            $"A: states of rest; the dashed ones are unstable. B: pulses of {Pulse} from 10 s on, of 0.9, 0.99, 1.01 and 1.1 times the critical {least:F3} s. "
                + "C: mean time "
                + "until few molecules lose the memory, exact (the jumps are whole numbers of subunits).",
            Plot.Panel(
                new Axis("Stimulation s"), new Axis("Phosphorylated part p") { Minimum = 0 },
                Branch("stable", 0, folds[0], LineStyle.Solid), Branch("unstable", folds[0], folds[1], LineStyle.Dashed),
                Branch("", folds[1], 1, LineStyle.Solid)),
            Plot.Panel(
                new Axis("Time", "s"), new Axis("Phosphorylated part p") { Minimum = 0 },
                [.. courses.Select((one, i) => (PlotLayer)Plot.Line($"{one.factor}", [.. one.Course.Select(at => at.Time)], one.Course.Select(at => at.P),
                    colour: Palette.At(i))),
                ReferenceLine.AtY(rest[1])]),
            Plot.Panel(
                new Axis("Subunits"), new Axis("Switching time", "s") { Scale = AxisScale.Logarithmic },
                Plot.Curve("", [.. sizes.Select(n => (double)n)], sizes.Select(n => MeanTime(n, irreversible)), colour: Palette.At(0))));
    }
}
