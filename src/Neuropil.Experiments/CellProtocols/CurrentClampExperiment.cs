using static Neuropil.Units;

namespace Neuropil.Experiments;

/// <summary>What an electrophysiologist does first with a cell: current steps, their responses, and the numbers that follow from them.</summary>
public sealed class CurrentClampExperiment : Experiment<CurrentClampParameters>
{
    // A current that makes a cell fire is searched at 1, 2, 4, ... mV of passive depolarisation, up to where no cell lives.
    private const int Doublings = 9;

    /// <inheritdoc/>
    public override string Name => "current-clamp";

    /// <inheritdoc/>
    public override string Question => "How does a cell respond to current steps: f-I curve, rheobase, input resistance and membrane time constant?";

    /// <inheritdoc/>
    public override string Source => "Koch, Biophysics of Computation (1999), chapters 1, 6 and 9; the cells' own papers";

    /// <inheritdoc/>
    public override IReadOnlyList<Preset<CurrentClampParameters>> Presets =>
    [
        .. CurrentClampReference.Models.Where(model => model is not "hodgkin-huxley" and not CellUnderTest.Passive)
            .Select(model => new Preset<CurrentClampParameters>(model, $"the cell {model} at the currents for which independent programs gave spike times", p => p with { Model = model })),
    ];

    /// <summary>Every preset holds another cell to its references, so that all belong to each validation.</summary>
    public override IEnumerable<string?> ValidationPresets(bool full) => base.ValidationPresets(full: true);

    /// <inheritdoc/>
    public override ExperimentResult Run(CurrentClampParameters parameters, ExperimentContext context)
    {
        var cell = CellUnderTest.ByName(parameters.Model);
        var passive = PassiveResponse.Of(cell, Given(cell, "test-current", parameters.TestCurrent), context.Cancellation);
        Current lowest = cell.Parse("lowest-current", parameters.LowestCurrent);
        Current highest = Given(cell, "highest-current", parameters.HighestCurrent) ?? Highest(cell, passive, parameters, context);
        Current[] amplitudes = [.. Enumerable.Range(0, parameters.Currents).Select(i => lowest + (i / (parameters.Currents - 1.0) * (highest - lowest)))];
        var curve = CurrentStepRun.Of(cell, "f-I curve", amplitudes, parameters, context, context.Progress.Part(0, 4));
        var found = new CurrentClampFindings(cell, parameters, passive, curve);
        if (curve.Interrupted)
        {
            return found.Result(interrupted: true);
        }

        if (curve.Firing.All(each => each.Spikes == 0))
        {
            throw NeverFires(cell, highest, parameters.Duration);
        }

        found.Rheobase = Threshold(cell, curve, firing => firing.Spikes > 0, 1, parameters, context);
        found.RepetitiveRheobase = Threshold(cell, curve, firing => firing.IsRepetitive, 2, parameters, context);
        if (!context.Cancellation.IsCancellationRequested)
        {
            found.Responses = CurrentStepRun.Of(cell, "responses", found.ShownCurrents(), parameters, context, context.Progress.Part(3, 4), [.. Enumerable.Range(0, found.ShownCurrents().Count)]);
        }

        return found.Result(!Checks(found, context) || found.Responses is null or { Interrupted: true });
    }

    /// <inheritdoc/>
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
    private static Current Highest(CellUnderTest cell, PassiveResponse? passive, CurrentClampParameters p, ExperimentContext context)
    {
        Current unit = passive is null ? cell.OfUnit(0.1) : 1 * mV / passive.Resistance;
        Current[] amplitudes = [.. Enumerable.Range(0, Doublings).Select(i => Math.Pow(2, i) * unit)];

        // Exponential Euler bears any current, and what is asked for is only a range.
        var search = CurrentStepRun.Of(cell, "search", amplitudes, p with { Method = Integrators.ExponentialEuler.Name }, context, Progress.None);
        context.Cancellation.ThrowIfCancellationRequested();
        int any = search.Firing.ToList().FindIndex(firing => firing.Spikes > 0);
        int repetitive = search.Firing.ToList().FindIndex(firing => firing.IsRepetitive);
        int first = repetitive < 0 ? any : repetitive;
        return first < 0 ? throw NeverFires(cell, amplitudes[^1], p.Duration) : 3 * amplitudes[first];
    }

    private static (Current Value, Current Uncertainty)? Threshold(
        CellUnderTest cell, CurrentStepRun curve, Func<StepFiring, bool> fires, int part, CurrentClampParameters p, ExperimentContext context)
    {
        int first = curve.Firing.ToList().FindIndex(each => fires(each));
        return first <= 0 || context.Cancellation.IsCancellationRequested ? null : Rheobase.Between(
            curve.Amplitudes[first - 1], curve.Amplitudes[first], amplitudes => CurrentStepRun.Of(cell, "rheobase", amplitudes, p, context, context.Progress.Part(part, 4)), fires);
    }

    /// <summary>Adds the checks; false when it was interrupted.</summary>
    private static bool Checks(CurrentClampFindings found, ExperimentContext context)
    {
        try
        {
            found.Checks.AddRange(CurrentClampReference.Checks(found.Cell.Name, context.Cancellation));
            if (found.Passive is not null)
            {
                found.Checks.AddRange(CurrentClampReference.Passive(found.Cell, found.Passive));
            }

            return true;
        }
        catch (OperationCanceledException)
        {
            found.Checks.Clear();
            return false;
        }
    }
}
