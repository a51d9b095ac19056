using System.Net;
using Neuropil.Cli;
using Neuropil.Experiments;
using Neuropil.Tests.Recording;

namespace Neuropil.Tests.CommandLine;

/// <summary>The pages that the command shows, and what it makes for them.</summary>
public sealed class DocsCommandTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task Pages_are_given_to_this_machine_and_nothing_above_them()
    {
        Directory.CreateDirectory(folder["site/deeper"]);
        File.WriteAllText(folder["site/index.html"], "<p>first</p>");
        File.WriteAllText(folder["site/deeper/a page.html"], "second");
        File.WriteAllText(folder["secret.txt"], "secret");
        using var server = new PageServer(folder["site"], 0);
        using var stop = new CancellationTokenSource();
        var serving = Task.Run(() => server.Serve(stop.Token), TestContext.Current.CancellationToken);
        using var browser = new HttpClient { BaseAddress = new Uri(server.Address) };
        var first = await browser.GetAsync("", TestContext.Current.CancellationToken);
        Assert.Equal("<p>first</p>", await first.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        Assert.Equal("text/html", first.Content.Headers.ContentType!.MediaType);
        Assert.Equal("second", await browser.GetStringAsync("deeper/a%20page.html?x=1", TestContext.Current.CancellationToken));
        foreach (string outside in (string[])["none.html", "..%2Fsecret.txt", "deeper/..%2f..%2fsecret.txt", "%2Fetc%2Fhostname", "deeper%00"])
        {
            Assert.Equal(HttpStatusCode.NotFound, (await browser.GetAsync(outside, TestContext.Current.CancellationToken)).StatusCode);
        }

        Assert.Equal(HttpStatusCode.MethodNotAllowed, (await browser.PostAsync("", null, TestContext.Current.CancellationToken)).StatusCode);
        await stop.CancelAsync();
        await serving;
    }

    [Theory]
    [InlineData("docs --folder nowhere", "has no index.html")]
    [InlineData("docs --port http", "is no port; expected a whole number")]
    [InlineData("list --format html", "is no format")]
    [InlineData("models --format html --out /dev/null/models", "cannot be written")]
    [InlineData("models leak --format html --out leak.html --home ../index.html", "--home: it is for the pages of all models")]
    [InlineData("models --home ../index.html", "--home: it is for the pages of all models")]
    [InlineData("models --format text --out models --home ../index.html", "--home: it is for the pages of all models")]
    public void A_mistake_is_one_line(string arguments, string expected)
        => Assert.Contains(expected, CommandRun.Of(arguments.Split(' ')).OneLineError(), StringComparison.Ordinal);

    /// <summary>A page that is alone has nowhere to lead.</summary>
    // Up to 9 s on a slow machine: the pages of all models, with a way back and without.
    [Theory]
    [InlineData("en", "Models")]
    [InlineData("zh", "模型")]
    public void All_models_become_pages_with_a_list_to_which_they_lead_back_and_to_the_site(string language, string models)
    {
        string start = "<a href=\"../index.html\">Neuropil</a>", list = $"<a href=\"index.html\">{models}</a>";
        Assert.Equal(0, CommandRun.Of(
            "models", "--format", "html", "--out", folder["site"], "--home", "../index.html", "--language", language).ExitCode);
        Assert.Contains($"<body>\n<nav>{start} / {list}</nav>\n", File.ReadAllText(folder["site/leak.html"]), StringComparison.Ordinal);
        Assert.Contains($"<body>\n<nav>{start}</nav>\n", File.ReadAllText(folder["site/index.html"]), StringComparison.Ordinal);

        Assert.Equal(0, CommandRun.Of("models", "--format", "html", "--out", folder["folder"], "--language", language).ExitCode);
        Assert.Contains($"<body>\n<nav>{list}</nav>\n", File.ReadAllText(folder["folder/leak.html"]), StringComparison.Ordinal);
        string index = File.ReadAllText(folder["folder/index.html"]);
        Assert.DoesNotContain("<nav>", index, StringComparison.Ordinal);
        Assert.All(ModelCatalogue.All, model =>
        {
            Assert.Contains($"<a href=\"{model.Name}.html\">", index, StringComparison.Ordinal);
            Assert.Contains("</html>", File.ReadAllText(folder[$"folder/{model.Name}.html"]), StringComparison.Ordinal);
        });
        Assert.DoesNotContain("<nav>", CommandRun.Of("models", "leak", "--format", "html").Output, StringComparison.Ordinal);
    }

    [Fact]
    public void The_page_of_all_experiments_has_its_twin()
    {
        string page = CommandRun.Of("list", "--format", "markdown", "--language", "zh").Output;
        Assert.StartsWith("# 实验及其选项\n", page, StringComparison.Ordinal);
        Assert.Contains("| 选项 | 默认值 | |", page, StringComparison.Ordinal);
        Assert.Contains("至少", page, StringComparison.Ordinal);
        Assert.DoesNotContain("at least", page, StringComparison.Ordinal);
    }

    [Fact]
    public void All_experiments_become_a_page_with_every_option()
    {
        string page = CommandRun.Of("list", "--format", "markdown").Output;
        var lottery = new Experiments.SpikeLottery();
        Assert.Contains($"## {lottery.Name}\n", page, StringComparison.Ordinal);
        Assert.All(lottery.Parameters, parameter => Assert.Contains($"| `--{parameter.Option}` |", page, StringComparison.Ordinal));
    }

    // The names of the site's pages; DocFX itself, which finds broken links, runs in .ci/site.
    [Fact]
    public void Every_page_of_the_contents_is_there()
    {
        string docs = Path.Combine(RepositoryFolder.Path, "docs");
        var pages = File.ReadLines(Path.Combine(docs, "toc.yml")).Where(line => line.Contains("href: ", StringComparison.Ordinal))
            .Select(line => line.Split("href: ")[1]).Where(page => !page.StartsWith("obj/", StringComparison.Ordinal)).ToList();
        Assert.All(pages, page => Assert.True(File.Exists(Path.Combine(docs, page)), page));
        foreach (string area in (string[])["how-to", "coming-from"])
        {
            Assert.All(Directory.GetFiles(Path.Combine(docs, area), "*.md"), page => Assert.Contains($"{area}/{Path.GetFileName(page)}", pages));
        }
    }
}
