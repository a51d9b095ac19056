using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;

namespace Neuropil.Tests;

/// <summary>
/// A process that runs compiled programs one after another, each in the folder that it is given: .NET makes machine code of the library once for all of
/// them, which a process of its own for each would spend most of its time on. What a program leaves in static fields the next one finds.
/// </summary>
internal sealed class ProgramHost
{
    // Both streams say where a program's text ends: it may write by Console or by the streams themselves.
    private const string Code = """
        using System;
        using System.Reflection;

        for (string? program; (program = Console.ReadLine()) is not null;)
        {
            Environment.CurrentDirectory = Console.ReadLine()!;
            Environment.ExitCode = 0;
            int exitCode = 1;
            try
            {
                object? returned = Assembly.LoadFrom(program).EntryPoint!.Invoke(null, new object[] { Array.Empty<string>() });
                exitCode = returned as int? ?? Environment.ExitCode;
            }
            catch (TargetInvocationException error)
            {
                Console.Error.WriteLine(error.InnerException);
            }

            Console.Error.WriteLine("\n" + args[0]);
            Console.WriteLine("\n" + args[0]);
            Console.WriteLine(exitCode);
        }
        """;

    private static readonly string mark = $"end of a program {Guid.NewGuid()}";
    private static readonly Lazy<string> assembly = new(() => UserProgram.Compile("UserProgram.Host", Code));

    // As many as there are tests that run programs at a time.
    private static readonly ConcurrentBag<ProgramHost> idle = [];

    private readonly Process process;

    static ProgramHost() => AppDomain.CurrentDomain.ProcessExit += (_, _) =>
    {
        foreach (var host in idle)
        {
            host.process.StandardInput.Close();
            host.process.WaitForExit();
        }
    };

    private ProgramHost()
        => process = Process.Start(new ProcessStartInfo("dotnet", [assembly.Value, mark])
        {
            RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false,
        })!;

    /// <summary>Runs a compiled program; what it has written, and the code that it ended with.</summary>
    public static (int ExitCode, string Output, string Error) Run(string program, string workingFolder)
    {
        var host = idle.TryTake(out var free) ? free : new ProgramHost();
        host.process.StandardInput.WriteLine(program);
        host.process.StandardInput.WriteLine(workingFolder);
        var error = Task.Run(() => ReadToMark(host.process.StandardError));
        var (output, isWhole) = ReadToMark(host.process.StandardOutput);
        if (!isWhole)
        {
            // The program has ended its process.
            host.process.WaitForExit();
            return (host.process.ExitCode == 0 ? -1 : host.process.ExitCode, output, error.Result.Text);
        }

        int exitCode = int.Parse(host.process.StandardOutput.ReadLine()!, CultureInfo.InvariantCulture);
        string text = error.Result.Text;
        idle.Add(host);
        return (exitCode, output, text);
    }

    private static (string Text, bool IsWhole) ReadToMark(StreamReader from)
    {
        var lines = new List<string>();
        while (from.ReadLine() is { } line)
        {
            if (line == mark)
            {
                return (string.Join('\n', lines), true);
            }

            lines.Add(line);
        }

        return (string.Join('\n', lines), false);
    }
}
