using System.Diagnostics;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Neuropil.Experiments;

namespace Neuropil.Tests;

/// <summary>Programs of users, compiled and run as the SDK does it with a single file, without its minute of building.</summary>
internal static class UserProgram
{
    // What a file-based app has without saying so.
    private const string ImplicitUsings = """
        global using System;
        global using System.Collections.Generic;
        global using System.IO;
        global using System.Linq;
        global using System.Threading;
        global using System.Threading.Tasks;
        """;

    // Programs stand beside the library, where its parts are found; the runtime of the tests is theirs.
    private static readonly string folder = AppContext.BaseDirectory;

    // One list for all programs: the compiler keeps what it has read of a library with the reference to it.
    private static readonly Lazy<MetadataReference[]> references = new(()
        => [.. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(path => Path.GetFileName(path) is var file
                && (file.StartsWith("System.", StringComparison.Ordinal) || file is "netstandard.dll" or "mscorlib.dll"))
            .Select(path => (MetadataReference)MetadataReference.CreateFromFile(path))
            .Append(MetadataReference.CreateFromFile(typeof(Network).Assembly.Location))
            .Append(MetadataReference.CreateFromFile(typeof(Page).Assembly.Location))]);

    /// <summary>The libraries that a user's program sees.</summary>
    public static IReadOnlyList<MetadataReference> References => references.Value;

    /// <summary>Compiles a file-based program; the file that <c>dotnet</c> runs.</summary>
    public static string Compile(string path)
    {
        // Directives are for the SDK, which compiles in their place what they name.
        string code = Regex.Replace(File.ReadAllText(path), "^#:", "// #:", RegexOptions.Multiline);
        return Compile($"UserProgram.{Path.GetFileName(Path.GetDirectoryName(path))}.{Path.GetFileNameWithoutExtension(path)}", code);
    }

    /// <summary>Compiles a program of this name and text; the file that <c>dotnet</c> runs.</summary>
    public static string Compile(string name, string code)
    {
        var compilation = CSharpCompilation.Create(
            name,
            [CSharpSyntaxTree.ParseText(ImplicitUsings), CSharpSyntaxTree.ParseText(code)],
            References,
            new CSharpCompilationOptions(
                OutputKind.ConsoleApplication, optimizationLevel: OptimizationLevel.Release, nullableContextOptions: NullableContextOptions.Enable));
        string program = Path.Combine(folder, name + ".dll");
        var emitted = compilation.Emit(program);
        Assert.Empty(emitted.Diagnostics.Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error).Select(diagnostic => diagnostic.ToString()));
        File.Copy(Path.Combine(folder, "Neuropil.Tests.runtimeconfig.json"), Path.ChangeExtension(program, ".runtimeconfig.json"), overwrite: true);
        return program;
    }

    /// <summary>Compiles and runs a file-based program in a folder of its own; what it has printed.</summary>
    public static string Run(string path, string workingFolder) => Printed(ProgramHost.Run(Compile(path), workingFolder));

    /// <summary>The same in a process of its own, which begins with nothing, as a user's.</summary>
    public static string RunAlone(string path, string workingFolder)
    {
        var start = new ProcessStartInfo("dotnet", [Compile(path)])
        {
            WorkingDirectory = workingFolder, RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false,
        };
        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync();
        string printed = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return Printed((process.ExitCode, printed, errors.Result));
    }

    private static string Printed((int ExitCode, string Output, string Error) run)
    {
        Assert.True(run.ExitCode == 0, run.Error);
        return run.Output.ReplaceLineEndings("\n");
    }
}
