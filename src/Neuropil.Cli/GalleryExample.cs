using System.Diagnostics;
using Neuropil.Experiments;

namespace Neuropil.Cli;

/// <summary>
/// An example of the project in the gallery: a program of one file, which is run as its reader would run it, but with the optimised library, which is there
/// already; the bits are the same.
/// </summary>
internal sealed class GalleryExample
{
    private const string Prefix = "example-";

    private GalleryExample(string path) => Path = path;

    /// <summary>The file.</summary>
    public string Path { get; }

    /// <summary>The file's name.</summary>
    public string File => System.IO.Path.GetFileName(Path);

    /// <summary>Its section: <c>example-lesion</c>.</summary>
    public string Name => Prefix + System.IO.Path.GetFileNameWithoutExtension(Path);

    /// <summary>What it is, by its first comment.</summary>
    public string About
    {
        get
        {
            var lines = System.IO.File.ReadLines(Path).SkipWhile(line => !line.StartsWith("//", StringComparison.Ordinal))
                .TakeWhile(line => line.StartsWith("//", StringComparison.Ordinal));
            return string.Join(' ', lines.Select(line => line.TrimStart('/').Trim()));
        }
    }

    /// <summary>Whether a section is an example's.</summary>
    public static bool IsName(string section) => section.StartsWith(Prefix, StringComparison.Ordinal);

    /// <summary>The examples of the project in which a gallery lies, those that are named or, where nothing is named, all; none elsewhere.</summary>
    public static IReadOnlyList<GalleryExample> Named(string gallery, IReadOnlyCollection<string> names)
    {
        for (var above = new DirectoryInfo(System.IO.Path.GetFullPath(gallery)); above is not null; above = above.Parent)
        {
            string examples = System.IO.Path.Combine(above.FullName, "examples");
            if (Directory.Exists(System.IO.Path.Combine(above.FullName, "src", "Neuropil.Experiments")) && Directory.Exists(examples))
            {
                return [.. Directory.EnumerateFiles(examples, "*.cs").Order(StringComparer.Ordinal).Select(path => new GalleryExample(path))
                    .Where(example => names.Count == 0 || names.Contains(example.Name))];
            }
        }

        return [];
    }

    /// <summary>Runs it in a folder of its own: the drawings that it leaves there, by name, and what it prints.</summary>
    /// <param name="cancellation">Ends it, with all that it has started.</param>
    /// <exception cref="UserErrorException">It failed.</exception>
    /// <exception cref="OperationCanceledException">It was ended.</exception>
    public (IReadOnlyList<(string Name, string Svg)> Drawings, string Printed) Run(CancellationToken cancellation)
    {
        string work = Directory.CreateTempSubdirectory("neuropil-example-").FullName;
        using var process = new Process
        {
            StartInfo = new("dotnet", ["run", "-c", "Release", Path])
            {
                WorkingDirectory = work, RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false,
            },
        };
        void End(object? sender, EventArgs arguments) => process.Kill(entireProcessTree: true);
        try
        {
            process.Start();
            AppDomain.CurrentDomain.ProcessExit += End; // by a second signal
            using var ended = cancellation.Register(() => End(this, EventArgs.Empty));
            var errors = process.StandardError.ReadToEndAsync(CancellationToken.None);
            string printed = process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            cancellation.ThrowIfCancellationRequested();
            Refuse.If(process.ExitCode != 0, $"'dotnet run {Path}' ended with {process.ExitCode}: {printed.Trim()} {errors.Result.Trim()}");
            var drawings = Directory.EnumerateFiles(work, "*.svg", SearchOption.AllDirectories).Order(StringComparer.Ordinal)
                .Select(path => (System.IO.Path.GetFileNameWithoutExtension(path), System.IO.File.ReadAllText(path)));
            return ([.. drawings], printed.ReplaceLineEndings("\n"));
        }
        finally
        {
            AppDomain.CurrentDomain.ProcessExit -= End;
            Directory.Delete(work, recursive: true);
        }
    }
}
