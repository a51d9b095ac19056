using static Neuropil.Units;

namespace Neuropil.Experiments;

/// <summary>What an electrophysiologist does first with a cell: current steps, their responses, and the numbers that follow from them.</summary>
internal sealed class CurrentClampExperiment : Experiment<CurrentClampParameters>
{
    // A current that makes a cell fire is searched at 1, 2, 4, ... mV of passive depolarisation, up to where no cell lives.
    private const int Doublings = 9;

    public override string Name => "current-clamp";

    public override string Question => "How does a cell respond to current steps: f-I curve, rheobase, input resistance and membrane time constant?";

    public override string Source => "Koch, Biophysics of Computation (1999), chapters 1, 6 and 9; the cells' own papers";

    public override IReadOnlyList<Preset<CurrentClampParameters>> Presets =>
    [
        .. CurrentClampReference.Models.Where(model => model is not "hodgkin-huxley" and not CellUnderTest.Passive)
            .Select(model => new Preset<CurrentClampParameters>(model, $"the cell {model} at the currents for which independent programs gave spike times", p => p with { Model = model })),
    ];

    /// <summary>Every preset holds another cell to its references, so that all belong to each validation.</summary>
    public override IEnumerable<string?> ValidationPresets(bool full) => base.ValidationPresets(full: true);

    public override void Run(CurrentClampParameters parameters, Session session, Findings findings)
    {
        var cell = CellUnderTest.ByName(parameters.Model);
        var passive = PassiveResponse.Of(cell, Given(cell, "test-current", parameters.TestCurrent), session.Cancellation);
        Current lowest = cell.Parse("lowest-current", parameters.LowestCurrent);
        Current highest = Given(cell, "highest-current", parameters.HighestCurrent) ?? Highest(cell, passive, parameters, session);
        Current[] amplitudes = [.. Enumerable.Range(0, parameters.Currents).Select(i => lowest + (i / (parameters.Currents - 1.0) * (highest - lowest)))];
        var curve = CurrentStepRun.Of(cell, "f-I curve", amplitudes, parameters, session.Part(0, 4));
        if (curve.Firing.All(each => each.Spikes == 0))
        {
            throw NeverFires(cell, highest, parameters.Duration);
        }

        var found = new CurrentClampFindings(cell, parameters, passive, curve);
        findings.Always(() => found.Show(findings));
        found.Rheobase = Threshold(cell, curve, firing => firing.Spikes > 0, 1, parameters, session);
        found.RepetitiveRheobase = Threshold(cell, curve, firing => firing.IsRepetitive, 2, parameters, session);
        var shown = found.ShownCurrents();
        found.Responses = CurrentStepRun.Of(cell, "responses", shown, parameters, session.Part(3, 4), [.. Enumerable.Range(0, shown.Count)]);
        findings.Check(CurrentClampReference.Checks(cell.Name, session.Cancellation));
        findings.Check(passive is null ? [] : CurrentClampReference.Passive(cell, passive));
    }

    protected override void Validate(CurrentClampParameters parameters)
    {
        var cell = CellUnderTest.ByName(parameters.Model);
        Current lowest = cell.Parse("lowest-current", parameters.LowestCurrent);
        if (Given(cell, "highest-current", parameters.HighestCurrent) is { } highest && !(highest > lowest))
        {
            throw new UserErrorException($"--highest-current {parameters.HighestCurrent}: expected more than the lowest current, {parameters.LowestCurrent}.");
        }

        if (Given(cell, "test-current", parameters.TestCurrent) is { SiValue: 0 })
        {
            throw new UserErrorException($"--test-current {parameters.TestCurrent}: a response needs a current other than zero.");
        }

        try
        {
            Integrators.ByName(parameters.Method);
        }
        catch (UnknownNameException error)
        {
            throw new UserErrorException($"--method: {error.Message}", error);
        }
    }

    private static Current? Given(CellUnderTest cell, string option, string text) => text == CurrentClampParameters.Auto ? null : cell.Parse(option, text);

    private static UserErrorException NeverFires(CellUnderTest cell, Current highest, Time duration)
        => new($"{cell.Name} never fires: the largest current tried, {cell.Describe(highest)} for {duration}, gives no spike, so that there is no f-I curve.");

    /// <summary>Three times the first of doubled currents that makes the cell fire until the step ends (or at all, where none does).</summary>
    private static Current Highest(CellUnderTest cell, PassiveResponse? passive, CurrentClampParameters p, Session session)
    {
        Current unit = passive is null ? cell.OfUnit(0.1) : 1 * mV / passive.Resistance;
        Current[] amplitudes = [.. Enumerable.Range(0, Doublings).Select(i => Math.Pow(2, i) * unit)];

        // Exponential Euler bears any current, and what is asked for is only a range.
        var search = CurrentStepRun.Of(cell, "search", amplitudes, p with { Method = Integrators.ExponentialEuler.Name }, session.Part(0, 4), isShown: false);
        int any = search.Firing.ToList().FindIndex(firing => firing.Spikes > 0);
        int repetitive = search.Firing.ToList().FindIndex(firing => firing.IsRepetitive);
        int first = repetitive < 0 ? any : repetitive;
        return first < 0 ? throw NeverFires(cell, amplitudes[^1], p.Duration) : 3 * amplitudes[first];
    }

    private static (Current Value, Current Uncertainty)? Threshold(
        CellUnderTest cell, CurrentStepRun curve, Func<StepFiring, bool> fires, int part, CurrentClampParameters p, Session session)
    {
        int first = curve.Firing.ToList().FindIndex(each => fires(each));
        return first <= 0 ? null : Rheobase.Between(
            curve.Amplitudes[first - 1], curve.Amplitudes[first], amplitudes => CurrentStepRun.Of(cell, "rheobase", amplitudes, p, session.Part(part, 4), isShown: false), fires);
    }
}
