using static Neuropil.Units;

namespace Neuropil.Experiments;

/// <summary>A membrane has no spikes, only a potential: what counts as one is a definition, and this shows where definitions agree.</summary>
internal sealed class ThresholdAndSpikesExperiment : Experiment<ThresholdAndSpikesParameters>
{
    private const double LowestSafe = -40; // mV: above all that is subthreshold in a cell that fires regularly
    private const double HighestSafe = 20; // mV: below the peaks of regular spikes, at about 30
    private const int Regular = 0;
    private const int Small = 2;
    private const int Held = 3;
    private static readonly Time shown = 150 * ms;
    private static readonly SpikeDefinition[] definitions = Enum.GetValues<SpikeDefinition>();

    public override string Name => "threshold-and-spikes";

    public override string Question => "Which definition of a spike counts what in a cell without reset: crossing, refractory period, while above, or peak?";

    public override string Source => "Hodgkin and Huxley 1952; the rule 'while above' is that of Brian2 (Stimberg, Brette and Goodman 2019, eLife 8)";

    public override void Run(ThresholdAndSpikesParameters p, Session session, Findings findings)
    {
        var steps = new List<SpikeCounts>();
        findings.Always(() => Show(p, steps, findings));
        foreach (var (multiple, i) in p.StepMultiples.Select((multiple, i) => (multiple, i)))
        {
            steps.Add(SpikeCounts.With(p, multiple * p.TimeStep, session.Part(i, p.StepMultiples.Count)));
        }

        int[] safe = [.. Enumerable.Range(0, p.Levels.Count).Where(level => p.Levels[level] / mV is >= LowestSafe and <= HighestSafe)];
        if (safe.Length > 0)
        {
            int potentials = Above(Regular, -20 * mV, p, session).Count;
            findings.Check(definitions.Select(definition => Check.Exactly(
                $"{SpikeCounts.NameOf(definition)}: spikes in {p.Duration}, "
                    + $"of all levels from {LowestSafe} to {HighestSafe} mV and all time steps the furthest off",
                potentials,
                steps.SelectMany(step => safe.Select(level => step.Of(definition, Regular, level))).MaxBy(count => Math.Abs(count - potentials)),
                "action potentials of the adaptive solution: crossings of -20 mV")));
        }

        CheckHeld(p, steps, session, findings);
    }

    private static IReadOnlyList<TimesAbove> Above(int scenario, Voltage level, ThresholdAndSpikesParameters p, Session session) => TimesAbove.Of(
        new HodgkinHuxley { Inputs = [new ConstantCurrent { Amplitude = SpikeScenario.All[scenario].Current }] }, level, p.Duration, session.Cancellation);

    // Spikes of a cell above are a refractory period apart, in whole steps. In a time T above there are 1 + floor(T / period) of them; where its ends fall on
    // the grid may make one more or less.
    private static void CheckHeld(ThresholdAndSpikesParameters p, List<SpikeCounts> steps, Session session, Findings findings)
    {
        int level = p.Levels.ToList().FindIndex(each => Math.Abs((each / mV) + 50) < 1e-9);
        var above = level < 0 ? [] : Above(Held, p.Levels[level], p, session);
        foreach (var step in level < 0 ? [] : steps)
        {
            double period = Math.Round(p.RefractoryPeriod / step.TimeStep) * (step.TimeStep / ms);
            findings.Check(
                $"while above -50 mV: spikes of a cell held depolarised, dt {step.TimeStep / ms:G3} ms",
                above.Sum(interval => 1 + Math.Floor((interval.Until - interval.From) / period)), step.Of(SpikeDefinition.WhileAbove, Held, level), above.Count,
                "1 + floor(T / refractory period) for each time T above, from the adaptive solution; one for the ends of each on the grid");
        }
    }

    private static void Show(ThresholdAndSpikesParameters p, List<SpikeCounts> steps, Findings findings)
    {
        if (steps.MinBy(each => each.TimeStep.SiValue) is not { } finest)
        {
            return;
        }

        findings.Answer(Answer(p, finest));
        Draw(p, finest, findings);
        var rows = from step in steps
                   from scenario in Enumerable.Range(0, SpikeScenario.All.Count)
                   from level in Enumerable.Range(0, p.Levels.Count)
                   select (Step: step, Scenario: scenario, Level: level);
        findings.Table(
            "counts.csv", "the spikes of every definition at every level and time step", rows,
            [
                ("dt (ms)", row => row.Step.TimeStep / ms), ("current (uA/cm²)", row => SpikeScenario.All[row.Scenario].Density),
                ("level (mV)", row => p.Levels[row.Level] / mV),
                .. definitions.Select(definition => (SpikeCounts.NameOf(definition),
                    (Func<(SpikeCounts Step, int Scenario, int Level), double>)(row => row.Step.Of(definition, row.Scenario, row.Level)))),
            ]);
        findings.Populations(finest.Trains);
    }

    private static string Answer(ThresholdAndSpikesParameters p, SpikeCounts counts)
    {
        int[] levels = [.. Enumerable.Range(0, p.Levels.Count)];
        string Level(int level) => $"{p.Levels[level] / mV:G4}";
        int[] agreed = [.. levels.Where(level => definitions.Select(definition => counts.Of(definition, Regular, level)).Distinct().Count() == 1
            && counts.Of(SpikeDefinition.Crossing, Regular, level) > 0)];
        string regular = agreed.Length == 0 ? "At none of the levels do all definitions count the same in a cell that fires regularly."
            : $"In a cell that fires regularly all definitions count {counts.Of(SpikeDefinition.Crossing, Regular, agreed[0])} spikes at "
                + $"{(agreed.Length == 1 ? $"the level {Level(agreed[0])}" : $"levels from {Level(agreed[0])} to {Level(agreed[^1])}")} mV.";
        int middle = levels.MinBy(level => Math.Abs((p.Levels[level] / mV) + 50));
        int zero = levels.MinBy(level => Math.Abs(p.Levels[level] / mV));
        int most = levels.Max(level => counts.Of(SpikeDefinition.Crossing, Small, level));
        string held = string.Join(", ", definitions.Select(definition => $"{counts.Of(definition, Held, middle)} ({SpikeCounts.NameOf(definition)})"));
        return $"{regular} Held depolarised by {SpikeScenario.All[Held].Density} uA/cm², a threshold of {Level(middle)} mV counts {held}. "
            + $"At {SpikeScenario.All[Small].Density} uA/cm², where spikes are small, a threshold of {Level(zero)} mV counts "
            + $"{counts.Of(SpikeDefinition.Crossing, Small, zero)} of up to {most} crossings.";
    }

    private static void Draw(ThresholdAndSpikesParameters p, SpikeCounts counts, Findings findings)
    {
        int[] order = [.. Enumerable.Range(0, p.Levels.Count).OrderBy(level => p.Levels[level].SiValue)];
        double[] levels = [.. order.Select(level => p.Levels[level] / mV)];
        Series Curve(int scenario, SpikeDefinition definition, LineStyle line, Marker marker, int colour) => Plot.Curve(
            scenario == 0 ? SpikeCounts.NameOf(definition) : "", levels, order.Select(level => (double)counts.Of(definition, scenario, level)),
            marker, line, Palette.At(colour));
        findings.SideBySide(
            "counts", "What is counted",
            $"Spikes of the Hodgkin-Huxley cell in {p.Duration} by four definitions, over the threshold (for peaks: the lowest that counts); "
                + $"refractory period {p.RefractoryPeriod}, prominence of peaks {p.Prominence}.",
            SpikeScenario.All.Select((scenario, i) => Plot.Panel(
                new Axis("Threshold", "mV"), new Axis("Spikes") { Minimum = 0 },
                Curve(i, SpikeDefinition.WhileAbove, LineStyle.Solid, Marker.Triangle, 1),
                Curve(i, SpikeDefinition.Crossing, LineStyle.Solid, Marker.Circle, 0),
                Curve(i, SpikeDefinition.RefractoryCrossing, LineStyle.Dashed, Marker.OpenCircle, 2),
                Curve(i, SpikeDefinition.Peak, LineStyle.Dotted, Marker.Diamond, 3)) with { Title = scenario.Title, Height = 38 * mm }));
        var traces = counts.Voltages.Window(0 * ms, shown);
        findings.SideBySide(
            "voltages", "What there is to count", "The membrane potential in the four cases, with the levels -50 and 0 mV.",
            SpikeScenario.All.Select((scenario, i) => Plot.Panel(
                new Axis("Time", "ms"), new Axis("V", "mV") { Minimum = -80, Maximum = 50 },
                Plot.Course("", traces, traces.Columns[i], colour: Palette.At(0)), ReferenceLine.AtY(-50), ReferenceLine.AtY(0))
                with { Title = scenario.Title, Height = 32 * mm }));
    }
}
