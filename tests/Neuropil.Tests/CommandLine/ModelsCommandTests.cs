using Neuropil.Experiments;
using Neuropil.Tests.Experiments;

namespace Neuropil.Tests.CommandLine;

public sealed class ModelsCommandTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Without_a_name_all_models_are_listed()
    {
        string output = CommandRun.Of("models").Output;

        Assert.All(ModelCatalogue.All, model => Assert.Contains($" {model.Name} ", output, StringComparison.Ordinal));
    }

    [Fact]
    public void A_page_is_shown_or_written()
    {
        var shown = CommandRun.Of("models", "leak");
        var written = CommandRun.Of("models", "leak", "--format", "html", "--out", folder["deeper", "leak.html"]);

        Assert.Contains("I = A*g*(E - V)", shown.Output, StringComparison.Ordinal);
        Assert.Equal(0, written.ExitCode);
        Assert.StartsWith("<!DOCTYPE html>", File.ReadAllText(folder["deeper", "leak.html"]), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("models wang-buszaki", "Did you mean 'wang-buzsaki'?")]
    [InlineData("models lif", "Did you mean 'leaky-integrate-and-fire'?")]
    [InlineData("models tripartite-synapse", "There are ")]
    [InlineData("models tripartite-synapse", " receptors, ")]
    [InlineData("models tripartite-synapse", " plasticities")]
    [InlineData("models leak --format latx", "Did you mean 'latex'?")]
    [InlineData("models leak --out /dev/null/leak.txt", "--out")]
    [InlineData("models --format html", "need the name of a model")]
    [InlineData("models leak sodium", "not expected")]
    public void A_mistake_is_one_line(string arguments, string expected)
        => Assert.Contains(expected, CommandRun.Of(arguments.Split(' ')).OneLineError(), StringComparison.Ordinal);

    [Fact]
    public void A_cell_that_is_not_there_lists_those_that_are()
    {
        string message = Assert.Throws<UserErrorException>(() => CellUnderTest.ByName("lif")).Message;
        Assert.Contains("Did you mean 'leaky-integrate-and-fire'? These exist: hodgkin-huxley, traub-miles, ", message, StringComparison.Ordinal);
        string other = Assert.Throws<UserErrorException>(() => CellUnderTest.ByName("neuron")).Message;
        Assert.Contains("These exist: hodgkin-huxley, ", other, StringComparison.Ordinal);
        Assert.Contains("Did you mean 'adaptive-exponential'?", Assert.Throws<UserErrorException>(() => CellUnderTest.ByName("adex")).Message,
            StringComparison.Ordinal);
    }
}
