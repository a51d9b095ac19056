using System.Diagnostics;
using Neuropil.Tests.Experiments;

namespace Neuropil.Tests.CommandLine;

/// <summary>A converter that fails costs its file and nothing else. In a process of its own, whose search path leads to such a converter first.</summary>
public sealed class FailedConversionTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task Figures_that_cannot_be_converted_are_named_and_the_rest_is_there()
    {
        if (OperatingSystem.IsWindows())
        {
            Assert.Skip("a shell script");
            return;
        }

        string converter = folder["rsvg-convert"];
        await File.WriteAllTextAsync(converter, "#!/bin/sh\necho 'no fonts' >&2\nexit 3\n", TestContext.Current.CancellationToken);
        File.SetUnixFileMode(converter, UnixFileMode.UserRead | UnixFileMode.UserExecute);

        var (exitCode, output, error) = await Run(
            "run", "spike-times", "--model", "leaky-integrate-and-fire", "--figures", "pdf", "--out", folder["run"]);

        Assert.Equal(0, exitCode);
        var drawn = folder.Content.Where(name => name.EndsWith(".svg", StringComparison.Ordinal)).Select(Path.GetFileNameWithoutExtension).ToList();
        Assert.NotEmpty(drawn);
        Assert.All(drawn, name => Assert.Contains(
            $"{name}.pdf is missing: {converter} could not convert the figure: no fonts", error, StringComparison.Ordinal));
        Assert.DoesNotContain(folder.Content, name => name.EndsWith(".pdf", StringComparison.Ordinal));
        Assert.DoesNotContain(".pdf", output, StringComparison.Ordinal);
        Assert.True(File.Exists(folder["run", "summary.json"]));
    }

    private async Task<(int ExitCode, string Output, string Error)> Run(params string[] arguments)
    {
        string program = Path.Combine(AppContext.BaseDirectory, "Neuropil.Cli.dll");
        using Process process = Process.Start(new ProcessStartInfo("dotnet", [program, .. arguments])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment = { ["PATH"] = folder.Path + Path.PathSeparator + Environment.GetEnvironmentVariable("PATH") },
        })!;
        Task<string> output = process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        Task<string> error = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return (process.ExitCode, await output, await error);
    }
}
