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

    /// <summary>The libraries that a user's program sees.</summary>
    public static IEnumerable<MetadataReference> References()
        => ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(path => Path.GetFileName(path) is var file
                && (file.StartsWith("System.", StringComparison.Ordinal) || file is "netstandard.dll" or "mscorlib.dll"))
            .Select(path => (MetadataReference)MetadataReference.CreateFromFile(path))
            .Append(MetadataReference.CreateFromFile(typeof(Network).Assembly.Location))
            .Append(MetadataReference.CreateFromFile(typeof(Page).Assembly.Location));

    /// <summary>Compiles a file-based program; the file that <c>dotnet</c> runs.</summary>
    public static string Compile(string path)
    {
        // Directives are for the SDK, which compiles in their place what they name.
        string code = Regex.Replace(File.ReadAllText(path), "^#:", "// #:", RegexOptions.Multiline);
        string name = $"UserProgram.{Path.GetFileName(Path.GetDirectoryName(path))}.{Path.GetFileNameWithoutExtension(path)}";
        var compilation = CSharpCompilation.Create(
            name,
            [CSharpSyntaxTree.ParseText(ImplicitUsings), CSharpSyntaxTree.ParseText(code)],
            References(),
            new CSharpCompilationOptions(
                OutputKind.ConsoleApplication, optimizationLevel: OptimizationLevel.Release, nullableContextOptions: NullableContextOptions.Enable));
        string program = Path.Combine(folder, name + ".dll");
        var emitted = compilation.Emit(program);
        Assert.Empty(emitted.Diagnostics.Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error).Select(diagnostic => diagnostic.ToString()));
        File.Copy(Path.Combine(folder, "Neuropil.Tests.runtimeconfig.json"), Path.ChangeExtension(program, ".runtimeconfig.json"), overwrite: true);
        return program;
    }

    /// <summary>Compiles and runs a file-based program in a folder of its own; what it has printed.</summary>
    public static string Run(string path, string workingFolder)
    {
        var start = new ProcessStartInfo("dotnet", [Compile(path)])
        {
            WorkingDirectory = workingFolder, RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false,
        };
        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync();
        string printed = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Assert.True(process.ExitCode == 0, errors.Result);
        return printed.ReplaceLineEndings("\n");
    }
}
