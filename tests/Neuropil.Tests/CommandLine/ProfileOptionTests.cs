using System.Text.Json;
using Neuropil.Experiments;
using Neuropil.Tests.Recording;

namespace Neuropil.Tests.CommandLine;

/// <summary><c>--profile</c>: what a part costs, on the terminal and in the summary.</summary>
public sealed class ProfileOptionTests : IDisposable
{
    private static readonly string[] small = ["run", "ei-network", "--exc", "80", "--inh", "20", "--connection-probability", "0.4", "--duration", "20ms"];
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void It_is_printed_and_in_the_summary_and_changes_no_spike()
    {
        var with = Run([.. small, "--profile", "--out", folder["with"]]);
        var without = Run([.. small, "--out", folder["without"]]);
        Assert.Contains("  synapses  ", with.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("  synapses  ", without.Output, StringComparison.Ordinal);
        using var profiled = Summary("with");
        using var plain = Summary("without");
        var kinds = profiled.RootElement.GetProperty("profile").EnumerateArray().Select(part => part.GetProperty("kind").GetString()).Distinct().Order();
        Assert.Equal(["cells", "record", "rest", "synapses"], kinds);
        Assert.False(plain.RootElement.TryGetProperty("profile", out _));
        Assert.Equal(plain.RootElement.GetProperty("spikeHash").GetString(), profiled.RootElement.GetProperty("spikeHash").GetString());
    }

    [Fact]
    public void A_sweep_is_refused()
        => Assert.Contains("--profile: points of a sweep", CommandRun.Of(new EiNetworkExperiment(), CancellationToken.None,
            [.. small, "--profile", "--seeds", "2", "--out", folder["sweep"]]).OneLineError(), StringComparison.Ordinal);

    private static CommandRun Run(string[] arguments)
    {
        var run = CommandRun.Of(new EiNetworkExperiment(), CancellationToken.None, arguments);
        Assert.True(run.ExitCode == 0, run.Error);
        return run;
    }

    private JsonDocument Summary(string name) => JsonDocument.Parse(File.ReadAllText(folder[$"{name}/summary.json"]));
}
