namespace Neuropil.Experiments;

/// <summary>
/// The values of one run's parameters: the defaults, changed by a preset, changed by what was typed. All of them have been checked.
/// </summary>
public sealed class ResolvedParameters
{
    private ResolvedParameters(Experiment experiment, object record)
    {
        (Experiment, Record) = (experiment, record);
        foreach (ExperimentParameter parameter in experiment.Parameters)
        {
            parameter.RequireValid(record);
        }

        try
        {
            experiment.RequireConsistent(record);
        }
        catch (Exception error) when (LibraryRefusal.Is(error))
        {
            throw LibraryRefusal.AsUserError(error);
        }
    }

    /// <summary>Whose parameters these are.</summary>
    public Experiment Experiment { get; }

    /// <summary>The experiment's own record.</summary>
    internal object Record { get; }

    /// <summary>Each parameter with its value as text.</summary>
    public IEnumerable<(ExperimentParameter Parameter, string Text)> Texts => Experiment.Parameters.Select(parameter => (parameter, parameter.TextIn(Record)));

    /// <summary>Default, then preset, then options.</summary>
    /// <exception cref="UserErrorException">An unknown preset or option, or a value that is not accepted.</exception>
    public static ResolvedParameters Resolve(Experiment experiment, string? preset, IEnumerable<KeyValuePair<string, string>> options)
    {
        object record = experiment.CreateDefaults();
        if (preset is not null)
        {
            string[] names = [.. experiment.PresetDescriptions.Select(each => each.Name)];
            if (!names.Contains(preset))
            {
                throw new UserErrorException($"--preset: {experiment.Name} has no preset {OneLine.Quote(preset)}.{Suggestion.For(preset, names)}");
            }

            record = experiment.ApplyPreset(record, preset);
        }

        foreach (var (option, text) in options)
        {
            Find(experiment, option).SetFromText(record, text);
        }

        return new ResolvedParameters(experiment, record);
    }

    /// <summary>The values that <see cref="ExactTexts"/> gave; parameters that are not among them keep their defaults.</summary>
    /// <exception cref="UserErrorException">A parameter does not exist, or a text is none of its values.</exception>
    internal static ResolvedParameters FromExactTexts(Experiment experiment, IReadOnlyDictionary<string, string> texts)
    {
        object record = experiment.CreateDefaults();
        foreach (var (option, text) in texts)
        {
            try
            {
                Find(experiment, option).SetFromExactText(record, text);
            }
            catch (FormatException error)
            {
                throw new UserErrorException($"--{option}: {error.Message}", error);
            }
        }

        return new ResolvedParameters(experiment, record);
    }

    /// <summary>The values to the bit, by option.</summary>
    internal IReadOnlyDictionary<string, string> ExactTexts() => Experiment.Parameters.ToDictionary(each => each.Option, each => each.ExactTextIn(Record));

    /// <summary>The same values, one of them as in a text.</summary>
    /// <exception cref="UserErrorException">The text is none of its values.</exception>
    internal ResolvedParameters With(ExperimentParameter parameter, string text)
    {
        object copy = Experiment.Copy(Record);
        parameter.SetFromText(copy, text);
        return new ResolvedParameters(Experiment, copy);
    }

    /// <summary>The same values, one of them multiplied.</summary>
    internal ResolvedParameters Scaled(ExperimentParameter parameter, double factor)
    {
        object copy = Experiment.Copy(Record);
        parameter.Scale(copy, factor);
        return new ResolvedParameters(Experiment, copy);
    }

    /// <summary>The parameter of that option.</summary>
    /// <exception cref="UserErrorException">There is none; names the nearest.</exception>
    internal static ExperimentParameter Find(Experiment experiment, string option)
        => experiment.Parameters.FirstOrDefault(parameter => parameter.Option == option)
            ?? throw new UserErrorException(
                $"--{option}: {experiment.Name} has no such option.{Suggestion.For(option, [.. experiment.Parameters.Select(parameter => parameter.Option)])}");
}
