namespace Neuropil.Experiments;

/// <summary>One run of one experiment, or of a sweep of it, completely decided.</summary>
public sealed record RunRequest
{
    /// <summary>The experiment's parameters, and through them the experiment.</summary>
    public required ResolvedParameters Values { get; init; }

    /// <summary>The folder for the results.</summary>
    public required string Output { get; init; }

    /// <summary>The seed.</summary>
    public required ulong Seed { get; init; }

    /// <summary>Number of threads; 0 leaves the choice to the engine.</summary>
    public int Threads { get; init; }

    /// <summary>The number format.</summary>
    public Precision Precision { get; init; }

    /// <summary>Whether to repeat the run at half the step and compare.</summary>
    public bool CheckStep { get; init; }

    /// <summary>Whether to write the kernels in readable form into <c>kernels/</c>.</summary>
    public bool DumpKernels { get; init; }

    /// <summary>Whether to time every population, projection and record.</summary>
    public bool IsProfiled { get; init; }

    /// <summary>What figures are saved as, beside SVG.</summary>
    public IReadOnlyList<FigureFormat> FigureFormats { get; init; } = [];

    /// <summary>Parameters that are varied; <see cref="Values"/> has the first value of each.</summary>
    public IReadOnlyList<SweptParameter> Swept { get; init; } = [];

    /// <summary>How many successive seeds each point of a sweep has.</summary>
    public int Seeds { get; init; } = 1;

    /// <summary>Which share of a sweep's points this process calculates; null for all of them, in a folder of its own.</summary>
    public Shard? Shard { get; init; }

    /// <summary>The time on the clock between checkpoints; null for the standard, zero for none.</summary>
    public Time? CheckpointEvery { get; init; }

    /// <summary>About so many bytes of recorded spikes stay in memory, the rest goes to files in the folder of the results; null for all.</summary>
    public long? RecordBudget { get; init; }

    /// <summary>How this program is called, for texts that name commands.</summary>
    public Invocation Invocation { get; init; } = Invocation.Neuropil;

    /// <summary>The language of the report and its figures.</summary>
    public Language Language { get; init; } = Language.English;

    /// <summary>Whether the run is one of a whole experiment at several values or seeds.</summary>
    public bool IsSwept => Swept.Count > 0 || Seeds > 1;

    /// <summary>Each parameter with its value as text, or its range.</summary>
    public IEnumerable<(ExperimentParameter Parameter, string Text)> Texts
        => Values.Texts.Select(each => (each.Parameter, Swept.FirstOrDefault(swept => swept.Parameter == each.Parameter)?.Text ?? each.Text));

    /// <summary>The experiment.</summary>
    public Experiment Experiment => Values.Experiment;
}
