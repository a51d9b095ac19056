namespace Neuropil.Tests.Recording;

/// <summary>A folder that lives as long as a test.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    private readonly string path = Directory.CreateTempSubdirectory("neuropil-test-").FullName;

    public string this[string name] => Path.Combine(path, name);

    public IEnumerable<string> Files() => Directory.EnumerateFiles(path).Select(file => Path.GetFileName(file));

    public void Dispose() => Directory.Delete(path, recursive: true);
}
