using System.Globalization;
using static Neuropil.Units;

namespace Neuropil.Experiments;

/// <summary>A membrane has no spikes, only a potential: what counts as one is a definition, and this shows where definitions agree.</summary>
internal sealed class ThresholdAndSpikesExperiment : Experiment<ThresholdAndSpikesParameters>
{
    private const double LowestSafe = -40; // mV: above all that is subthreshold in a cell that fires regularly
    private const double HighestSafe = 20; // mV: below the peaks of regular spikes, at about 30
    private const int Regular = 0;
    private const int Held = 3;
    private static readonly SpikeDefinition[] definitions = Enum.GetValues<SpikeDefinition>();

    public override string Name => "threshold-and-spikes";

    public override string Question => "Which definition of a spike counts what in a cell without reset: crossing, refractory period, while above, or peak?";

    public override string Source => "Hodgkin and Huxley 1952; the rule 'while above' is that of Brian2 (Stimberg, Brette and Goodman 2019, eLife 8)";

    public override void Run(ThresholdAndSpikesParameters parameters, Session session, Findings findings)
    {
        var steps = new List<SpikeCounts>();
        findings.Always(() => Show(parameters, steps, findings));
        foreach (var (multiple, i) in parameters.StepMultiples.Select((multiple, i) => (multiple, i)))
        {
            steps.Add(SpikeCounts.With(parameters, multiple * parameters.TimeStep, session.Part(i, parameters.StepMultiples.Count)));
        }

        int[] safe = [.. Enumerable.Range(0, parameters.Levels.Count).Where(level => parameters.Levels[level] / mV is >= LowestSafe and <= HighestSafe)];
        if (safe.Length > 0)
        {
            int potentials = AboveThreshold.Of(SpikeScenario.All[Regular].Density, -20 * mV, parameters.Duration, session.Cancellation).Count;
            findings.Check(definitions.Select(definition => Check.Exactly(
                Text($"{SpikeCounts.NameOf(definition)}: spikes in {parameters.Duration}, of all levels from {LowestSafe} to {HighestSafe} mV and all time steps the furthest off"),
                potentials,
                steps.SelectMany(step => safe.Select(level => step.Of(definition, Regular, level))).MaxBy(count => Math.Abs(count - potentials)),
                "action potentials of the adaptive solution: crossings of -20 mV")));
        }

        findings.Check(HeldChecks(parameters, steps, session.Cancellation));
    }

    private static void Show(ThresholdAndSpikesParameters parameters, List<SpikeCounts> steps, Findings findings)
    {
        if (steps.MinBy(each => each.TimeStep.SiValue) is not { } finest)
        {
            return;
        }

        findings.Answer(Answer(parameters, finest));
        findings.Figure(ThresholdAndSpikesFigures.Counts(parameters, finest));
        findings.Figure(ThresholdAndSpikesFigures.Voltages(parameters, finest));
        findings.File(ExperimentFile.OfText("counts.csv", "the spikes of every definition at every level and time step", Table(parameters, steps)));
        findings.Populations(finest.Trains);
    }

    // Spikes of a cell above are a refractory period apart, in whole steps. In a time T above there are 1 + floor(T / period) of them; where its ends fall on
    // the grid may make one more or less.
    private static IEnumerable<Check> HeldChecks(ThresholdAndSpikesParameters p, List<SpikeCounts> steps, CancellationToken cancellation)
    {
        int level = p.Levels.ToList().FindIndex(each => Math.Abs((each / mV) + 50) < 1e-9);
        if (level < 0)
        {
            yield break;
        }

        var above = AboveThreshold.Of(SpikeScenario.All[Held].Density, p.Levels[level], p.Duration, cancellation);
        foreach (var step in steps)
        {
            double period = Math.Round(p.RefractoryPeriod / step.TimeStep) * (step.TimeStep / ms);
            double predicted = above.Sum(interval => 1 + Math.Floor((interval.Until - interval.From) / period));
            yield return new(
                Text($"while above -50 mV: spikes of a cell held depolarised, dt {step.TimeStep / ms:G3} ms"), predicted, step.Of(SpikeDefinition.WhileAbove, Held, level), above.Count,
                "1 + floor(T / refractory period) for each time T above, from the adaptive solution; one for the ends of each on the grid");
        }
    }

    private static string Answer(ThresholdAndSpikesParameters p, SpikeCounts counts)
    {
        int[] agreed = [.. Enumerable.Range(0, p.Levels.Count).Where(level => definitions.Select(definition => counts.Of(definition, Regular, level)).Distinct().Count() == 1
            && counts.Of(SpikeDefinition.Crossing, Regular, level) > 0)];
        string regular = agreed.Length == 0 ? "At none of the levels do all definitions count the same in a cell that fires regularly. "
            : Text($"In a cell that fires regularly all definitions count {counts.Of(SpikeDefinition.Crossing, Regular, agreed[0])} spikes at {(agreed.Length == 1 ? "the level" : "levels from")} {p.Levels[agreed[0]] / mV:G4}{(agreed.Length == 1 ? "" : Text($" to {p.Levels[agreed[^1]] / mV:G4}"))} mV. ");
        int middle = Enumerable.Range(0, p.Levels.Count).MinBy(level => Math.Abs((p.Levels[level] / mV) + 50));
        var held = definitions.Select(definition => Text($"{counts.Of(definition, Held, middle)} ({SpikeCounts.NameOf(definition)})"));
        return regular + Text($"Held depolarised by {SpikeScenario.All[Held].Density} uA/cm², a threshold of {p.Levels[middle] / mV:G4} mV counts {string.Join(", ", held)}. ") + Small(p, counts);
    }

    private static string Small(ThresholdAndSpikesParameters p, SpikeCounts counts)
    {
        const int SmallSpikes = 2;
        int most = Enumerable.Range(0, p.Levels.Count).Max(level => counts.Of(SpikeDefinition.Crossing, SmallSpikes, level));
        int zero = Enumerable.Range(0, p.Levels.Count).MinBy(level => Math.Abs(p.Levels[level] / mV));
        return Text($"At {SpikeScenario.All[SmallSpikes].Density} uA/cm², where spikes are small, a threshold of {p.Levels[zero] / mV:G4} mV counts {counts.Of(SpikeDefinition.Crossing, SmallSpikes, zero)} of up to {most} crossings.");
    }

    private static string Table(ThresholdAndSpikesParameters p, List<SpikeCounts> steps)
    {
        var lines = from step in steps
                    from scenario in Enumerable.Range(0, SpikeScenario.All.Count)
                    from level in Enumerable.Range(0, p.Levels.Count)
                    select Text($"{step.TimeStep / ms:G6},{SpikeScenario.All[scenario].Density},{p.Levels[level] / mV:G6},{string.Join(',', definitions.Select(definition => step.Of(definition, scenario, level)))}");
        return $"dt (ms),current (uA/cm²),level (mV),{string.Join(',', definitions.Select(definition => $"\"{SpikeCounts.NameOf(definition)}\""))}\n{string.Join('\n', lines)}\n";
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
