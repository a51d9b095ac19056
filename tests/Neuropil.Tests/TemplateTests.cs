using System.Reflection;
using System.Xml.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Neuropil.Tests;

/// <summary>What templates and package pages name is what the project itself has.</summary>
public class TemplateTests
{
    private static readonly string templates = Path.Combine(RepositoryFolder.Path, "templates", "Neuropil.Templates", "content");

    // The experiment of its template, compiled as its project says.
    private static readonly Lazy<MethodInfo> firingRate = new(() =>
    {
        string folder = Path.Combine(templates, "neuropil-experiment", "NeuropilExperiment");
        var usings = XDocument.Load(Path.Combine(folder, "NeuropilExperiment.csproj")).Descendants("Using")
            .Select(each => $"global using {(each.Attribute("Static") is null ? "" : "static ")}{each.Attribute("Include")!.Value};");
        string[] sources = [string.Join('\n', usings.Prepend("global using System;")),
            .. new[] { "FiringRate.cs", "FiringParameters.cs" }.Select(file => File.ReadAllText(Path.Combine(folder, file)))];
        var compilation = CSharpCompilation.Create("NeuropilExperiment", sources.Select(source => CSharpSyntaxTree.ParseText(source)),
            UserProgram.References, new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary));
        using var emitted = new MemoryStream();
        Assert.True(compilation.Emit(emitted).Success);
        return Assembly.Load(emitted.ToArray()).GetType("NeuropilExperiment.FiringRate")!.GetMethod("Run")!;
    });

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

    /// <summary>Of 0.03 ms neither the refractory period nor the rise to the threshold is a multiple.</summary>
    [Theory]
    [InlineData("0.1 ms")]
    [InlineData("0.03 ms")]
    [InlineData("0.07 ms")]
    [InlineData("0.3 ms")]
    [InlineData("0.1 ms", "--duration", "20 ms")] // too short for an interval
    public void The_experiment_s_check_holds_at_any_time_step(string timeStep, params string[] more)
    {
        using var folder = new Recording.TemporaryFolder();
        Assert.Equal(0, firingRate.Value.Invoke(null, [(string[])["--dt", timeStep, .. more, "--out", folder["a"]]]));
        string summary = File.ReadAllText(Path.Combine(folder["a"], "summary.json"));
        Assert.Equal(more.Length == 0, summary.Contains("interval between spikes", StringComparison.Ordinal));
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
            UserProgram.RunAlone(folder["model.cs"], folder[""]);
        }
    }
}
