namespace Neuropil.Tests.Experiments;

/// <summary>A folder of its own for one test, removed with everything in it.</summary>
public sealed class TemporaryFolder : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("neuropil-test-");

    public string Path => folder.FullName;

    /// <summary>Every file and folder inside, hidden ones included, relative to it.</summary>
    public IEnumerable<string> Content => ContentOf(Path);

    /// <summary>The same of any folder.</summary>
    public static IEnumerable<string> ContentOf(string path) => Directory.EnumerateFileSystemEntries(path, "*", SearchOption.AllDirectories)
        .Select(each => System.IO.Path.GetRelativePath(path, each)).Order(StringComparer.Ordinal);

    /// <summary>The path of a name inside.</summary>
    public string this[params string[] names] => System.IO.Path.Combine([Path, .. names]);

    public void Dispose() => folder.Delete(recursive: true);
}
