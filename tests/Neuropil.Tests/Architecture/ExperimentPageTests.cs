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
}
