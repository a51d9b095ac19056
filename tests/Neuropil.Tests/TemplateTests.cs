using System.Xml.Linq;

namespace Neuropil.Tests;

/// <summary>What templates and package pages name is what the project itself has.</summary>
public class TemplateTests
{
    private static readonly string templates = Path.Combine(RepositoryFolder.Path, "templates", "Neuropil.Templates", "content");

    private static string Version => XDocument.Load(Path.Combine(RepositoryFolder.Path, "Directory.Build.props")).Descendants("Version").Single().Value;

    public static TheoryData<string> Projects()
        => [.. Directory.GetFiles(templates, "*.csproj", SearchOption.AllDirectories).Select(path => Path.GetRelativePath(templates, path).Replace('\\', '/'))];

    [Theory]
    [MemberData(nameof(Projects))]
    public void A_template_refers_to_the_packages_of_our_own_tests(string project)
    {
        var ours = XDocument.Load(Path.Combine(RepositoryFolder.Path, "Directory.Packages.props")).Descendants("PackageVersion")
            .ToDictionary(package => package.Attribute("Include")!.Value, package => package.Attribute("Version")!.Value, StringComparer.Ordinal);
        var packages = XDocument.Load(Path.Combine(templates, project)).Descendants("PackageReference").ToList();
        Assert.NotEmpty(packages);
        Assert.All(packages, package => Assert.Equal(
            ours.GetValueOrDefault(package.Attribute("Include")!.Value, "NEUROPIL_VERSION"), package.Attribute("Version")!.Value));
    }

    [Fact]
    public void Pages_that_name_a_version_name_this_one()
    {
        Assert.Contains($"## {Version}\n", File.ReadAllText(Path.Combine(RepositoryFolder.Path, "CHANGELOG.md")), StringComparison.Ordinal);
        Assert.Contains($"version: {Version}\n", File.ReadAllText(Path.Combine(RepositoryFolder.Path, "CITATION.cff")), StringComparison.Ordinal);
        Assert.Contains($"\"Neuropil\" Version=\"{Version}\"", File.ReadAllText(Path.Combine(RepositoryFolder.Path, "docs", "how-to", "library-and-tests.md")),
            StringComparison.Ordinal);
    }

    [Fact]
    public void The_model_in_the_package_s_README_compiles()
    {
        foreach (string package in (string[])["Neuropil", "Neuropil.Experiments"])
        {
            string readme = File.ReadAllText(Path.Combine(RepositoryFolder.Path, "src", package, "Package", "README.md"));
            string model = readme.Split("```csharp\n")[1].Split("```")[0];
            Assert.StartsWith($"#:package {package}@*\n", model, StringComparison.Ordinal);
            using var folder = new Recording.TemporaryFolder();
            File.WriteAllText(folder["model.cs"], model);
            UserProgram.Run(folder["model.cs"], folder[""]);
        }
    }
}
