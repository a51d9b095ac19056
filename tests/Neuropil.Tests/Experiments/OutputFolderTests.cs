using Neuropil.Experiments;

namespace Neuropil.Tests.Experiments;

public sealed class OutputFolderTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Nothing_is_seen_before_everything_is_written()
    {
        using var output = OutputFolder.Open(folder["out"]);
        output.Stage("a", stream => stream.WriteByte(1));
        output.Stage("b", stream => stream.WriteByte(2));
        Assert.Empty(Directory.GetFiles(folder["out"]));

        output.Publish();
        Assert.Equal([folder["out", "a"], folder["out", "b"]], Directory.GetFiles(folder["out"]).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void A_failure_leaves_a_former_result_as_it_was_and_nothing_beside_it()
    {
        File.WriteAllText(folder["a"], "former");
        using (var output = OutputFolder.Open(folder.Path))
        {
            output.Stage("a", stream => stream.WriteByte(1));
            var error = Assert.Throws<UserErrorException>(() => output.Stage("b", _ => throw new IOException("No space left on device : '/somewhere/b'")));
            Assert.Equal($"cannot write \"{folder["b"]}\": No space left on device", error.Message);
        }

        Assert.Equal("former", File.ReadAllText(folder["a"]));
        Assert.Equal(["a"], folder.Content);
    }

    [Fact]
    public void A_folder_made_for_nothing_is_removed_with_those_above_it()
    {
        OutputFolder.Open(folder["a", "b", "c"]).Dispose();

        Assert.Empty(folder.Content);
    }

    [Fact]
    public void A_folder_that_was_there_stays()
    {
        Directory.CreateDirectory(folder["a"]);
        OutputFolder.Open(folder["a", "b"]).Dispose();

        Assert.Equal(["a"], folder.Content);
    }

    [Fact]
    public void What_a_killed_process_left_is_removed()
    {
        Directory.CreateDirectory(folder[".partial-1"]);
        File.WriteAllText(folder[".partial-1", "summary.json"], "half");
        OutputFolder.Open(folder.Path).Dispose();

        Assert.Empty(folder.Content);
    }

    [Fact]
    public void In_a_shared_folder_only_what_a_dead_process_left_is_removed()
    {
        string[] others = [$".partial-{Environment.MachineName}-{Environment.ProcessId}-99", ".partial-elsewhere-1-1"];
        foreach (string name in (string[])[.. others, $".partial-{Environment.MachineName}-{int.MaxValue}-1"])
        {
            Directory.CreateDirectory(folder[name]);
        }

        OutputFolder.Open(folder.Path, shared: true).Dispose();

        Assert.Equal(others.Order(StringComparer.Ordinal), folder.Content);
    }

    [Fact]
    public void Files_that_a_new_run_does_not_write_are_removed_only_when_they_are_ours()
    {
        Directory.CreateDirectory(folder["new", "kernels"]);
        foreach (string name in (string[])["mine.txt", "new/spikes.csv", "new/raster-2.svg", "new/kernels/cells.txt", "new/notes.txt"])
        {
            File.WriteAllText(folder[name], "former");
        }

        File.WriteAllText(folder["new", "summary.json"],
            """{ "files": ["spikes.csv", "raster-2.svg", "kernels/cells.txt", "summary.json", "../mine.txt", "/etc/nobody"] }""");
        IReadOnlyList<string> former = RunFiles.Former(folder["new"]);
        using var output = OutputFolder.Open(folder["new"]);
        output.Stage("summary.json", stream => stream.WriteByte(1));
        output.Publish(former);
        output.Dispose();

        Assert.Equal(["mine.txt", "new", "new/notes.txt", "new/summary.json"], folder.Content);
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("""{ "files": 3 }""")]
    [InlineData("""{ "files": [4] }""")]
    public void A_summary_that_is_not_ours_lists_nothing(string text)
    {
        File.WriteAllText(folder["summary.json"], text);
        Assert.Empty(RunFiles.Former(folder.Path));
    }
}
