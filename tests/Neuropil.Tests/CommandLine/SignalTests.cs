using System.Diagnostics;
using System.Text.Json;
using Neuropil.Tests.Experiments;

namespace Neuropil.Tests.CommandLine;

/// <summary>Signals to the real program, in a process of its own, at whatever moment they arrive.</summary>
public sealed class SignalTests : IDisposable
{
    private static readonly string[] run =
        ["run", "ei-network", "--exc", "80", "--inh", "20", "--connection-probability", "0.2", "--duration", "10s", "--threads", "1"];

    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("INT")]
    [InlineData("TERM")]
    public async Task A_signal_leaves_everything_and_the_run_can_be_resumed(string signal)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "There are no such signals on Windows.");
        Assert.SkipWhen(signal == "INT" && InterruptsAreIgnored(),
            "This process was started with SIGINT ignored, as shells start background jobs, and its children inherit that.");
        using Process process = Start([.. run, "--out", folder["cut"]]);
        await UntilItWorks(process);
        Send(signal, process);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);

        Assert.Equal(130, process.ExitCode);
        Assert.True(Summary("cut").GetProperty("interrupted").GetBoolean());
        Assert.True(File.Exists(folder["cut", "checkpoint.npc"]));
        Assert.True(File.Exists(folder["cut", "raster.svg"]));

        Assert.Equal(0, await Finish(["resume", folder["cut"]]));
        Assert.Equal(0, await Finish([.. run, "--out", folder["whole"]]));
        Assert.Equal(Summary("whole").GetProperty("spikeHash").GetString(), Summary("cut").GetProperty("spikeHash").GetString());
        Assert.DoesNotContain(folder.Content, name => name.Contains("partial", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Two_signals_end_at_once_and_leave_nothing_half_written()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "There are no such signals on Windows.");
        Assert.SkipWhen(InterruptsAreIgnored(),
            "This process was started with SIGINT ignored, as shells start background jobs, and its children inherit that.");
        using Process process = Start([.. run, "--out", folder["cut"]]);
        await UntilItWorks(process);
        Send("INT", process);
        await Task.Delay(130, TestContext.Current.CancellationToken); // longer than what counts as the same signal
        Send("INT", process);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);

        // The first may have been fast enough to save everything before the second came.
        Assert.Equal(130, process.ExitCode);
        Assert.DoesNotContain(folder.Content, name => name.Contains("partial", StringComparison.Ordinal));
        Assert.All(folder.Content.Where(name => name.EndsWith(".json", StringComparison.Ordinal)),
            name => JsonDocument.Parse(File.ReadAllText(folder[name])).Dispose());
    }

    [Fact]
    public async Task A_signal_that_comes_twice_at_once_counts_once_as_timeout_sends_it()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "There are no such signals on Windows.");
        using Process process = Start([.. run, "--out", folder["cut"]]);
        await UntilItWorks(process);
        using (Process kill = Process.Start("kill", ["-TERM", $"{process.Id}", $"{process.Id}"]))
        {
            await kill.WaitForExitAsync(TestContext.Current.CancellationToken);
        }

        await process.WaitForExitAsync(TestContext.Current.CancellationToken);

        Assert.Equal(130, process.ExitCode);
        Assert.True(Summary("cut").GetProperty("interrupted").GetBoolean());
        Assert.True(File.Exists(folder["cut", "checkpoint.npc"]));
    }

    // The mask of ignored signals: signal 2 is bit 1.
    private static bool InterruptsAreIgnored()
    {
        const string Status = "/proc/self/status";
        string? mask = File.Exists(Status) ? File.ReadLines(Status).FirstOrDefault(line => line.StartsWith("SigIgn:", StringComparison.Ordinal)) : null;
        return mask is not null && (Convert.ToUInt64(mask["SigIgn:".Length..].Trim(), 16) & 2) != 0;
    }

    private static async Task<int> Finish(string[] arguments)
    {
        using Process process = Start(arguments);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return process.ExitCode;
    }

    private static Process Start(string[] arguments)
    {
        string program = Path.Combine(AppContext.BaseDirectory, "Neuropil.Cli.dll");
        var process = Process.Start(
            new ProcessStartInfo(Environment.ProcessPath is { } path && Path.GetFileNameWithoutExtension(path) == "dotnet" ? path : "dotnet",
            [program, .. arguments])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        return process;
    }

    /// <summary>The folder is made after the program has begun to listen for signals and before it computes anything.</summary>
    private async Task UntilItWorks(Process process)
    {
        while (!Directory.Exists(folder["cut"]) && !process.HasExited)
        {
            await Task.Delay(5, TestContext.Current.CancellationToken);
        }
    }

    private static void Send(string signal, Process process)
    {
        using Process kill = Process.Start("kill", [$"-{signal}", $"{process.Id}"]);
        kill.WaitForExit();
    }

    private JsonElement Summary(string name)
    {
        using var document = JsonDocument.Parse(File.ReadAllText(folder[name, "summary.json"]));
        return document.RootElement.Clone();
    }
}
