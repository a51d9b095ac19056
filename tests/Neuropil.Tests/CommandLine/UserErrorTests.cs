using System.Text.RegularExpressions;
using Neuropil.Experiments;
using Neuropil.Tests.Experiments;

namespace Neuropil.Tests.CommandLine;

public sealed partial class UserErrorTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("--inhibitory-weight 67mV", "--inhibitory-weight", "67mV", "Voltage", "Conductance")]
    [InlineData("--inhibitory-weight 67", "--inhibitory-weight", "67", "Conductance")]
    [InlineData("--inhibitory-weight -1nS", "--inhibitory-weight", "-1 nS", "at least 0 nS")]
    [InlineData("--inhibitory-weight NaN", "--inhibitory-weight", "NaN")]
    [InlineData("--inhibitory-weight 1e999nS", "--inhibitory-weight", "1e999nS", "too large")]
    [InlineData("--dt -0.1ms", "--dt", "-0.1 ms", "more than 0 ms")]
    [InlineData("--dt 0ms", "--dt", "0 ms", "more than 0 ms")]
    [InlineData("--dt nan", "--dt", "nan")]
    [InlineData("--neurons 0", "--neurons", "\"0\"", "at least 1")]
    [InlineData("--neurons 2.5", "--neurons", "2.5", "whole number")]
    [InlineData("--neurons 99999999999", "--neurons", "99999999999", "2147483647")]
    [InlineData("--chance 1.2", "--chance", "1.2", "at most 1")]
    [InlineData("--chance NaN", "--chance", "NaN", "number")]
    [InlineData("--chance Infinity", "--chance", "Infinity", "number")]
    [InlineData("--chance 1mV", "--chance", "1mV", "without unit")]
    [InlineData("--rule never-win", "--rule", "never-win", "Did you mean 'never-wins'?")]
    [InlineData("--verbose maybe", "--verbose", "maybe", "on nor off")]
    [InlineData("--factors 1,two,3", "--factors", "two", "value 2 of the list")]
    [InlineData("--factors 1,-2", "--factors", "-2", "at least 0")]
    [InlineData("--times 1ms,2mV", "--times", "2mV", "value 2 of the list", "Time")]
    [InlineData("--inhibitory-wieght 67nS", "--inhibitory-wieght", "Did you mean '--inhibitory-weight'?")]
    [InlineData("--inhibitory-wieght=67nS", "\"--inhibitory-wieght\"", "Did you mean '--inhibitory-weight'?")]
    [InlineData("--preset rihc", "--preset", "rihc", "Did you mean 'rich'?")]
    [InlineData("--preset wrong", "--chance", "1.5", "at most 1")]
    [InlineData("--threads 0", "--threads", "\"0\"", "auto")]
    [InlineData("--threads many", "--threads", "many", "auto")]
    [InlineData("--precision dobule", "--precision", "dobule", "Did you mean 'double'?")]
    [InlineData("--seed -1", "--seed", "-1", "whole number")]
    [InlineData("--seed", "--seed")]
    [InlineData("--dt 1ms --dt 2ms", "--dt", "single argument")]
    [InlineData("surplus", "surplus", "not expected")]
    [InlineData("--inhibitory 3nS", "--inhibitory", "no such option", "Did you mean '--inhibitory-weight'?")]
    [InlineData("--inhibitory-weight 120nS..20nS/11", "--inhibitory-weight", "120nS..20nS/11", "reversed")]
    [InlineData("--inhibitory-weight 20nS..20nS/11", "--inhibitory-weight", "equal")]
    [InlineData("--inhibitory-weight 20nS..120nS/0", "--inhibitory-weight", "20nS..120nS/0", "no points")]
    [InlineData("--inhibitory-weight 20nS..120nS/", "--inhibitory-weight", "no points")]
    [InlineData("--inhibitory-weight 20nS..120nS/1", "--inhibitory-weight", "single point")]
    [InlineData("--inhibitory-weight 20nS..120nS", "--inhibitory-weight", "no range", "20nS..120nS/11")]
    [InlineData("--inhibitory-weight 20..120/11", "--inhibitory-weight", "\"20\"", "Conductance")]
    [InlineData("--inhibitory-weight 20nS..120mV/11", "--inhibitory-weight", "120mV", "Voltage", "Conductance")]
    [InlineData("--inhibitory-weight -20nS..120nS/11", "--inhibitory-weight", "at least 0 nS")]
    [InlineData("--neurons 1..4/3", "--neurons", "2.5", "no whole number")]
    [InlineData("--factors 3..1/2", "--factors", "reversed")]
    [InlineData("--seeds 0", "--seeds", "\"0\"", "whole number")]
    [InlineData("--seeds 2.5", "--seeds", "2.5", "whole number")]
    [InlineData("--seeds 2 --shard 17/16", "--shard", "17/16", "1/16 to 16/16")]
    [InlineData("--seeds 2 --shard 0/16", "--shard", "0/16", "1/16 to 16/16")]
    [InlineData("--seeds 2 --shard 3", "--shard", "\"3\"", "3/16")]
    [InlineData("--seeds 2 --shard 1/0", "--shard", "1/0", "3/16")]
    [InlineData("--shard 1/2", "--shard", "no points to share")]
    [InlineData("--dt 0.1ms..0.2ms/2 --check-dt", "--check-dt", "one value for --dt")]
    public void A_mistake_is_one_line_that_names_the_thing_the_value_and_what_was_expected(string mistake, params string[] named)
    {
        string[] arguments = ["run", "spike-lottery", "--out", folder["new"], .. mistake.Split(' ')];

        string line = CommandRun.Of(arguments).OneLineError();

        Assert.All(named, each => Assert.Contains(each, line, StringComparison.Ordinal));
        Assert.Empty(folder.Content);
        RequireChinese(line, ["--language", "zh", .. arguments]);
    }

    [Theory]
    [InlineData("lsit", "Did you mean 'list'?")]
    [InlineData("run", "which one? These exist: spike-lottery, broken, failing")]
    [InlineData("run spike-lotery", "Did you mean 'spike-lottery'?")]
    [InlineData("run something-else-entirely", "These exist: spike-lottery, broken, failing.")]
    [InlineData("validate brokn", "Did you mean 'broken'?")]
    [InlineData("validate --seed 3", "validate has no such option. These exist: --full")]
    [InlineData("bench --thread 3", "Did you mean '--threads'?")]
    [InlineData("bench stopwach", "Did you mean 'stopwatch'?")]
    [InlineData("bench", "name")]
    [InlineData("resume", "folder")]
    [InlineData("list extra", "not expected")]
    [InlineData("models wang-buszaki", "Did you mean 'wang-buzsaki'?")]
    [InlineData("models tripartite-synapse", "'neuropil models' lists them")]
    [InlineData("models leak --format latx", "Did you mean 'latex'?")]
    [InlineData("models --format html", "need the name of a model")]
    [InlineData("--lost", "--lost")]
    public void An_unknown_name_is_answered_with_the_nearest_one_or_with_all(string arguments, string expected)
    {
        string line = CommandRun.Of(arguments.Split(' ')).OneLineError();
        Assert.Contains(expected, line, StringComparison.OrdinalIgnoreCase);
        RequireChinese(line, ["--language", "zh", .. arguments.Split(' ')]);
    }

    [Fact]
    public void What_the_library_refuses_is_the_users_error_and_leaves_no_folder()
    {
        string line = CommandRun.Of("run", "failing", "--bad-options", "--out", folder["new", "deeper"]).OneLineError();

        Assert.Contains("The time step is -1 ms; expected a positive time.", line, StringComparison.Ordinal);
        Assert.Empty(folder.Content);
    }

    [Fact]
    public void A_time_step_too_small_to_count_is_named()
    {
        string line = CommandRun.Of(new Neuropil.Experiments.EiNetworkExperiment(), CancellationToken.None, "run", "ei-network", "--dt", "1e-30ms", "--out",
            folder["new"]).OneLineError();

        Assert.Contains("5E+30 time steps of 1E-30 ms", line, StringComparison.Ordinal);
        Assert.Empty(folder.Content);
    }

    [Fact]
    public void A_mistake_of_ours_shows_where_it_was_and_asks_for_a_report()
    {
        var run = CommandRun.Of("run", "broken", "--out", folder["new"]);

        Assert.Equal(70, run.ExitCode);
        Assert.Contains("please report", run.Error, StringComparison.Ordinal);
        Assert.Contains("BrokenExperiment.Run", run.Error, StringComparison.Ordinal);
        Assert.Empty(folder.Content);
    }

    [Fact]
    public void A_folder_that_is_a_file_is_named()
    {
        File.WriteAllText(folder["taken"], "mine");

        string line = CommandRun.Of("run", "spike-lottery", "--out", folder["taken"]).OneLineError();
        string below = CommandRun.Of("run", "spike-lottery", "--out", folder["taken", "below"]).OneLineError();

        Assert.Contains($"\"{folder["taken"]}\": this is a file", line, StringComparison.Ordinal);
        Assert.Contains(folder["taken", "below"], below, StringComparison.Ordinal);
        Assert.Equal("mine", File.ReadAllText(folder["taken"]));
    }

    [Theory]
    [InlineData("/proc/neuropil-test")]
    [InlineData("/dev/null/out")]
    [InlineData("a\0b")]
    public void A_folder_that_cannot_be_made_is_named(string path)
    {
        string line = CommandRun.Of("run", "spike-lottery", "--out", path).OneLineError();

        Assert.Contains("--out", line, StringComparison.Ordinal);
        Assert.Contains(path.Split('\0')[0], line, StringComparison.Ordinal);
    }

    [Fact]
    public void A_folder_name_that_is_empty_is_refused()
        => Assert.Contains("--out", CommandRun.Of("run", "spike-lottery", "--out", "").OneLineError(), StringComparison.Ordinal);

    [Fact]
    public void A_folder_of_another_experiment_is_left_as_it_is()
    {
        CommandRun.Of("run", "failing", "--out", folder["taken"]);
        byte[] before = File.ReadAllBytes(folder["taken", "summary.json"]);

        string line = CommandRun.Of("run", "spike-lottery", "--out", folder["taken"]).OneLineError();

        Assert.Contains($"\"{folder["taken"]}\": this folder holds the results of \"failing\", not of spike-lottery", line, StringComparison.Ordinal);
        Assert.Equal(before, File.ReadAllBytes(folder["taken", "summary.json"]));
    }

    [Fact]
    public void A_shared_folder_of_another_sweep_is_left_as_it_is()
    {
        CommandRun.Of("run", "spike-lottery", "--chance", "0.1..0.3/3", "--shard", "1/2", "--out", folder["taken"]);
        string[] before = [.. folder.Content];

        string other = CommandRun.Of("run", "spike-lottery", "--chance", "0.1..0.3/4", "--shard", "2/2", "--out", folder["taken"]).OneLineError();

        Assert.Contains("this folder holds points of \"neuropil run spike-lottery --chance 0.1..0.3/3\"", other, StringComparison.Ordinal);
        Assert.Equal(before, folder.Content);

        // A process alone would take away what others have calculated.
        string alone = CommandRun.Of("run", "spike-lottery", "--chance", "0.1..0.3/4", "--out", folder["taken"]).OneLineError();

        Assert.Contains("this folder holds points of \"neuropil run spike-lottery --chance 0.1..0.3/3\"", alone, StringComparison.Ordinal);
        Assert.Equal(before, folder.Content);
    }

    [Theory]
    [InlineData]
    [InlineData("--shard", "1/1")]
    public void The_folder_of_a_finished_sweep_takes_no_share_of_another_command(params string[] whole)
    {
        string[] sweep = ["run", "spike-lottery", "--chance", "0.1..0.3/3"];
        CommandRun.Of([.. sweep, .. whole, "--out", folder["taken"]]);
        string[] before = [.. folder.Content];
        byte[] summary = File.ReadAllBytes(folder["taken", "summary.json"]);

        string other = CommandRun.Of("run", "spike-lottery", "--chance", "0.1..0.3/4", "--shard", "2/2", "--out", folder["taken"]).OneLineError();

        Assert.Contains($"\"{folder["taken"]}\": this folder holds the results of \"neuropil run spike-lottery --chance 0.1..0.3/3\"", other,
            StringComparison.Ordinal);
        Assert.Equal(before, folder.Content);
        Assert.Equal(summary, File.ReadAllBytes(folder["taken", "summary.json"]));

        // The same command may: it comes to the same.
        var same = CommandRun.Of([.. sweep, "--shard", "1/1", "--out", folder["taken"]]);
        Assert.Equal((0, ""), (same.ExitCode, same.Error));
    }

    // The same mistake in Chinese: the same names and values, but for the names of arguments, which are those that the help shows, and no English sentence
    // around them.
    private static void RequireChinese(string english, params string[] arguments)
    {
        var run = CommandRun.Of(arguments);
        Assert.Equal((2, ""), (run.ExitCode, run.Output));
        string line = run.Error.TrimEnd('\n');
        Assert.StartsWith("错误：", line, StringComparison.Ordinal);
        Assert.All(Typed().Matches(english), typed => Assert.Contains(Named(typed.Value), line, StringComparison.Ordinal));
        Assert.Contains(line[3..], sign => sign is >= '\u4e00' and <= '\u9fff');
        Assert.DoesNotMatch(@"(?<![\p{L}-])[a-z]{2,} [a-z]{2,} [a-z]{2,}(?![\p{L}-])", Typed().Replace(line, ""));
    }

    private static string Named(string typed) => typed is "'name'" or "'folder'" ? $"'{Language.Of("zh").Text(typed.Trim('\''))}'" : typed;

    // What was typed, and names of options.
    [GeneratedRegex("\"[^\"]*\"|'[^']*'|--[a-z-]+")]
    private static partial Regex Typed();
}
