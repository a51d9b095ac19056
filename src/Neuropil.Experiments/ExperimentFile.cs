namespace Neuropil.Experiments;

/// <summary>A file of data beside the report: spikes, traces, a table.</summary>
/// <param name="Name">The file's name: letters, digits, hyphens and an extension.</param>
/// <param name="Description">What is in it, for the report.</param>
/// <param name="Write">Writes it. Called once, when the folder is written.</param>
public sealed record ExperimentFile(string Name, string Description, Action<Stream> Write);
