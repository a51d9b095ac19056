using static Neuropil.Units;

namespace Neuropil.Experiments;

/// <summary>Bursts, rebound and adaptation of published cells, and how accurately methods with a fixed step find their spikes.</summary>
internal sealed class BurstingExperiment : Experiment<BurstingParameters>
{
    private const string PinskyRinzelPaper = "Pinsky and Rinzel (1994), abstract";

    public override string Name => "bursting";

    public override string Question => "Which cells burst, rebound or adapt, through which current, and how accurate are the times of their spikes?";

    public override string Source => "Pinsky and Rinzel, J. Comput. Neurosci. 1 (1994); Pospischil et al., Biol. Cybern. 99 (2008), sections 3.1, 3.2, 3.4";

    public override void Run(BurstingParameters parameters, Session session, Findings findings)
    {
        findings.Note("Pinsky-Rinzel: our potentials count from outside, the paper's from rest at -60 mV; gates start at their steady state; the area of 20 000 um² is ours. A spike is the soma's V crossing -20 mV: smaller ones within a burst do not count. "
            + "The paper reports bursts below 8 Hz under somatic and at 8 to 20 Hz under dendritic current.");
        findings.Note("Pospischil: the parameters are those of the authors' program (ModelDB 123623); gates start at their steady state, theirs at zero. The currents and times of the stimuli are ours.");
        bool isComplete = false;
        var run = BurstingRun.Of(parameters, session.Part(0, 2), findings, there => Show(parameters, there, isComplete, findings));
        isComplete = true;
        findings.Check(Patterns(parameters, run));
        findings.Check(DendriticBursts(parameters, run));
        findings.Check(Rebounds(parameters, run));
        findings.Check(Adaptation(parameters, run));
        findings.Answer(Answer(parameters, run, null));
        if (parameters.Convergence)
        {
            var convergence = new BurstConvergence(parameters, session.Part(1, 2));
            findings.Check(convergence.Checks(run));
            findings.Answer(Answer(parameters, run, convergence));
            findings.Always(() => findings.Figure(convergence.Figure()));
            findings.Always(() => findings.File(convergence.File()));
        }
    }

    protected override void Validate(BurstingParameters parameters)
    {
        if (!(parameters.Transient < parameters.Duration))
        {
            throw new UserErrorException($"--transient {parameters.Transient} leaves nothing of --duration {parameters.Duration}");
        }

        if (parameters.Release + parameters.HyperpolarisationDuration > parameters.Duration)
        {
            throw new UserErrorException($"--duration {parameters.Duration} is too short for a hyperpolarisation of {parameters.HyperpolarisationDuration} from {parameters.HyperpolarisationStart} on, and as long a time after it");
        }

        if (parameters.Hyperpolarisations.Any(current => !(current.SiValue < 0)))
        {
            throw new UserErrorException($"--hyperpolarisations {parameters.Hyperpolarisations.Max()} does not hyperpolarise: expected less than 0 nA");
        }

        if (!(parameters.WeakCurrent < parameters.StrongCurrent))
        {
            throw new UserErrorException($"--weak-current {parameters.WeakCurrent} is not below --strong-current {parameters.StrongCurrent}");
        }
    }

    // Of a run that was stopped, the Pinsky-Rinzel cell shows something already.
    private static void Show(BurstingParameters parameters, BurstingRun run, bool isComplete, Findings findings)
    {
        foreach (var figure in BurstingFigures.PinskyRinzel(parameters, run).Take(isComplete ? 2 : 1))
        {
            findings.Figure(figure);
        }

        if (isComplete)
        {
            findings.Figure(BurstingFigures.Sweeps(parameters, run));
            findings.Figure(BurstingFigures.Rebound(parameters, run));
            findings.Figure(BurstingFigures.Adaptation(run));
        }

        foreach (var file in Files(parameters, run))
        {
            findings.File(file);
        }

        findings.Spikes(run.Spikes);
        findings.Populations(run.Spikes);
    }

    private static IEnumerable<Check> Patterns(BurstingParameters parameters, BurstingRun run)
    {
        var defaults = new BurstingParameters();
        var weak = run.BurstsOf(BurstingRun.Weak);
        if (parameters.WeakCurrent == defaults.WeakCurrent)
        {
            yield return Check.Exactly("part of spikes in bursts under the weak current", 1, weak.PartInBursts, PinskyRinzelPaper + ": periodic bursting, where an event of two spikes is a burst");
            yield return Check.Between("bursts under the weak current (Hz)", double.Epsilon, 8, weak.RateHz, PinskyRinzelPaper + ": below 8 Hz under somatic current");
            yield return new Check("CV of the periods of bursts", 0, weak.PeriodCv, Grid(parameters, 1000 / weak.RateHz), PinskyRinzelPaper + ": periodic; tolerance: each spike is found up to a step late");
        }

        if (parameters.StrongCurrent == defaults.StrongCurrent)
        {
            yield return Check.Exactly("part of spikes in bursts under the strong current", 0, run.BurstsOf(BurstingRun.Strong).PartInBursts, PinskyRinzelPaper + ": bursting gives way to repetitive soma spiking");
            double[] last = [.. run.Intervals(0, BurstingRun.Strong).TakeLast(10)];
            yield return new Check(
                "largest relative deviation among the last ten intervals under the strong current", 0, last.Length < 10 ? double.NaN : (last.Max() - last.Min()) / last.Average(), Grid(parameters, last.DefaultIfEmpty(double.NaN).Average()),
                "repetitive spiking is periodic once the slow potassium current has settled; tolerance: two intervals, each known to a step");
        }

        if (parameters.WeakCurrent == defaults.WeakCurrent && parameters.Couplings.SequenceEqual(defaults.Couplings))
        {
            var couplings = run.Sweeps().Couplings;
            yield return Check.Exactly("part of spikes in bursts at the weakest coupling", 0, couplings[0].PartInBursts, PinskyRinzelPaper + ": bursting only for an intermediate range of coupling");
            yield return Check.Exactly("part of spikes in bursts at the strongest coupling", 0, couplings[^1].PartInBursts, PinskyRinzelPaper + ": a tightly coupled cell does not burst");
        }
    }

    private static IEnumerable<Check> DendriticBursts(BurstingParameters parameters, BurstingRun run)
    {
        var defaults = new BurstingParameters();
        if (!parameters.SomaticCurrents.SequenceEqual(defaults.SomaticCurrents) || !parameters.DendriticCurrents.SequenceEqual(defaults.DendriticCurrents))
        {
            yield break;
        }

        var (somatic, dendritic, _) = run.Sweeps();
        yield return Check.Between("highest rate of periodic bursts under somatic currents (Hz)", double.Epsilon, 8, Highest(somatic), PinskyRinzelPaper + ": below 8 Hz");
        yield return Check.Between("highest rate of periodic bursts under dendritic currents (Hz)", 8, 20, Highest(dendritic), PinskyRinzelPaper + ": 8 to 20 Hz");

        // Periodic to the grid; what changes from one burst to the next, as between bursting and spiking, is not.
        double Highest(Bursts[] sweep) => sweep.Where(bursts => bursts.PartInBursts == 1 && bursts.PeriodCv <= Grid(parameters, 1000 / bursts.RateHz)).Select(bursts => bursts.RateHz).DefaultIfEmpty(double.NaN).Max();
    }

    private static IEnumerable<Check> Rebounds(BurstingParameters parameters, BurstingRun run)
    {
        const string Rebound = "Pospischil et al. (2008), section 3.4: the T current makes bursts on rebound";
        int deepest = BurstingRun.Deepest(parameters);
        int[] all = [.. Enumerable.Range(0, parameters.Hyperpolarisations.Count)];
        yield return Check.Exactly("spikes of low-threshold cells before the release", 0, all.Sum(i => run.Rebound(i, true).Before + run.Rebound(i, false).Before), Rebound);
        yield return Check.Exactly("spikes of cells without T current after the release", 0, all.Sum(i => run.Rebound(i, false).After), Rebound);
        if (parameters.Hyperpolarisations[deepest] == new BurstingParameters().Hyperpolarisations.Min())
        {
            yield return Check.Between("spikes after the release from the deepest hyperpolarisation", 2, 10, run.Rebound(deepest, true).After, Rebound + "; a burst has at least two spikes");
        }
    }

    private static IEnumerable<Check> Adaptation(BurstingParameters parameters, BurstingRun run)
    {
        const string Adapting = "Pospischil et al. (2008), sections 3.1 and 3.2: the M current adapts, without it a cell fires regularly";
        double[] regular = run.Intervals(2, 0);
        if (regular.Length > 1)
        {
            double growth = regular.Skip(1).Zip(regular, (later, earlier) => later - earlier).Min();
            yield return Check.Between("smallest growth of successive intervals of the regular-spiking cell (ms)", -TwoSteps(parameters), parameters.Duration / ms, growth, Adapting + "; two intervals, each known to a step");
            double control = Ratio(run.Intervals(2, 1));
            yield return Check.Between("last over first interval of the regular-spiking cell", control * (1 + Grid(parameters, regular[0])), parameters.Duration / ms / regular[0], regular[^1] / regular[0], Adapting + ": more than of the cell without M current");
        }

        foreach (var (name, intervals) in new[] { ("the cell without M current", run.Intervals(2, 1)), ("the fast-spiking cell", run.Intervals(3, 0)) })
        {
            if (intervals.Length > 2)
            {
                yield return new Check($"last over second interval of {name}", 1, Ratio(intervals), Grid(parameters, intervals[1]), Adapting + "; tolerance: two intervals, each known to a step");
            }
        }
    }

    // The first interval still bears the onset.
    private static double Ratio(double[] intervals) => intervals.Length > 2 ? intervals[^1] / intervals[1] : double.NaN;

    // Each of the two spikes of an interval is found up to a step late, and so are those of the interval that it is compared with.
    private static double Grid(BurstingParameters parameters, double interval) => TwoSteps(parameters) / interval;

    // And the rounding of times that are multiples of a step.
    private static double TwoSteps(BurstingParameters parameters) => 2 * (parameters.TimeStep / ms) * (1 + 1e-6);

    private static IEnumerable<ExperimentFile> Files(BurstingParameters parameters, BurstingRun run)
    {
        var cases = BurstingRun.Cases(parameters);
        yield return DataTable.Of(
            "bursts.csv", "events of the Pinsky-Rinzel cell after the transient: runs of spikes",
            ["into soma (uA/cm^2)", "into dendrite (uA/cm^2)", "coupling (mS/cm^2)", "events", "spikes in an event", "part in bursts", "rate of events (Hz)", "CV of periods"],
            cases.Select((each, i) => (each, bursts: run.BurstsOf(i))).Select(row => (double[])[
                row.each.Soma / (uA / cm2), row.each.Dendrite / (uA / cm2), row.each.Coupling / (mS / cm2), row.bursts.Sizes.Count, row.bursts.MeanSize, row.bursts.PartInBursts, row.bursts.RateHz, row.bursts.PeriodCv]));
        yield return DataTable.Of(
            "rebound.csv", "spikes of the low-threshold spiking cell", ["current (nA)", "has T current", "before the release", "after it"],
            BurstingRun.Rebounds(parameters).Select((each, i) => (each, counts: run.Rebound(i % parameters.Hyperpolarisations.Count, each.HasCalcium)))
                .Select(row => (double[])[row.each.Hyperpolarisation / nA, row.each.HasCalcium ? 1 : 0, row.counts.Before, row.counts.After]));
        var pinskyRinzel = new Traces(run.Traces[0].TimesSeconds, [.. run.Traces.Take(4).SelectMany(traces => traces.Columns)]);
        yield return new ExperimentFile("pinsky-rinzel.npz", "soma, dendrite, axial current and calcium of the cells under the weak (0) and the strong current (1)", pinskyRinzel.Save);
    }

    private static string Answer(BurstingParameters parameters, BurstingRun run, BurstConvergence? convergence)
    {
        string Events(string what, Bursts bursts) => bursts.Sizes.Count == 0 ? $"is silent under {what}"
            : $"fires {(bursts.PartInBursts == 1 ? $"bursts of {bursts.MeanSize:F1} spikes" : bursts.PartInBursts == 0 ? "single spikes" : $"{100 * bursts.PartInBursts:F0} % of its spikes in bursts")} at {StatisticText.Of(bursts.RateHz, "F1")} Hz under {what}";
        var couplings = run.Sweeps().Couplings;
        double[] bursting = [.. parameters.Couplings.Where((_, i) => couplings[i].PartInBursts == 1).Select(each => each / (mS / cm2))];
        string range = bursting.Length == 0 ? "at none of the couplings all of its spikes are in bursts" : $"all of its spikes are in bursts at couplings from {bursting.Min():G3} to {bursting.Max():G3} of {parameters.Couplings.Min() / (mS / cm2):G3} to {parameters.Couplings.Max() / (mS / cm2):G3} mS/cm²";
        int deepest = BurstingRun.Deepest(parameters);
        var (with, without) = (run.Rebound(deepest, true), run.Rebound(deepest, false));
        double[] regular = run.Intervals(2, 0);
        string adaptation = regular.Length < 2 ? "the regular-spiking cell has no two intervals"
            : $"the intervals of the regular-spiking cell go from {regular[0]:F1} to {regular[^1]:F1} ms, those of the cell without M current change by a factor of {StatisticText.Of(Ratio(run.Intervals(2, 1)), "F3")} and those of the fast-spiking cell by {StatisticText.Of(Ratio(run.Intervals(3, 0)), "F3")} from the second on";
        string accuracy = convergence is null ? "" : $" At dt {parameters.TimeStep / ms:G3} ms backward Euler errs by {StatisticText.Of(1000 * convergence.Error("backward-euler", 0, BurstingCells.PinskyRinzel), "F0")} us in the first burst of the Pinsky-Rinzel cell.";
        return $"The Pinsky-Rinzel cell {Events($"{parameters.WeakCurrent / (uA / cm2):G3} uA/cm²", run.BurstsOf(BurstingRun.Weak))} and {Events($"{parameters.StrongCurrent / (uA / cm2):G3} uA/cm²", run.BurstsOf(BurstingRun.Strong))}; {range}. "
            + $"After {parameters.Hyperpolarisations[deepest] / nA:G3} nA the low-threshold cell fires {with.After} spikes with its T current and {without.After} without; {adaptation}.{accuracy}";
    }
}
