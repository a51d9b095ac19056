namespace Neuropil.Experiments;

/// <summary>What an experiment found. An interrupted one returns what it has: the same members, computed from the part that was simulated.</summary>
public sealed record ExperimentResult
{
    /// <summary>The answer to the experiment's question in a sentence or two, with the measured numbers.</summary>
    public string Answer { get; init; } = "";

    /// <summary>Remarks that belong beside the answer: what was rounded, what the measurement cannot say.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];

    /// <summary>What simulations warned of, each once: a delay that was rounded.</summary>
    public IReadOnlyList<string> Warnings { get; init; } = [];

    /// <summary>Predictions and measurements. An interrupted run leaves out those that need the whole of it.</summary>
    public IReadOnlyList<Check> Checks { get; init; } = [];

    /// <summary>Further measured numbers by name, with their units in it: what <c>--check-dt</c> compares beside populations and checks.</summary>
    public IReadOnlyList<Measurement> Measurements { get; init; } = [];

    /// <summary>The figures, in the order of the report.</summary>
    public IReadOnlyList<ExperimentFigure> Figures { get; init; } = [];

    /// <summary>The spikes of the run's populations, saved as <c>spikes.csv</c> and <c>spikes.npz</c>; empty for an experiment without them.</summary>
    public IReadOnlyList<SpikeTrains> Spikes { get; init; } = [];

    /// <summary>Other data to be saved beside the report.</summary>
    public IReadOnlyList<ExperimentFile> Files { get; init; } = [];

    /// <summary>Activity of each population.</summary>
    public IReadOnlyList<PopulationSummary> Populations { get; init; } = [];

    /// <summary>What the run cost and what it was made of.</summary>
    public RunCounters Counters { get; init; } = new();

    /// <summary>Whether the run stopped before its end because it was asked to.</summary>
    public bool Interrupted { get; init; }
}
