namespace Neuropil.Experiments;

/// <summary>What a run found and where it was written.</summary>
/// <param name="Result">The experiment's result.</param>
/// <param name="StepChanges">How the statistics moved at half the step; empty when nobody asked.</param>
/// <param name="Files">The files written, relative to the output folder.</param>
/// <param name="Waiting">What is still missing where other processes calculate points of the same sweep; null when the report is written.</param>
public sealed record RunOutcome(ExperimentResult Result, IReadOnlyList<StepChange> StepChanges, IReadOnlyList<string> Files, string? Waiting = null);
