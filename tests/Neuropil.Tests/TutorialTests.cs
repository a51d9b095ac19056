using System.Text.RegularExpressions;
using Neuropil.Tests.Experiments;

namespace Neuropil.Tests;

/// <summary>The tutorial: each page is one program, which lies beside it and runs; both languages show the same code.</summary>
public sealed partial class TutorialTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    private static string Root => Path.Combine(RepositoryFolder.Path, "docs", "tutorial");

    private static string[] Pages => [.. Directory.GetFiles(Root, "*.md").Order(StringComparer.Ordinal)];

    public static TheoryData<string> Programs()
        => [.. Directory.GetFiles(Root, "*.cs").Select(path => Path.GetFileNameWithoutExtension(path)).Order(StringComparer.Ordinal)];

    /// <summary>
    /// What a page says that its program prints is printed, word by word. Each is compiled and run in a process of its own: some 2 s,
    /// more on a busy machine.
    /// </summary>
    [Theory]
    [MemberData(nameof(Programs))]
    public void Every_program_is_what_its_pages_show_and_prints_what_they_say(string name)
    {
        string path = Path.Combine(Root, name + ".cs");
        foreach (string page in new[] { name + ".md", name + ".zh.md" })
        {
            var blocks = Code().Matches(File.ReadAllText(Path.Combine(Root, page))).Select(block => block.Groups["code"].Value.TrimEnd());
            Assert.Equal(File.ReadAllText(path).TrimEnd(), string.Join("\n\n", blocks));
        }

        string printed = UserProgram.RunAlone(path, folder.Path);
        foreach (string page in new[] { name + ".md", name + ".zh.md" })
        {
            string text = File.ReadAllText(Path.Combine(Root, page));
            Assert.All(Output().Matches(text).Select(block => block.Groups["text"].Value), block => Assert.Contains(block, printed, StringComparison.Ordinal));
            Assert.All(Said().Matches(text).Select(said => said.Groups["text"].Value), said => Assert.Contains(said, printed, StringComparison.Ordinal));
        }
    }

    [Fact]
    public void Every_page_has_its_twin_and_every_link_leads_to_a_file()
    {
        foreach (string page in Pages)
        {
            bool isChinese = page.EndsWith(".zh.md", StringComparison.Ordinal);
            string twin = isChinese ? page.Replace(".zh.md", ".md", StringComparison.Ordinal) : page.Replace(".md", ".zh.md", StringComparison.Ordinal);
            string text = File.ReadAllText(page);
            Assert.True(File.Exists(twin), $"{page} has no twin {Path.GetFileName(twin)}");
            Assert.Contains($"]({Path.GetFileName(twin)})", text);
            string words = AnyBlock().Replace(text, "");
            double share = words.Count(letter => letter is >= '\u4e00' and <= '\u9fff') / (double)words.Count(char.IsLetter);
            Assert.True(isChinese ? share > 0.4 : share < 0.02, $"{page} is written in {(isChinese ? "English" : "Chinese")}");
            RequireLinks(page, text);
        }

        Assert.Equal(Programs().Count, Pages.Length / 2 - 1);
    }

    [Theory]
    [InlineData("README.md", "README.zh.md")]
    [InlineData("docs/index.md", "docs/index.zh.md")]
    [InlineData("docs/gallery/README.md", "docs/gallery/README.zh.md")]
    [InlineData("docs/exercises/README.md", "docs/exercises/README.zh.md")]
    [InlineData("docs/tutorial/README.md", "docs/tutorial/README.zh.md")]
    public void What_a_reader_meets_first_has_its_twin(string page, string twin)
    {
        Assert.True(File.Exists(Path.Combine(RepositoryFolder.Path, page)), page);
        string text = File.ReadAllText(Path.Combine(RepositoryFolder.Path, twin));
        string words = AnyBlock().Replace(text, "");
        Assert.True(words.Count(letter => letter is >= '\u4e00' and <= '\u9fff') > 200, twin);
        RequireLinks(Path.Combine(RepositoryFolder.Path, twin), text);
    }

    public void Dispose() => folder.Dispose();

    private static void RequireLinks(string page, string text)
    {
        var links = Link().Matches(text).Select(match => match.Groups[1].Value)
            .Where(link => !link.StartsWith("http", StringComparison.Ordinal) && link[0] != '#');
        Assert.All(links, link => Assert.True(Path.Exists(Path.Combine(Path.GetDirectoryName(page)!, link.Split('#')[0])), $"{page}: {link}"));
    }

    [GeneratedRegex("```csharp\n(?<code>.*?)```", RegexOptions.Singleline | RegexOptions.ExplicitCapture)]
    private static partial Regex Code();

    [GeneratedRegex("```text\n(?<text>.*?)```", RegexOptions.Singleline | RegexOptions.ExplicitCapture)]
    private static partial Regex Output();

    // "prints `18 spikes, ...`", in both languages.
    [GeneratedRegex(@"(?:prints|打印)\s+`(?<text>[^`]+)`", RegexOptions.ExplicitCapture)]
    private static partial Regex Said();

    [GeneratedRegex("```.*?```", RegexOptions.Singleline)]
    private static partial Regex AnyBlock();

    [GeneratedRegex(@"\]\(([^)]+)\)")]
    private static partial Regex Link();
}
