using System.Diagnostics;

namespace Neuropil.Tests.Recording;

/// <summary>Runs scripts with the system's Python, whose NumPy is an independent reader of our files.</summary>
internal static class Python
{
    private const string Interpreter = "/usr/bin/python3"; // Debian's, which has Debian's python3-numpy

    /// <summary>What a script prints; the test is skipped where there is no NumPy.</summary>
    public static string RunWithNumpy(string script, params string[] arguments)
    {
        if (!File.Exists(Interpreter) || Run("import numpy", []).ExitCode != 0)
        {
            Assert.Skip($"{Interpreter} with NumPy (Debian: python3-numpy) is not installed.");
        }

        (int exitCode, string output, string error) = Run(script, arguments);
        Assert.True(exitCode == 0, error);
        return output;
    }

    private static (int ExitCode, string Output, string Error) Run(string script, string[] arguments)
    {
        using Process process = Process.Start(new ProcessStartInfo(Interpreter, ["-c", script, .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        })!;
        Task<string> error = process.StandardError.ReadToEndAsync();
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output, error.Result);
    }
}
