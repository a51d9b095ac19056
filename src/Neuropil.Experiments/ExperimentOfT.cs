namespace Neuropil.Experiments;

/// <summary>
/// An experiment and its parameters, which are a record whose properties carry <see cref="OptionAttribute"/>: declared once, they are the options
/// of the command line, the table of the report, and typed values in <see cref="Run(TParameters, ExperimentContext)"/>.
/// </summary>
/// <typeparam name="TParameters">A record; a new one has the default values.</typeparam>
public abstract class Experiment<TParameters> : Experiment
    where TParameters : class, new()
{
    /// <summary>Named sets of parameter values.</summary>
    public virtual IReadOnlyList<Preset<TParameters>> Presets => [];

    /// <inheritdoc/>
    public sealed override IReadOnlyList<PresetDescription> PresetDescriptions
        => [.. Presets.Select(preset => new PresetDescription(preset.Name, preset.Description))];

    /// <summary>Finds the answer. Called once per run, on one thread.</summary>
    /// <remarks>See <see cref="ExperimentContext"/> for how to stop when asked to and how to go on from a checkpoint.</remarks>
    public abstract ExperimentResult Run(TParameters parameters, ExperimentContext context);

    /// <summary>Refuses values that are good each by itself but not together, with a <see cref="UserErrorException"/>; called before anything is made.</summary>
    protected virtual void Validate(TParameters parameters)
    {
    }

    internal sealed override object CreateDefaults() => new TParameters();

    internal sealed override object ApplyPreset(object defaults, string preset)
        => Presets.First(each => each.Name == preset).Apply((TParameters)defaults);

    internal sealed override object Copy(object parameters)
    {
        object copy = new TParameters();
        foreach (ExperimentParameter parameter in Parameters)
        {
            parameter.CopyValue(parameters, copy);
        }

        return copy;
    }

    internal sealed override void RequireConsistent(object parameters) => Validate((TParameters)parameters);

    internal sealed override ExperimentResult Run(object parameters, ExperimentContext context) => Run((TParameters)parameters, context);
}
