namespace Neuropil.Experiments;

/// <summary>A named set of parameter values, as a published model has them. Options given beside it are set after it.</summary>
/// <param name="Name">The name in kebab case.</param>
/// <param name="Description">What the set is, and where it comes from.</param>
/// <param name="Apply">The defaults with the set's values in place: <c>p =&gt; p with { ... }</c>.</param>
public sealed record Preset<TParameters>(string Name, string Description, Func<TParameters, TParameters> Apply);

/// <summary>A preset as the command line shows it.</summary>
/// <param name="Name">The name.</param>
/// <param name="Description">What the set is, and where it comes from.</param>
public sealed record PresetDescription(string Name, string Description);
