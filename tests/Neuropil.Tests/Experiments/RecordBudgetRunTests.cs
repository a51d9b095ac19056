using Neuropil.Experiments;

namespace Neuropil.Tests.Experiments;

/// <summary>An experiment whose recorded spikes do not stay in memory has the results of one whose spikes do.</summary>
public sealed class RecordBudgetRunTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void A_budget_changes_no_result_and_leaves_the_spikes_in_files()
    {
        var whole = Run(Request("whole", budget: null));
        var some = Run(Request("some", budget: 1000));
        Assert.Equal(whole.Result.Counters.SpikeHash, some.Result.Counters.SpikeHash);
        Assert.False(Directory.Exists(Path.Combine(folder["whole"], "records")));
        string[] files = Directory.GetFiles(Path.Combine(folder["some"], "records"), "*.spikes", SearchOption.AllDirectories);
        Assert.NotEmpty(files);
        Assert.All(files, file => Assert.True(SpikeStreams.Load(file).Count > 0));
        Assert.Equal(File.ReadAllBytes(Path.Combine(folder["whole"], "spikes.csv")), File.ReadAllBytes(Path.Combine(folder["some"], "spikes.csv")));

        // The next run in the folder leaves none of another.
        Run(Request("some", budget: null));
        Assert.False(Directory.Exists(Path.Combine(folder["some"], "records")) && Directory.EnumerateFiles(
            Path.Combine(folder["some"], "records"), "*", SearchOption.AllDirectories).Any());
    }

    [Fact]
    public void A_run_that_was_stopped_goes_on_with_its_files()
    {
        string expected = Run(Request("whole", budget: null)).Result.Counters.SpikeHash;
        using var stop = new CancellationTokenSource();
        var stopping = new Stopping(stop, 0.02);
        var outcome = ExperimentRunner.Run(Request("stopped", budget: 0), new RunListeners(stopping), stop.Token);
        Assert.True(outcome.Result.Interrupted);
        var (request, resumed) = ExperimentRunner.Resume(
            folder["stopped"], [new EiNetworkExperiment()], 2, new RunListeners(Progress.None), CancellationToken.None);
        Assert.Equal(0, request.RecordBudget);
        Assert.Equal(expected, resumed.Result.Counters.SpikeHash);
    }

    [Fact]
    public void Where_spikes_cannot_be_written_the_run_stops_and_goes_on_elsewhere()
    {
        string expected = Run(Request("whole", budget: null)).Result.Counters.SpikeHash;
        Directory.CreateDirectory(folder["full"]);
        File.WriteAllText(Path.Combine(folder["full"], "records"), "in the way, as a full disk is");
        var error = Assert.Throws<UserErrorException>(() => Run(Request("full", budget: 1000)));
        Assert.StartsWith("The spikes of '", error.Message);
        Assert.Contains("The run stopped at ", error.Message);
        var found = System.Text.RegularExpressions.Regex.Match(
            error.Message, "what was simulated is in \"(?<folder>.*)\": 'neuropil resume (.*)' goes on from there");
        Assert.True(found.Success, error.Message);
        string rescued = found.Groups["folder"].Value;
        try
        {
            var (_, outcome) = ExperimentRunner.Resume(rescued, [new EiNetworkExperiment()], 1, new RunListeners(Progress.None), CancellationToken.None);
            Assert.Equal(expected, outcome.Result.Counters.SpikeHash);
        }
        finally
        {
            Directory.Delete(rescued, recursive: true);
        }
    }

    private static RunOutcome Run(RunRequest request) => ExperimentRunner.Run(request, new RunListeners(Progress.None), CancellationToken.None);

    private RunRequest Request(string name, long? budget) => new()
    {
        Values = ResolvedParameters.Resolve(new EiNetworkExperiment(), null,
            [KeyValuePair.Create("exc", "80"), KeyValuePair.Create("inh", "20"), KeyValuePair.Create("connection-probability", "0.1"),
                KeyValuePair.Create("duration", "40 ms")]),
        Output = folder[name],
        Seed = 1,
        RecordBudget = budget,
    };

    private sealed class Stopping(CancellationTokenSource source, double seconds) : Progress
    {
        public override void Report(double simulatedSeconds, double totalSeconds)
        {
            if (simulatedSeconds >= seconds)
            {
                source.Cancel();
            }
        }
    }
}
