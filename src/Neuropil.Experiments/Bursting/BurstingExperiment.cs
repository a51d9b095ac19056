using static Neuropil.Units;
using Case = (Neuropil.CurrentDensity Soma, Neuropil.CurrentDensity Dendrite, Neuropil.ConductanceDensity Coupling);

namespace Neuropil.Experiments;

/// <summary>When the cell of Pinsky and Rinzel fires bursts: over currents into either compartment, and over the conductance between them.</summary>
internal sealed class BurstingExperiment : Experiment<BurstingParameters>
{
    private const string Paper = "Pinsky and Rinzel (1994), abstract";

    // The first two cases; those of the three sweeps follow.
    private const int Weak = 0;
    private const int Strong = 1;
    private static readonly Time shownBursts = 1500 * ms;
    private static readonly Time shownSpikes = 200 * ms;
    private static readonly Func<BurstingParameters, bool> weak = Reference.Defaults<BurstingParameters>(p => p.WeakCurrent);
    private static readonly Func<BurstingParameters, bool> strong = Reference.Defaults<BurstingParameters>(p => p.StrongCurrent);
    private static readonly Func<BurstingParameters, bool> coupled = Reference.Defaults<BurstingParameters>(p => p.WeakCurrent, p => p.Couplings);
    private static readonly Func<BurstingParameters, bool> currents = Reference.Defaults<BurstingParameters>(p => p.SomaticCurrents, p => p.DendriticCurrents);

    public override string Name => "bursting";

    public override string Question => "When does a cell of two compartments fire bursts, and how accurate are the times of their spikes?";

    public override string Source => "Pinsky and Rinzel, J. Comput. Neurosci. 1 (1994)";

    public override void Run(BurstingParameters p, Session session, Findings findings)
    {
        findings.Note("Our potentials count from outside, the paper's from rest at -60 mV; gates start at their steady state; the area of 20 000 um² is ours. "
            + "A spike is the soma's V crossing -20 mV: smaller ones within a burst do not count. "
            + "The paper reports bursts below 8 Hz under somatic and at 8 to 20 Hz under dendritic current.");
        var cases = Cases(p);
        var network = session.NewNetwork();
        var cells = Add(network, cases);
        var run = session.Part(0, 2).Simulate(network, p.TimeStep, Integrators.RungeKutta4);
        var record = run.Record(cells.Spikes);
        Time interval = p.TimeStep > 0.1 * ms ? p.TimeStep : (0.1 * ms).OnGrid(p.TimeStep);
        var traces = run.Record(cells, [Weak, Strong], interval, "soma.V", "dendrite.V", "axialCurrent", "dendrite.calcium.pool.concentration");
        bool isComplete = false;
        findings.Always(() => Show(p, cases, record.Trains(), traces(), isComplete, findings));
        run.Advance(p.Duration);
        isComplete = true;
        var spikes = record.Trains();
        Check(p, spikes, findings);
        findings.Answer(Answer(p, spikes));
        if (p.Convergence)
        {
            var convergence = SpikeConvergence.Of(session.Part(1, 2), p.TimeStep, 60 * ms, each => Add(each, [cases[Weak]]));
            convergence.CheckGrid(findings, "rk4", spikes.TimesMs(Weak));
            convergence.Show(findings);
            string error = StatisticText.Of(1000 * convergence.Error(Integrators.BackwardEuler, 0), "F0");
            findings.Answer($"{Answer(p, spikes)} At dt {p.TimeStep / ms:G3} ms backward Euler errs by {error} us in the first burst.");
        }
    }

    protected override void Validate(BurstingParameters p)
    {
        Refuse.If(!(p.Transient < p.Duration), $"--transient {p.Transient} leaves nothing of --duration {p.Duration}");
        Refuse.If(!(p.WeakCurrent < p.StrongCurrent), $"--weak-current {p.WeakCurrent} is not below --strong-current {p.StrongCurrent}");
    }

    private static List<Case> Cases(BurstingParameters p)
    {
        var (coupling, none) = (ConductanceDensity.FromSi(new PinskyRinzel().Coupling.UniformSi), 0 * uA / cm2);
        return
        [
            (p.WeakCurrent, none, coupling), (p.StrongCurrent, none, coupling),
            .. p.SomaticCurrents.Select(current => (current, none, coupling)),
            .. p.DendriticCurrents.Select(current => (none, current, coupling)),
            .. p.Couplings.Select(each => (p.WeakCurrent, none, each)),
        ];
    }

    private static Population Add(Network network, List<Case> cases)
    {
        var cell = new PinskyRinzel();
        Current[] Into(Func<Case, CurrentDensity> of) => [.. cases.Select(each => Current.FromSi(of(each).SiValue * cell.Area.UniformSi))];
        var (soma, dendrite) = (new ConstantCurrent { Amplitude = Into(each => each.Soma) }, new ConstantCurrent { Amplitude = Into(each => each.Dendrite) });
        return network.Add(new Population("Pinsky-Rinzel", cases.Count, cell with
        {
            Coupling = cases.Select(each => each.Coupling).ToArray(), Inputs = [soma, dendrite with { Compartment = "dendrite" }],
        }));
    }

    private static Bursts[] All(BurstingParameters p, SpikeTrains spikes)
        => [.. Enumerable.Range(0, spikes.NeuronCount).Select(cell => Bursts.Of(spikes, cell, p.BurstInterval, p.Transient))];

    private static (Bursts[] Somatic, Bursts[] Dendritic, Bursts[] Couplings) Sweeps(BurstingParameters p, Bursts[] all)
    {
        int second = Strong + 1 + p.SomaticCurrents.Count;
        int third = second + p.DendriticCurrents.Count;
        return (all[(Strong + 1)..second], all[second..third], all[third..]);
    }

    private static void Check(BurstingParameters p, SpikeTrains spikes, Findings findings)
    {
        const string Late = "tolerance: each spike is found up to a step late";
        var all = All(p, spikes);
        var sweeps = Sweeps(p, all);
        double Grid(double interval) => SingleCells.GridError(p.TimeStep, interval);
        void Check(string name, double predicted, double tolerance, string source, Func<BurstingParameters, bool> about, double measured)
            => findings.Check(new Reference<BurstingParameters>(name, predicted, source, about).Within(tolerance), p, measured);
        void AtMost(string name, double highest, string source, Func<BurstingParameters, bool> about, double measured)
            => findings.Check(new Reference<BurstingParameters>(name, 0, source, about).AtMost(highest), p, measured);
        Check(
            "part of spikes in bursts under the weak current", 1, 0, $"{Paper}: periodic bursting, where an event of two spikes is a burst", weak,
            all[Weak].PartInBursts);
        AtMost("bursts under the weak current (Hz)", 8, $"{Paper}: below 8 Hz under somatic current", weak, all[Weak].RateHz);
        Check("CV of the periods of bursts", 0, Grid(1000 / all[Weak].RateHz), $"{Paper}: periodic; {Late}", weak, all[Weak].PeriodCv);
        Check(
            "part of spikes in bursts under the strong current", 0, 0, $"{Paper}: bursting gives way to repetitive soma spiking", strong,
            all[Strong].PartInBursts);
        double[] last = [.. spikes.IntervalsMs(Strong).TakeLast(10)];
        Check(
            "largest relative deviation among the last ten intervals under the strong current", 0, Grid(last.DefaultIfEmpty(double.NaN).Average()),
            "repetitive spiking is periodic once the slow potassium current has settled; tolerance: two intervals, each known to a step", strong,
            last.Length < 10 ? double.NaN : (last.Max() - last.Min()) / last.Average());
        Check(
            "part of spikes in bursts at the weakest coupling", 0, 0, $"{Paper}: bursting only for an intermediate range of coupling", coupled,
            sweeps.Couplings[0].PartInBursts);
        Check(
            "part of spikes in bursts at the strongest coupling", 0, 0, $"{Paper}: a tightly coupled cell does not burst", coupled,
            sweeps.Couplings[^1].PartInBursts);

        // Periodic to the grid; what changes from one burst to the next, as between bursting and spiking, is not.
        double Highest(Bursts[] sweep) => sweep.Where(each => each.PartInBursts == 1 && each.PeriodCv <= Grid(1000 / each.RateHz))
            .Select(each => each.RateHz).DefaultIfEmpty(double.NaN).Max();
        AtMost("highest rate of periodic bursts under somatic currents (Hz)", 8, $"{Paper}: below 8 Hz", currents, Highest(sweeps.Somatic));
        findings.Check(
            new Reference<BurstingParameters>("highest rate of periodic bursts under dendritic currents (Hz)", 0, $"{Paper}: 8 to 20 Hz", currents)
                .Between(8, 20), p, Highest(sweeps.Dendritic));
    }

    // Of a run that was stopped, both currents show something already.
    private static void Show(BurstingParameters p, List<Case> cases, SpikeTrains spikes, Traces traces, bool isComplete, Findings findings)
    {
        var all = All(p, spikes);
        var (somatic, dendritic, couplings) = Sweeps(p, all);
        Panel Potentials(string title, int cell, Time from, Time until)
        {
            var shown = traces.Window(from, until);
            return Plot.Panel(
                new Axis("Time", "ms"), new Axis("V", "mV"),
                Plot.Course("dendrite", shown, shown["dendrite.V", cell]), Plot.Course("soma", shown, shown["soma.V", cell])) with { Title = title };
        }

        findings.Panels(
            "two-currents", "Bursts and single spikes",
            $"The cell under {p.WeakCurrent / (uA / cm2):G3} (A) and {p.StrongCurrent / (uA / cm2):G3} uA/cm² (B) into its soma.",
            Potentials($"{p.WeakCurrent / (uA / cm2):G3} uA/cm²", Weak, spikes.Stop - shownBursts, spikes.Stop),
            Potentials($"{p.StrongCurrent / (uA / cm2):G3} uA/cm²", Strong, spikes.Stop - shownSpikes, spikes.Stop));
        if (isComplete && all[Weak].Starts.Count > 0)
        {
            Time from = (all[Weak].Starts[^1] - 5) * ms;
            var burst = traces.Window(from, from + (40 * ms));
            Panel Small(Axis y, string variable, double scale)
                => Plot.Panel(new Axis("Time", "ms"), y, Plot.Course("", burst, burst[variable, Weak], scale: scale)) with { Height = 30 * mm };
            findings.Figure(
                "one-burst", "One burst",
                "(A) Soma and dendrite (B) throw current to and fro: positive is into the soma. (C) Calcium in the dendrite ends the burst.",
                Potentials("", Weak, from, from + (40 * ms)), Small(new Axis("Axial current", "nA"), "axialCurrent", 1e-3),
                Small(new Axis("Calcium", "uM") { Minimum = 0 }, "dendrite.calcium.pool.concentration", 1e3));
        }

        if (isComplete)
        {
            Panel Curves(Axis y, Func<Bursts, double> of) => Plot.Panel(
                new Axis("Current", "uA/cm²"), y with { Minimum = 0 },
                Plot.Curve("into the soma", [.. p.SomaticCurrents.Select(current => current / (uA / cm2))], somatic.Select(of)),
                Plot.Curve("into the dendrite", [.. p.DendriticCurrents.Select(current => current / (uA / cm2))], dendritic.Select(of), Marker.Square))
                with { Height = 38 * mm };
            findings.Panels(
                "sweeps", "Where the cell bursts",
                $"(A) Rate and (B) size of events, runs of spikes at most {p.BurstInterval / ms:G3} ms apart; an event of one spike is no burst. "
                    + $"(C) The size over the coupling, at {p.WeakCurrent / (uA / cm2):G3} uA/cm² into the soma.",
                Curves(new Axis("Event rate", "Hz"), each => each.RateHz), Curves(new Axis("Spikes in an event"), each => each.MeanSize),
                Plot.Panel(
                    new Axis("Coupling", "mS/cm²") { Scale = AxisScale.Logarithmic }, new Axis("Spikes in an event") { Minimum = 0 },
                    Plot.Curve("", [.. p.Couplings.Select(coupling => coupling / (mS / cm2))], couplings.Select(each => each.MeanSize))));
        }

        findings.Table(
            "bursts.csv", "events after the transient: runs of spikes", cases.Zip(all),
            ("into soma (uA/cm^2)", row => row.First.Soma / (uA / cm2)), ("into dendrite (uA/cm^2)", row => row.First.Dendrite / (uA / cm2)),
            ("coupling (mS/cm^2)", row => row.First.Coupling / (mS / cm2)), ("events", row => row.Second.Sizes.Count),
            ("spikes in an event", row => row.Second.MeanSize), ("part in bursts", row => row.Second.PartInBursts),
            ("rate of events (Hz)", row => row.Second.RateHz), ("CV of periods", row => row.Second.PeriodCv));
        findings.Traces("pinsky-rinzel", "soma, dendrite, axial current and calcium under the weak (0) and the strong current (1)", traces);
        findings.Spikes(spikes);
        findings.Populations(spikes);
    }

    private static string Answer(BurstingParameters p, SpikeTrains spikes)
    {
        var all = All(p, spikes);
        string Events(CurrentDensity current, Bursts bursts) => bursts.Sizes.Count == 0 ? $"is silent under {current / (uA / cm2):G3} uA/cm²"
            : $"fires {Kind(bursts)} at {StatisticText.Of(bursts.RateHz, "F1")} Hz under {current / (uA / cm2):G3} uA/cm²";
        string Kind(Bursts bursts) => bursts.PartInBursts == 1 ? $"bursts of {bursts.MeanSize:F1} spikes" : bursts.PartInBursts == 0 ? "single spikes"
            : $"{100 * bursts.PartInBursts:F0} % of its spikes in bursts";
        var couplings = Sweeps(p, all).Couplings;
        double[] bursting = [.. p.Couplings.Where((_, i) => couplings[i].PartInBursts == 1).Select(each => each / (mS / cm2))];
        string range = bursting.Length == 0 ? "at none of the couplings all of its spikes are in bursts"
            : $"all of its spikes are in bursts at couplings from {bursting.Min():G3} to {bursting.Max():G3} "
                + $"of {p.Couplings.Min() / (mS / cm2):G3} to {p.Couplings.Max() / (mS / cm2):G3} mS/cm²";
        return $"The Pinsky-Rinzel cell {Events(p.WeakCurrent, all[Weak])} and {Events(p.StrongCurrent, all[Strong])}; {range}.";
    }
}
