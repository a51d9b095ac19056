using System.Globalization;

namespace Neuropil.Tests.Architecture;

/// <summary>The line length that .editorconfig states is kept: no tool looks at it by itself.</summary>
public class LineLengthTests
{
    [Fact]
    public void No_line_of_code_is_longer_than_editorconfig_states()
    {
        string repository = RepositoryFolder.Path;
        int limit = File.ReadLines(Path.Combine(repository, ".editorconfig")).Where(line => line.StartsWith("max_line_length", StringComparison.Ordinal))
            .Select(line => int.Parse(line.Split('=')[1], CultureInfo.InvariantCulture)).Single();
        var tooLong = from folder in new[] { "src", "tests", "benchmarks", "examples", "docs" }
                      from file in Directory.EnumerateFiles(Path.Combine(repository, folder), "*.cs", SearchOption.AllDirectories)
                      let path = Path.GetRelativePath(repository, file).Replace('\\', '/')
                      where !path.Split('/').Any(part => part is "bin" or "obj" or "out")
                      from line in File.ReadLines(file).Select((text, index) => (Text: text, Number: index + 1))
                      where line.Text.Length > limit
                      select $"{path}:{line.Number}";
        Assert.Equal([], tooLong);
    }
}
