namespace Neuropil.Experiments;

/// <summary>What a run found and where it was written.</summary>
/// <param name="Result">The experiment's result.</param>
/// <param name="StepChanges">How the statistics moved at half the step; empty when nobody asked.</param>
/// <param name="Files">The files written, relative to the output folder.</param>
public sealed record RunOutcome(ExperimentResult Result, IReadOnlyList<StepChange> StepChanges, IReadOnlyList<string> Files);
