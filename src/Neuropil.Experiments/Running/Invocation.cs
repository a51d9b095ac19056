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

    /// <summary>What goes on with an interrupted run: it works where it is read.</summary>
    public string Resume(string folder) => $"{Here ?? Program} resume {ShellWord.Of(folder)}";

    /// <summary>The words that call the program from the folder in which it was started, where they are others than <see cref="Program"/>.</summary>
    internal string? Here { get; init; }

    /// <summary>The command of Neuropil, as this process was started: what a report repeats has its name, which is the same everywhere.</summary>
    internal static Invocation OfCommand() => OfCommand(
        Environment.ProcessPath, Environment.GetCommandLineArgs()[0], Environment.CurrentDirectory, Environment.GetEnvironmentVariable("PATH") ?? "");

    /// <summary>The command of Neuropil as it is called from a folder: by its name where a shell finds it.</summary>
    /// <param name="process">The program of the process.</param>
    /// <param name="assembly">Its assembly.</param>
    /// <param name="folder">The folder.</param>
    /// <param name="path">The folders in which a shell looks for programs.</param>
    internal static Invocation OfCommand(string? process, string assembly, string folder, string path)
    {
        bool isFound = Path.GetFileNameWithoutExtension(process) == Neuropil.Program && path.Split(Path.PathSeparator).Contains(Path.GetDirectoryName(process));
        return isFound ? Neuropil : Neuropil with { Here = OfProgram(source: null, process, assembly, folder).Program };
    }

    /// <summary>This process, which runs one experiment, as it is called from the folder in which it was started.</summary>
    internal static Invocation OfProcess() => OfProgram(
        AppContext.GetData("EntryPointFilePath") as string, Environment.ProcessPath, Environment.GetCommandLineArgs()[0], Environment.CurrentDirectory);

    /// <summary>A program that runs one experiment, as it is called from a folder.</summary>
    /// <param name="source">The file, where the SDK runs a single one.</param>
    /// <param name="process">The program of the process, which is <c>dotnet</c> for one without an executable.</param>
    /// <param name="assembly">The assembly of the program.</param>
    /// <param name="folder">The folder.</param>
    internal static Invocation OfProgram(string? source, string? process, string assembly, string folder)
    {
        if (source is not null)
        {
            return new($"dotnet run {ShellWord.Of(Path.GetRelativePath(folder, source))} --", NamesExperiment: false);
        }

        string built = Path.GetFileNameWithoutExtension(process) is null or "dotnet" ? assembly : process!;
        string[] parts = Path.GetRelativePath(folder, built).Split(Path.DirectorySeparatorChar, Path.AltDirectorySeparatorChar);

        // The SDK builds into bin/Debug/net10.0 of the project, and runs it from there.
        int bin = Array.IndexOf(parts, "bin");
        string project = bin < 0 ? "" : string.Join(Path.DirectorySeparatorChar, parts[..bin].DefaultIfEmpty("."));
        if (bin >= 0 && parts.Length == bin + 4 && Directory.Exists(Path.Combine(folder, project))
            && Directory.EnumerateFiles(Path.Combine(folder, project), "*.*proj").Count() == 1)
        {
            string named = project == "." ? "" : $" --project {ShellWord.Of(project)}";
            return new($"dotnet run{(parts[bin + 1] == "Debug" ? "" : $" -c {ShellWord.Of(parts[bin + 1])}")}{named} --", NamesExperiment: false);
        }

        string path = parts.Length == 1 ? Path.Combine(".", parts[0]) : string.Join(Path.DirectorySeparatorChar, parts);
        return new(built == assembly && built != process ? $"dotnet {ShellWord.Of(path)}" : ShellWord.Of(path), NamesExperiment: false);
    }
}
