using System.Diagnostics;
using System.Text.Json.Nodes;
using Neuropil.Engine;
using Neuropil.Tests.Experiments;

namespace Neuropil.Tests.CommandLine;

/// <summary>
/// The command in a process that is prepared for compilation ahead of time, as a file-based app is that does not say otherwise: everything works, slowly, and
/// a warning says why.
/// </summary>
public sealed class AheadOfTimeTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task A_sweep_and_its_seeds_are_interpreted_and_a_loud_warning_says_which_line_to_add()
    {
        var (exitCode, error) = await Run(
            "run", "brunel", "--exc", "40", "--inh", "10", "--duration", "5ms", "--inhibitory-ratio", "3..6/2", "--seeds", "2", "--out", folder["sweep"]);

        Assert.True(exitCode == 0, error);
        Assert.Contains(InterpreterWarning.Text, error, StringComparison.Ordinal);
        Assert.Contains("#:property PublishAot=false", InterpreterWarning.Text, StringComparison.Ordinal);
        Assert.Equal(3, (await File.ReadAllLinesAsync(folder["sweep", "sweep.csv"], TestContext.Current.CancellationToken)).Length);
        Assert.Contains("interpreter", await File.ReadAllTextAsync(folder["sweep", "summary.json"], TestContext.Current.CancellationToken),
            StringComparison.Ordinal);
    }

    private async Task<(int ExitCode, string Error)> Run(params string[] arguments)
    {
        string program = Path.Combine(AppContext.BaseDirectory, "Neuropil.Cli.dll");
        string own = Path.ChangeExtension(program, ".runtimeconfig.json");
        var settings = JsonNode.Parse(await File.ReadAllTextAsync(own, TestContext.Current.CancellationToken))!;
        var switches = settings["runtimeOptions"]!["configProperties"] as JsonObject ?? [];
        switches["System.Text.Json.JsonSerializer.IsReflectionEnabledByDefault"] = false;
        switches["System.Runtime.CompilerServices.RuntimeFeature.IsDynamicCodeSupported"] = false;
        settings["runtimeOptions"]!["configProperties"] = switches.DeepClone();
        await File.WriteAllTextAsync(folder["ahead.runtimeconfig.json"], settings.ToJsonString(), TestContext.Current.CancellationToken);
        using Process process = Process.Start(new ProcessStartInfo("dotnet",
            ["exec", "--runtimeconfig", folder["ahead.runtimeconfig.json"], "--depsfile", Path.ChangeExtension(program, ".deps.json"), program, .. arguments])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        Task<string> output = process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        Task<string> error = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        await output;
        return (process.ExitCode, await error);
    }
}
