using System.Security.Cryptography;
using System.Text;

namespace Neuropil.Experiments;

/// <summary>
/// The points of a sweep as files in the folder <c>points</c>, each moved to its place when it is complete: a killed process loses the point it
/// was at and no other, and any number of processes may write into one folder.
/// </summary>
internal sealed class PointStore
{
    /// <summary>The folder's name inside the output folder.</summary>
    public const string FolderName = "points";

    private const string Title = "sweep.txt";
    private readonly OutputFolder folder;
    private readonly string command;
    private readonly string identity;
    private readonly Action begin;
    private readonly Lock writing = new();

    /// <summary>A store of the points of one sweep.</summary>
    /// <param name="folder">The output folder.</param>
    /// <param name="request">The run; another one's points are refused.</param>
    /// <param name="begin">Called before the first point is calculated.</param>
    /// <exception cref="UserErrorException">The folder holds the points of another run.</exception>
    public PointStore(OutputFolder folder, RunRequest request, Action begin)
    {
        (this.folder, this.begin, Shard) = (folder, begin, request.Shard ?? Shard.Whole);
        command = RepeatCommand.WithoutFolder(request);
        var described = new StringBuilder(command).Append('\n').Append(typeof(Simulation).Module.ModuleVersionId);
        foreach (var (option, text) in request.Values.ExactTexts())
        {
            described.Append('\n').Append(option).Append('=').Append(text);
        }

        identity = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(described.ToString())))[..16];
    }

    /// <summary>Which points this process calculates.</summary>
    public Shard Shard { get; }

    /// <summary>Whether a folder holds points.</summary>
    public static bool IsIn(string path) => Directory.Exists(Path.Combine(path, FolderName));

    /// <summary>Removes the points of an earlier run.</summary>
    public void Clear() => folder.Clear(FolderName, "*.json", Title);

    /// <summary>Names the sweep in the folder, or refuses the folder because it is another's.</summary>
    /// <exception cref="UserErrorException">It is another's.</exception>
    public void BeforeFirst()
    {
        string path = Path.Combine(folder.Name, FolderName, Title);
        string title = $"{identity}\n{command}\n";
        if (!File.Exists(path))
        {
            folder.Replace($"{FolderName}/{Title}", stream => stream.Write(Encoding.UTF8.GetBytes(title)));
            begin();
        }

        string[] lines = File.ReadAllText(path).Split('\n');
        if (lines[0] != identity)
        {
            string other = lines.Length > 1 && lines[1] != command ? $"of {OneLine.Quote(lines[1])}" : "that another build of Neuropil calculated";
            throw new UserErrorException(
                $"--out {OneLine.Quote(folder.Name)}: this folder holds points {other}; give another folder, or remove its folder {FolderName}.");
        }
    }

    /// <summary>A point; null where it is not there, or not whole.</summary>
    public PointFindings? Read(string name)
    {
        string path = Path.Combine(folder.Name, FolderName, name + ".json");
        return File.Exists(path) ? PointFile.Read(path, identity) : null;
    }

    /// <summary>Keeps a point.</summary>
    public void Write(string name, PointFindings point)
    {
        lock (writing)
        {
            folder.Replace($"{FolderName}/{name}.json", stream => PointFile.Write(stream, identity, point));
        }
    }
}
