using System.Text.RegularExpressions;

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

    [Fact]
    public void Every_link_leads_to_a_file()
    {
        string readme = File.ReadAllText(Path.Combine(RepositoryFolder.Path, "README.md"));
        var links = Link().Matches(readme).Select(match => match.Groups[1].Value).Where(link => !link.StartsWith("http", StringComparison.Ordinal));
        Assert.All(links, link => Assert.True(Path.Exists(Path.Combine(RepositoryFolder.Path, link)), link));
    }

    private static IEnumerable<string> Blocks(string language)
        => Regex.Matches(File.ReadAllText(Path.Combine(RepositoryFolder.Path, "README.md")), $"```{language}\n(.*?)```", RegexOptions.Singleline)
            .Select(match => match.Groups[1].Value.Trim());

    private static string Squeezed(string code) => Regex.Replace(Regex.Replace(code, "//(?! ).*|// .*", ""), @"\s+", "");

    [GeneratedRegex(@"\]\(([^)]+)\)")]
    private static partial Regex Link();
}
