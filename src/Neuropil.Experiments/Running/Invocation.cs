namespace Neuropil.Experiments;

/// <summary>How a program is called from a shell.</summary>
/// <param name="Program">The words before an experiment's options, or before <c>resume</c>: <c>neuropil</c>, <c>dotnet run my-experiment.cs --</c>.</param>
/// <param name="NamesExperiment">Whether the program has many experiments, of which <c>run NAME</c> chooses one.</param>
public sealed record Invocation(string Program, bool NamesExperiment)
{
    /// <summary>The command of Neuropil itself.</summary>
    public static Invocation Neuropil { get; } = new("neuropil", NamesExperiment: true);

    /// <summary>What runs an experiment.</summary>
    public string Run(Experiment experiment) => NamesExperiment ? $"{Program} run {experiment.Name}" : Program;

    /// <summary>What goes on with an interrupted run.</summary>
    public string Resume(string folder) => $"{Program} resume {folder}";
}
