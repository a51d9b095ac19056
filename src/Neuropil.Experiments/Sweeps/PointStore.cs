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

    private string TitlePath => Path.Combine(folder.Name, FolderName, Title);

    /// <summary>Whether a folder holds points.</summary>
    public static bool IsIn(string path) => Directory.Exists(Path.Combine(path, FolderName));

    /// <summary>
    /// Removes the points of an earlier run of a process alone, which left a checkpoint beside them; those of a shared folder only where they are of this
    /// command.
    /// </summary>
    /// <exception cref="UserErrorException">Processes of another command share the folder.</exception>
    public void ClearBefore()
    {
        if (File.Exists(TitlePath) && !File.Exists(Path.Combine(folder.Name, CheckpointFile.FileName)))
        {
            string of = Owner().Command;
            if (of != command)
            {
                throw Refusal($"of {OneLine.Quote(of)}");
            }
        }

        Clear();
    }

    /// <summary>Removes the points.</summary>
    public void Clear() => folder.Clear(FolderName, "*.json", Title);

    /// <summary>Names the sweep in the folder, or refuses the folder because it is another's.</summary>
    /// <exception cref="UserErrorException">It is another's.</exception>
    public void BeforeFirst()
    {
        string title = $"{identity}\n{command}\n";
        if (!File.Exists(TitlePath))
        {
            folder.Replace($"{FolderName}/{Title}", stream => stream.Write(Encoding.UTF8.GetBytes(title)));
            begin();
        }

        var (other, of) = Owner();
        if (other != identity)
        {
            throw Refusal(of == command ? "that another build of Neuropil calculated" : $"of {OneLine.Quote(of)}");
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

    private (string Identity, string Command) Owner()
    {
        string[] lines = File.ReadAllText(TitlePath).Split('\n');
        return (lines[0], lines.Length > 1 ? lines[1] : "");
    }

    private UserErrorException Refusal(string whose)
        => new($"--out {OneLine.Quote(folder.Name)}: this folder holds points {whose}; give another folder, or remove its folder {FolderName}.");
}
