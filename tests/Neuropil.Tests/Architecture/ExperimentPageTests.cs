namespace Neuropil.Tests.Architecture;

public sealed class ExperimentPageTests
{
    private const int Most = 250;
    private static readonly string Folder = Path.Combine(RepositoryFolder.Path, "src", "Neuropil.Experiments");

    public static TheoryData<string> Pages
        => [.. Directory.GetFiles(Folder, "?*Experiment.cs", SearchOption.AllDirectories).Select(path => Path.GetRelativePath(Folder, path)).Order()];

    /// <summary>An experiment is a page: its file, and those beside it that have its name, have at most 250 lines together.</summary>
    [Theory]
    [MemberData(nameof(Pages))]
    public void An_experiment_is_a_page(string file)
    {
        string path = Path.Combine(Folder, file);
        string stem = Path.GetFileName(path)[..^"Experiment.cs".Length];
        int lines = Directory.GetFiles(Path.GetDirectoryName(path)!, stem + "*.cs").Sum(part => File.ReadLines(part).Count());
        Assert.InRange(lines, 10, Most);
    }

    /// <summary>What several programs stand on is no part of a page: a folder <c>Model</c> is for that alone.</summary>
    [Fact]
    public void A_model_apart_from_a_page_is_one_that_several_experiments_and_benchmarks_share()
    {
        string[] models = Directory.GetDirectories(Folder, "Model", SearchOption.AllDirectories);
        string[] programs =
        [
            .. Directory.GetFiles(Folder, "*Experiment.cs", SearchOption.AllDirectories),
            .. Directory.GetFiles(Path.Combine(RepositoryFolder.Path, "benchmarks"), "*Benchmark.cs", SearchOption.AllDirectories),
        ];
        Assert.NotEmpty(models);
        Assert.All(models, model =>
        {
            string[] names = [.. Directory.GetFiles(model, "*.cs").Select(path => Path.GetFileNameWithoutExtension(path))];
            string[] users = [.. programs.Where(path => names.Any(name => File.ReadAllText(path).Contains(name, StringComparison.Ordinal)))];
            Assert.True(users.Length > 1, $"{model} serves {string.Join(", ", users)} alone");
        });
    }
}
