using Neuropil.Benchmarks;
using Neuropil.Tests.Experiments;

namespace Neuropil.Tests.Benchmarks;

public sealed class BenchmarkComparisonTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    [Fact]
    public void The_least_of_all_samples_of_a_variant_counts()
    {
        var (good, text) = Compare(
            [Row("cobahh", "simulation", "cpuSeconds", 2), Row("cobahh", "simulation", "cpuSeconds", 1)],
            [Row("cobahh", "simulation", "cpuSeconds", 3), Row("cobahh", "simulation", "cpuSeconds", 1.04)]);

        Assert.True(good);
        Assert.Contains("cpuSeconds                  1 -> 1.04       1.040", text, StringComparison.Ordinal);
        Assert.Contains("No loss of more than 5 %.", text, StringComparison.Ordinal);
    }

    [Fact]
    public void More_than_five_per_cent_is_a_loss_of_the_simulator_but_not_of_a_loop_by_hand()
    {
        var (good, text) = Compare(
            [Row("kernel", "compiled", "cpuSeconds", 1), Row("kernel", "handwritten, 2 channels", "cpuSeconds", 1)],
            [Row("kernel", "compiled", "cpuSeconds", 1.06), Row("kernel", "handwritten, 2 channels", "cpuSeconds", 1.25)]);

        Assert.False(good);
        Assert.Contains("1.060  LOSS", text, StringComparison.Ordinal);
        Assert.Contains("1 of 2 lost more than 5 %.", text, StringComparison.Ordinal);
        Assert.Contains("differ by up to +25.0 % (kernel)", text, StringComparison.Ordinal);
    }

    [Fact]
    public void What_an_older_version_does_not_have_cannot_lose_and_its_rows_without_processor_time_are_compared_by_what_they_have()
    {
        var (good, text) = Compare(
            ["""{"benchmark":"coba","variant":"simulation","precision":"double","threads":1,"runSeconds":1,"nsPerNeuronStep":3}"""],
            ["""{"benchmark":"coba","variant":"simulation","precision":"double","threads":1,"runSeconds":0.5,"cpuSeconds":9,"nsPerNeuronStep":3}""",
                Row("build", "simulation", "buildSeconds", 7)]);

        Assert.True(good);
        Assert.Contains("runSeconds                  1 -> 0.5        0.500", text, StringComparison.Ordinal);
        Assert.Contains("buildSeconds                  -> 7\n", text, StringComparison.Ordinal);
    }

    [Fact]
    public void The_history_has_one_line_of_names_and_a_line_for_each_variant_of_each_comparison()
    {
        string history = folder["history.csv"];
        string[] before = [Row("kernel", "compiled, 2 channels", "cpuSeconds", 1)];
        string[] after = [Row("kernel", "compiled, 2 channels", "cpuSeconds", 0.75), Process("run ei-network", 2)];
        Compare(before, after, history);
        Compare(before, after, history);

        string[] lines = File.ReadAllLines(history);
        Assert.Equal("date,commit,against,benchmark,variant,precision,threads,quantity,value,before,ratio,processor", lines[0]);
        Assert.Equal(5, lines.Length);
        Assert.Matches("""^\d{4}-\d\d-\d\d,new,old,kernel,"compiled, 2 channels",double,1,cpuSeconds,0.75,1,0.75,"A processor, 512 bits"$""", lines[3]);
        Assert.Matches("""^\d{4}-\d\d-\d\d,new,,run ei-network,whole process,,,cpuSeconds,2,,,".*"$""", lines[4]);
    }

    public void Dispose() => folder.Dispose();

    private static string Row(string benchmark, string variant, string key, double value)
        => $$"""{"benchmark":"{{benchmark}}","variant":"{{variant}}","processor":"A processor, 512 bits","precision":"double",{{Rest(key, value)}}}""";

    private static string Rest(string key, double value) => $"\"threads\":1,\"{key}\":{value}";

    private static string Process(string benchmark, double seconds) => $$"""{"benchmark":"{{benchmark}}","variant":"whole process","cpuSeconds":{{seconds}}}""";

    private (bool Good, string Text) Compare(string[] before, string[] after, string? history = null)
    {
        File.WriteAllLines(folder["before"], before);
        File.WriteAllLines(folder["after"], after);
        using var output = new StringWriter { NewLine = "\n" };
        bool good = BenchmarkComparison.Run(folder["before"], folder["after"], "old", "new", history, output);
        return (good, output.ToString());
    }
}
