using static Neuropil.Units;

namespace Neuropil.Experiments;

/// <summary>
/// The current through NMDA receptors at clamped potentials: its block by magnesium, and the region in which it falls as the cell hyperpolarises.
/// </summary>
internal sealed class NmdaBlockExperiment : Experiment<NmdaBlockParameters>
{
    // Both ends included: a bracket of two of 40 intervals is found again and again in the one before.
    private const int Intervals = 40;
    private const double Tolerance = 1e-3; // mV
    private static readonly Time duration = 150 * ms;
    private static readonly double[] potentials = Plot.Range(-100, 60, 32);

    public override string Name => "nmda-block";

    public override string Question => "At which potentials does an NMDA receptor pass current, and why least where the driving force is largest?";

    public override string Source => "Jahr and Stevens, J. Neurosci. 10 (1990), eq. 4";

    public override void Run(NmdaBlockParameters p, Session session, Findings findings)
    {
        findings.Note("The potential is clamped, so that the conductance is the same in all cells. It is simulated in double precision: a minimum is flat.");
        Concentration[] all = [p.Magnesium, .. p.OtherMagnesium.Where(other => other != p.Magnesium).Distinct()];
        int parts = all.Length + 2;
        var curves = all.Select((magnesium, i) => Curve.Of(p, magnesium, potentials, session.Part(i, parts))).ToList();
        var main = curves[0];
        findings.Measure("z delta", MagnesiumBlock.ZDelta(p.Steepness, p.Temperature));
        Draw(p, main, curves, findings);
        findings.Table(
            "current-voltage.csv", "current at the peak of the conductance, of a synapse of 1 nS", Enumerable.Range(0, potentials.Length),
            [("potential (mV)", i => potentials[i]),
                .. curves.Select(curve => ($"at {curve.Magnesium / mM:G4} mM (pA)", (Func<int, double>)(i => curve.Inward[i])))]);
        if (p.Magnesium.SiValue == 0)
        {
            findings.Check("largest part that is blocked without magnesium", 0, main.Unblocked.Max(part => Math.Abs(part - 1)), 1e-12, "nothing blocks");
            findings.Answer("Without magnesium the receptor passes current in proportion to the driving force: it is no detector of depolarisation.");
            return;
        }

        double half = Locate(p, session.Part(parts - 2, parts), (curve, i) => curve.Unblocked[i] < 0.5 && curve.Unblocked[i + 1] >= 0.5 ? i : null);
        double minimum = Locate(p, session.Part(parts - 1, parts), (curve, i) => i > 0 && curve.Inward[i] >= curve.Inward[i - 1]
            && curve.Inward[i] > curve.Inward[i + 1] ? i - 1 : null, 2);
        Check(p, main, half, minimum, findings);
        findings.Answer(
            $"With {p.Magnesium / mM:G3} mM magnesium half the receptors are blocked at {half:F2} mV, and the inward current is largest at {minimum:F2} mV: "
            + $"below, it falls although the driving force grows. At -70 mV {100 * p.Unblocked(p.Magnesium, -70):F1} % of the conductance are left.");
    }

    private static void Check(NmdaBlockParameters p, Curve main, double half, double minimum, Findings findings)
    {
        findings.Check("half-block (mV)", p.HalfBlock, half, Tolerance, "ln(eta)/gamma");
        findings.Check("largest inward current (mV)", p.CurrentMinimum, minimum, Tolerance, "gamma (E - V) (1 - B) = 1, by Lambert's W");
        findings.Check(
            "part that is not blocked, all potentials: largest deviation", 0,
            main.Unblocked.Zip(potentials, (part, v) => Math.Abs(part - p.Unblocked(p.Magnesium, v))).Max(), 1e-12, "Jahr and Stevens (1990), eq. 4; rounding");
        var published = new Reference<NmdaBlockParameters>(
            "part that is not blocked at -70 mV", 0.044471, "Jahr and Stevens (1990), eq. 4, 1 mM",
            Reference.Defaults<NmdaBlockParameters>(each => each.Magnesium, each => each.HalfMagnesium, each => each.Steepness));
        findings.Check(published.Within(5e-7), p, main.Unblocked[Array.IndexOf(potentials, -70)]);
        if (minimum is > -100 and < 60)
        {
            double[] slope = [.. Enumerable.Range(1, potentials.Length - 1).Select(i => main.Inward[i] - main.Inward[i - 1])];
            double[] middles = [.. Enumerable.Range(1, potentials.Length - 1).Select(i => (potentials[i] + potentials[i - 1]) / 2)];
            findings.Check(
                "potentials at which the slope conductance has the other sign than predicted", 0,
                middles.Where((v, i) => Math.Abs(v - minimum) > 5 && slope[i] > 0 == v > minimum).Count(), 0,
                "inward current falls on both sides of its largest");
        }
    }

    // Each round looks at 41 potentials in the bracket that the last one left; a straight line, or a parabola, does the rest.
    private static double Locate(NmdaBlockParameters p, Session session, Func<Curve, int, int?> bracket, int width = 1)
    {
        var (low, high) = (-300.0, 200.0);
        Curve? last = null;
        double[] at = [];
        int found = 0;
        for (int round = 0; round < 4; round++)
        {
            at = Plot.Range(low, high, Intervals);
            last = Curve.Of(p, p.Magnesium, at, session.Part(round, 4));
            if (Enumerable.Range(0, Intervals - width + 1).Select(i => bracket(last, i)).FirstOrDefault(place => place is not null) is not { } place)
            {
                return double.NaN;
            }

            found = place;
            (low, high) = (at[found], at[found + width]);
            if (high - low < 0.02)
            {
                break;
            }
        }

        double step = at[1] - at[0];
        if (width == 1)
        {
            return at[found] + (step * (0.5 - last!.Unblocked[found]) / (last.Unblocked[found + 1] - last.Unblocked[found]));
        }

        var (a, b, c) = (last!.Inward[found], last.Inward[found + 1], last.Inward[found + 2]);
        return at[found + 1] + (step * (a - c) / (2 * (a - (2 * b) + c)));
    }

    private static void Draw(NmdaBlockParameters p, Curve main, List<Curve> curves, Findings findings)
    {
        double[] line = Plot.Range(potentials[0], potentials[^1], 320);
        string Label(Curve curve) => $"{curve.Magnesium / mM:G3} mM";
        var sorted = curves.OrderBy(curve => curve.Magnesium.SiValue).ToList();
        IEnumerable<PlotLayer> Both(Func<Curve, double, double> theory, Func<Curve, double[]> measured) => sorted.SelectMany((curve, i) => new PlotLayer[]
        {
            Plot.Line(Label(curve), line, v => theory(curve, v), colour: Palette.At(i)),
            Plot.Points("", potentials, measured(curve), colour: Palette.At(i)),
        });
        PlotLayer[] marks = p.Magnesium.SiValue == 0 ? [] : [ReferenceLine.AtX(p.CurrentMinimum, "largest inward")];
        findings.Figure(
            "nmda-block", "Current and block over the potential",
            "Lines: Jahr and Stevens. Points: simulated, at the peak of the conductance after a spike of 1 nS; inward currents are drawn downwards. "
                + $"Dashed: where the inward current at {p.Magnesium / mM:G3} mM is largest.",
            Plot.Panel(
                new Axis("Membrane potential", "mV"), new Axis("Current", "pA") { Minimum = -40, Maximum = 60 },
                [
                    ReferenceLine.AtY(0), .. marks,
                    .. Both((curve, v) => p.Unblocked(curve.Magnesium, v) * (v - (p.Reversal / mV)), curve => [.. curve.Inward.Select(current => -current)]),
                ]) with
            {
                Height = 55 * mm,
            },
            Plot.Panel(
                new Axis("Membrane potential", "mV"), new Axis("Part not blocked") { Minimum = 0, Maximum = 1 },
                Both((curve, v) => p.Unblocked(curve.Magnesium, v), curve => curve.Unblocked)));
        double[] times = ClampedReceptor.Times(main.Courses[0].Length, p.TimeStep);
        double[] shown = [-90, -60, -30, -10, 20];
        findings.Figure(
            "courses", "The current after a spike",
            $"At {p.Magnesium / mM:G3} mM: the potential at which the cell is held names each line. Inward currents are drawn downwards.",
            Plot.Panel(
                new Axis("Time after the arrival", "ms"), new Axis("Current", "pA"),
                shown.Select(v => Plot.Line($"{v:F0} mV", times, main.Courses[Array.IndexOf(potentials, v)].Select(current => -current)))));
    }

    /// <summary>What receptors pass at clamped potentials, at the peak of their conductance.</summary>
    private sealed record Curve(Concentration Magnesium, double[][] Courses, double[] Conductance, double[] Unblocked)
    {
        /// <summary>The current at the peak, pA, positive inward.</summary>
        public double[] Inward { get; } = [.. Courses.Select(course => course[Peak(Conductance)])];

        public static Curve Of(NmdaBlockParameters p, Concentration magnesium, double[] at, Session session)
        {
            var courses = ClampedReceptor.Courses(
                p.Receptor(magnesium), 1 * nS, [.. at.Select(v => v * mV)], p.TimeStep, duration, session, "current", "g", "unblocked");
            return new Curve(
                magnesium, [.. courses[0].Select(current => current.In(pA))], courses[1][0].In(nS), [.. courses[2].Select(part => part.Values[^1])]);
        }

        private static int Peak(double[] conductance) => Array.IndexOf(conductance, conductance.Max());
    }
}
