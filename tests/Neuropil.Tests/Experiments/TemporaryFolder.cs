namespace Neuropil.Tests.Experiments;

/// <summary>A folder of its own for one test, removed with everything in it.</summary>
public sealed class TemporaryFolder : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("neuropil-test-");

    public string Path => folder.FullName;

    /// <summary>Every file and folder inside, hidden ones included, relative to it.</summary>
    public IEnumerable<string> Content => folder.EnumerateFileSystemInfos("*", SearchOption.AllDirectories)
        .Select(each => System.IO.Path.GetRelativePath(Path, each.FullName)).Order(StringComparer.Ordinal);

    /// <summary>The path of a name inside.</summary>
    public string this[params string[] names] => System.IO.Path.Combine([Path, .. names]);

    public void Dispose() => folder.Delete(recursive: true);
}
