using static Neuropil.Units;

namespace Neuropil.Experiments;

/// <summary>The parameters of <see cref="BackPropagationExperiment"/>.</summary>
internal sealed record BackPropagationParameters
{
    [Option("current into the soma at all times, per area of the cell: without one it bursts by itself", Unit = "uA/cm^2")]
    public CurrentDensity HoldingCurrent { get; init; } = -0.5 * uA / cm2;

    [Option("conductances between soma and dendrite over which it is measured", MoreThan = "0 mS/cm^2", Unit = "mS/cm^2")]
    public IReadOnlyList<ConductanceDensity> Couplings { get; init; }
        = [0.1 * mS / cm2, 0.2 * mS / cm2, 0.5 * mS / cm2, 1 * mS / cm2, 1.5 * mS / cm2, 2.1 * mS / cm2, 3 * mS / cm2, 5 * mS / cm2, 10 * mS / cm2];

    [Option("current into the soma that elicits a spike", MoreThan = "0 nA", Unit = "nA")] public Current SomaticPulse { get; init; } = 4 * nA;

    [Option("duration of that current", MoreThan = "0 ms", AtMost = "20 ms", Unit = "ms")] public Time SomaticPulseDuration { get; init; } = 3 * ms;
    [Option("time step", Name = "dt", MoreThan = "0 ms", AtMost = "0.1 ms", Unit = "ms")] public Time TimeStep { get; init; } = 0.01 * ms;
}

/// <summary>A somatic spike and what of it reaches the dendrite, over couplings, for a passive dendrite and for one with calcium current.</summary>
internal sealed class BackPropagationExperiment : Experiment<BackPropagationParameters>
{
    private static readonly Time duration = 20 * ms;

    public override string Name => "back-propagation";

    public override string Question => "How much of a somatic spike reaches the dendrite of a cell of two compartments, and what does calcium current add?";

    public override string Source => "Pinsky and Rinzel, J. Comput. Neurosci. 1 (1994); Koch, Biophysics of Computation (1999), chapter 3";

    public override void Run(BackPropagationParameters p, Session session, Findings findings)
    {
        findings.Note("The paper gives densities only; the area of 20 000 um² is ours, and so are the inputs and the measure of back-propagation. "
            + "The holding current keeps the cell at the rest from which the paper starts.");
        ConductanceDensity[] couplings = [.. p.Couplings.Distinct().Order()];
        int count = couplings.Length;
        Time onset = DendriteRun.OnsetTime(p.TimeStep);
        var pulse = new StepCurrent { Amplitude = p.SomaticPulse, Start = onset, Stop = onset + p.SomaticPulseDuration };

        // Without calcium current nothing opens the dendrite's other channels: it is passive.
        var cell = new PinskyRinzel().WithOrWithout("dendrite.calcium.pinskyRinzel.conductance", Enumerable.Range(0, 2 * count).Select(i => i >= count)) with
        {
            Method = Integrators.RungeKutta4, Coupling = couplings.Concat(couplings).ToArray(), Inputs = [DendriteRun.Holding(p.HoldingCurrent), pulse],
        };
        var network = session.NewNetwork();
        var cells = network.Add(new Population("back-propagation", 2 * count, cell));
        var run = DendriteRun.Of(network, cells, p.TimeStep, p.SomaticPulseDuration + duration, session);
        var transfers = couplings.Select((coupling, i) => new Transfer(p, run, coupling, i, i + count)).ToList();
        Check(p, run, transfers, session.Precision, findings);
        Draw(run, transfers, findings);
        findings.Table(
            "back-propagation.csv", "dendritic peak over somatic peak", transfers,
            ("coupling (mS/cm^2)", each => each.MilliSiemens), ("passive", each => each.Passive), ("passive, low-pass of the soma", each => each.Predicted),
            ("active", each => each.Active), ("steady transfer", each => each.Steady), ("time constant (ms)", each => each.TimeConstant),
            ("soma spiked, passive dendrite", each => each.PassiveSpiked ? 1 : 0), ("soma spiked, active dendrite", each => each.ActiveSpiked ? 1 : 0));
        findings.Populations(run.Spikes);
        findings.Answer(Answer(p, [.. transfers.Where(each => each.PassiveSpiked && each.ActiveSpiked)]));
    }

    protected override void Validate(BackPropagationParameters p)
        => Refuse.If(p.SomaticPulseDuration < p.TimeStep, $"--somatic-pulse-duration {p.SomaticPulseDuration} is shorter than --dt {p.TimeStep}");

    private static void Check(BackPropagationParameters p, DendriteRun run, List<Transfer> transfers, Precision precision, Findings findings)
    {
        double between = transfers.Max(each => LowPass.LargestSecondDifference(run.Soma[each.PassiveCell]) / 8);
        double rounding = transfers.Max(each => DendriteRun.Rounding(precision, each.TimeConstant / (p.TimeStep / ms)));
        findings.Check(
            "passive dendrite against the low-pass of the somatic course, all couplings: largest deviation (mV)", 0,
            transfers.Max(each => run.Dendrite[each.PassiveCell].Zip(each.Filtered, (v, filtered) => Math.Abs(v - filtered)).Max()), between + rounding,
            "exact filter of the recorded course, joined by straight lines; tolerance: an eighth of its largest second difference, and rounding");
        findings.Check(Experiments.Check.Between(
            "passive back-propagation over the transfer of steady potentials, largest", 0, 1, transfers.Max(each => each.Passive / each.Steady),
            "a low-pass makes no peak higher than its gain at frequency zero"));
        if (transfers.Count > 1)
        {
            findings.Check(Experiments.Check.MoreThan(
                "smallest growth of passive back-propagation from coupling to coupling", 0,
                transfers.Skip(1).Zip(transfers, (next, each) => next.Passive - each.Passive).Min(),
                "gain and cut-off of the low-pass rise with the coupling"));
        }
    }

    private static string Answer(BackPropagationParameters p, List<Transfer> spiking)
    {
        if (spiking.Count == 0)
        {
            return $"A pulse of {p.SomaticPulse} made no soma spike.";
        }

        var most = spiking.MaxBy(each => each.Active - each.Passive)!;
        return $"Of a somatic spike {100 * spiking[0].Passive:F0} to {100 * spiking[^1].Passive:F0} % reach a passive dendrite "
            + $"at couplings from {spiking[0].MilliSiemens:G3} to {spiking[^1].MilliSiemens:G3} mS/cm²; "
            + $"calcium current changes that most at {most.MilliSiemens:G3} mS/cm², from {100 * most.Passive:F0} to {100 * most.Active:F0} %.";
    }

    private static void Draw(DendriteRun run, List<Transfer> transfers, Findings findings)
    {
        int first = run.Times.TakeWhile(time => time < -2).Count();
        double published = new PinskyRinzel().Coupling.UniformSi;
        var shown = transfers.MinBy(each => Math.Abs(Math.Log(each.Coupling.SiValue / published)))!;
        double[] couplings = [.. transfers.Select(each => each.MilliSiemens)];
        Series Course(string name, double[] course, Colour colour) => Plot.Line(name, run.Times[first..], course[first..], colour: colour);
        findings.SideBySide(
            "back-propagation", "Back-propagation of a somatic spike",
            $"(A) Soma and dendrite at a coupling of {shown.MilliSiemens:G4} mS/cm². (B) The dendrite's peak over the soma's; "
                + "line: the soma's course through the passive dendrite's low-pass; dotted: transfer of steady potentials. Points only where the soma spiked.",
            Plot.Panel(
                new Axis("Time after the onset", "ms"), new Axis("V", "mV"),
                Course("soma", run.Soma[shown.PassiveCell], Colour.Black), Course("dendrite, passive", run.Dendrite[shown.PassiveCell], Palette.At(0)),
                Course("dendrite, active", run.Dendrite[shown.ActiveCell], Palette.At(1))),
            Plot.Panel(
                new Axis("Coupling", "mS/cm²") { Scale = AxisScale.Logarithmic }, new Axis("Peak of dendrite over soma") { Minimum = 0 },
                Plot.Line("low-pass of the soma", couplings, transfers.Select(each => each.Predicted), colour: Palette.At(0)),
                Plot.Points("passive", couplings, transfers.Select(each => each.PassiveSpiked ? each.Passive : double.NaN), colour: Palette.At(0)),
                Plot.Curve(
                    "active", couplings, transfers.Select(each => each.ActiveSpiked ? each.Active : double.NaN), style: LineStyle.Dashed,
                    colour: Palette.At(1)),
                Plot.Line("steady", couplings, transfers.Select(each => each.Steady), LineStyle.Dotted, Colour.Grey)));
    }

    /// <summary>What of a somatic spike reaches the dendrite at one coupling.</summary>
    private sealed class Transfer(BackPropagationParameters p, DendriteRun run, ConductanceDensity coupling, int passive, int active)
    {
        private readonly PinskyRinzel cell = new();

        public ConductanceDensity Coupling => coupling;

        public double MilliSiemens => coupling / (mS / cm2);

        public int PassiveCell => passive;

        public int ActiveCell => active;

        public bool PassiveSpiked => run.Spikes.StepsOf(passive).Length > 0;

        public bool ActiveSpiked => run.Spikes.StepsOf(active).Length > 0;

        /// <summary>The dendrite's peak over the soma's, each from its potential at the onset.</summary>
        public double Passive => run.Height(run.Dendrite[passive]) / run.Height(run.Soma[passive]);

        public double Active => run.Height(run.Dendrite[active]) / run.Height(run.Soma[active]);

        /// <summary>The same for a passive dendrite in closed form from the soma's course.</summary>
        public double Predicted => run.Height(Filtered) / run.Height(run.Soma[passive]);

        /// <summary>What of a steady somatic potential a passive dendrite takes on: g_c / (g_c + g_L (1 - p)), per area of the whole cell.</summary>
        public double Steady => coupling.SiValue / ((Leak.Conductance.UniformSi * Share) + coupling.SiValue);

        /// <summary>Time constant of a passive dendrite that follows the soma, ms.</summary>
        public double TimeConstant => 1000 * (cell.Capacitance.UniformSi * Share) / ((Leak.Conductance.UniformSi * Share) + coupling.SiValue);

        // C (1 - p) dV_d/dt = g_L (1 - p) (E_L - V_d) + g_c (V_s - V_d): tau dV_d/dt = u - V_d with u between E_L and V_s.
        public double[] Filtered
        {
            get
            {
                double reversal = Leak.Reversal.UniformSi * 1000;
                double[] input = [.. run.Soma[passive].Select(v => reversal + (Steady * (v - reversal)))];
                return LowPass.Filter(input, run.Dendrite[passive][0], p.TimeStep / ms, TimeConstant);
            }
        }

        private Leak Leak => cell.Dendrite.OfType<Leak>().Single();

        private double Share => 1 - cell.SomaFraction.UniformSi;
    }
}
