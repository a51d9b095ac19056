using System.Globalization;
using System.Text.RegularExpressions;
using Neuropil.Experiments;

namespace Neuropil.Tests;

/// <summary>What the README shows is what there is.</summary>
public partial class ReadmeTests
{
    [Fact]
    public void The_two_commands_stand_in_blocks_of_their_own()
    {
        string[] blocks = [.. Blocks("sh")];
        Assert.Contains("dotnet run -c Release --project src/Neuropil.Cli -- run ei-network --out out/ei-network", blocks);
        Assert.Contains("dotnet test", blocks);
    }

    [Fact]
    public void The_model_in_the_README_is_the_example()
    {
        string example = Squeezed(File.ReadAllText(Path.Combine(RepositoryFolder.Path, "examples", "ei-network.cs")));
        string[] lines = Blocks("csharp").Single().Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.All(lines.Where(line => !line.StartsWith("spikes.Raster", StringComparison.Ordinal)), line => Assert.Contains(Squeezed(line), example));
    }

    [Theory]
    [InlineData("README.md", "{0} experiments answer")]
    [InlineData("docs/architecture.md", "| {0} questions with figures")]
    public void The_experiments_are_counted(string page, string words)
        => Assert.Contains(
            string.Format(CultureInfo.InvariantCulture, words, Catalogue.Default.Experiments.Count),
            File.ReadAllText(Path.Combine(RepositoryFolder.Path, page)), StringComparison.Ordinal);

    [Fact]
    public void Every_link_leads_to_a_file_and_to_a_heading_in_it()
    {
        string readme = File.ReadAllText(Path.Combine(RepositoryFolder.Path, "README.md"));
        var links = Link().Matches(readme).Select(match => match.Groups[1].Value).Where(link => !link.StartsWith("http", StringComparison.Ordinal));
        Assert.All(links, link =>
        {
            string[] parts = link.Split('#');
            string path = Path.Combine(RepositoryFolder.Path, parts[0]);
            Assert.True(Path.Exists(path), link);
            Assert.True(parts.Length == 1 || File.ReadLines(path).Any(line => line.StartsWith('#') && Anchor(line) == parts[1]), link);
        });

        // As the pages of the repository are shown: small letters, hyphens for spaces.
        static string Anchor(string heading) => heading.TrimStart('#', ' ').ToLowerInvariant().Replace(' ', '-');
    }

    private static IEnumerable<string> Blocks(string language)
        => Regex.Matches(File.ReadAllText(Path.Combine(RepositoryFolder.Path, "README.md")), $"```{language}\n(.*?)```", RegexOptions.Singleline)
            .Select(match => match.Groups[1].Value.Trim());

    private static string Squeezed(string code) => Regex.Replace(Regex.Replace(code, "//(?! ).*|// .*", ""), @"\s+", "");

    [GeneratedRegex(@"\]\(([^)]+)\)")]
    private static partial Regex Link();
}
