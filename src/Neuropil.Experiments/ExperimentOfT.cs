namespace Neuropil.Experiments;

/// <summary>
/// An experiment and its parameters, which are a record whose properties carry <see cref="OptionAttribute"/>: declared once, they are the options
/// of the command line, the table of the report, and typed values in <see cref="Run(TParameters, Session, Findings)"/>.
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
    /// <param name="parameters">The parameters, all of which have been checked.</param>
    /// <param name="session">Makes simulations; ends the run by an exception when the user stops it.</param>
    /// <param name="findings">Takes what is found, as it is found.</param>
    public abstract void Run(TParameters parameters, Session session, Findings findings);

    /// <summary>Runs without writing anything.</summary>
    internal ExperimentResult Run(TParameters parameters, ExperimentContext context)
        => ExperimentRun.Of(context, (session, findings) => Run(parameters, session, findings));

    /// <summary>
    /// Refuses values that are good each by itself but not together, with a <see cref="UserErrorException"/>; called before anything is made.
    /// </summary>
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

    internal sealed override void Run(object parameters, Session session, Findings findings) => Run((TParameters)parameters, session, findings);
}
