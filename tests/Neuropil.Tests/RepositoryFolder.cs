namespace Neuropil.Tests;

/// <summary>The folder of the repository, in which tests look at its texts and sources.</summary>
internal static class RepositoryFolder
{
    /// <summary>Its path.</summary>
    public static string Path { get; } = Find(AppContext.BaseDirectory);

    private static string Find(string folder)
        => File.Exists(System.IO.Path.Combine(folder, "Neuropil.slnx")) ? folder : Find(System.IO.Path.GetDirectoryName(folder)!);
}
