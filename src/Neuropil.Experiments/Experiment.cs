namespace Neuropil.Experiments;

/// <summary>
/// Answers one question. Derive from <see cref="Experiment{TParameters}"/>; this is what everything that runs experiments sees of it.
/// </summary>
public abstract class Experiment
{
    private IReadOnlyList<ExperimentParameter>? parameters;

    private protected Experiment()
    {
    }

    /// <summary>The name in kebab case.</summary>
    public abstract string Name { get; }

    /// <summary>The question, in one sentence.</summary>
    public abstract string Question { get; }

    /// <summary>Where the question and its numbers come from: a section, a paper.</summary>
    public abstract string Source { get; }

    /// <summary>The seed of a run that names none.</summary>
    public virtual ulong DefaultSeed => 1;

    /// <summary>The parameters, in the order of the help.</summary>
    public IReadOnlyList<ExperimentParameter> Parameters => parameters ??= ParameterDeclarations.Of(CreateDefaults());

    /// <summary>The presets, without their values.</summary>
    public abstract IReadOnlyList<PresetDescription> PresetDescriptions { get; }

    /// <summary>
    /// The presets that <c>neuropil validate</c> runs (null stands for the defaults); a full validation takes all of them.
    /// Override where a preset's checks belong to every validation, or where the defaults are too slow for it.
    /// </summary>
    public virtual IEnumerable<string?> ValidationPresets(bool full)
        => full ? [null, .. PresetDescriptions.Select(preset => preset.Name)] : [null];

    /// <summary>Whether the experiment itself is a sweep, whose points <c>--shard</c> can share out over processes.</summary>
    public virtual bool HasPoints => false;

    /// <summary>Whether there is a parameter <c>dt</c>, so that <c>--check-dt</c> means something.</summary>
    public bool HasTimeStep => TimeStep is not null;

    /// <summary>The parameter that is halved by <c>--check-dt</c>, if there is such a one.</summary>
    internal ExperimentParameter? TimeStep => Parameters.FirstOrDefault(parameter => parameter.Option == "dt");

    internal abstract object CreateDefaults();

    internal abstract object ApplyPreset(object defaults, string preset);

    internal abstract object Copy(object parameters);

    internal abstract void RequireConsistent(object parameters);

    internal abstract void Run(object parameters, Session session, Findings findings);
}
