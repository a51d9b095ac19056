namespace Neuropil.Experiments;

/// <summary>
/// The folder that receives a run's results. Files are written into a hidden folder inside it and moved when all of them are complete, so that
/// neither a full disk nor a killed process leaves half a file under a name that means something.
/// </summary>
internal sealed class OutputFolder : IDisposable
{
    private const string StagingPrefix = ".partial-";

    // How long the end of the process waits for a file that is being written, before it removes what there is.
    private static readonly TimeSpan patience = TimeSpan.FromSeconds(2);

    // Machines may share a folder, and a process may open one twice.
    private static int opened;

    private readonly Lock writing = new();
    private readonly bool shared;

    private readonly string path;
    private readonly string staging;
    private readonly string? highestCreated;
    private readonly List<string> staged = [];
    private bool published;
    private bool disposed;
    private bool processEnds;

    private OutputFolder(string path)
    {
        (this.path, staging, IsSilent) = (path, "", true);
    }

    private OutputFolder(string path, string? highestCreated, bool shared)
    {
        (this.path, this.highestCreated, this.shared) = (path, highestCreated, shared);
        staging = Path.Combine(path, $"{StagingPrefix}{Environment.MachineName}-{Environment.ProcessId}-{Interlocked.Increment(ref opened)}");
        AppDomain.CurrentDomain.ProcessExit += DiscardAtExit;
    }

    /// <summary>Whether nothing is written: another process writes the same.</summary>
    public bool IsSilent { get; }

    /// <summary>The folder as it was named.</summary>
    public string Name => path;

    /// <summary>A folder into which another process writes what this one would.</summary>
    public static OutputFolder OfAnother(string path) => new(path);

    /// <summary>Makes the folder, and tries it, before any work is done for it.</summary>
    /// <param name="path">The folder.</param>
    /// <param name="shared">Whether other processes write into it at the same time, whose unfinished files are theirs.</param>
    /// <exception cref="UserErrorException">It is a file, or cannot be made or written.</exception>
    public static OutputFolder Open(string path, bool shared = false)
    {
        OutputFolder? folder = null;
        try
        {
            if (File.Exists(path))
            {
                throw new UserErrorException($"--out {OneLine.Quote(path)}: this is a file; expected a folder, which may be new");
            }

            folder = new OutputFolder(path, HighestMissing(Path.GetFullPath(path)), shared);
            Directory.CreateDirectory(path);
            foreach (string abandoned in Directory.EnumerateDirectories(path, StagingPrefix + "*").Where(each => !shared || IsOfDeadProcess(each)).ToList())
            {
                Directory.Delete(abandoned, recursive: true);
            }

            Directory.CreateDirectory(folder.staging);
            File.WriteAllBytes(Path.Combine(folder.staging, "probe"), new byte[4096]);
            return folder;
        }
        catch (Exception error) when (IsAboutFiles(error))
        {
            folder?.Dispose();
            throw new UserErrorException($"--out {OneLine.Quote(path)}: cannot be written: {Reason(error)}", error);
        }
    }

    /// <summary>Whether a process that lives has the folder open; one on another machine counts as living.</summary>
    public static bool IsInUse(string path) => Directory.Exists(path)
        && Directory.EnumerateDirectories(path, StagingPrefix + "*").Any(each => !IsOfDeadProcess(each));

    /// <summary>Writes a file where nobody sees it yet.</summary>
    /// <exception cref="UserErrorException">It cannot be written; names it and the reason.</exception>
    public void Stage(string name, Action<Stream> write) => StageAt(name, target =>
    {
        using var stream = new FileStream(target, FileMode.Create, FileAccess.ReadWrite, FileShare.None, 1 << 16);
        write(stream);
    });

    /// <summary>Lets <paramref name="save"/> write a file under a path where nobody sees it yet.</summary>
    /// <exception cref="UserErrorException">It cannot be written; names it and the reason.</exception>
    public void StageAt(string name, Action<string> save)
    {
        if (IsSilent)
        {
            return;
        }

        string target = Path.Combine(staging, name);
        lock (writing)
        {
            if (processEnds)
            {
                throw new UserErrorException($"stopped before {OneLine.Quote(Path.Combine(path, name))} was written");
            }

            try
            {
                Directory.CreateDirectory(Path.GetDirectoryName(target)!);
                save(target);
            }
            catch (Exception error) when (IsAboutFiles(error))
            {
                throw CannotWrite(name, error);
            }
        }

        staged.Add(name);
    }

    /// <summary>Moves everything that is staged to its place, in the order of staging, and removes <paramref name="obsolete"/> files of earlier runs.</summary>
    /// <exception cref="UserErrorException">A file cannot be moved.</exception>
    public void Publish(params IEnumerable<string> obsolete)
    {
        if (IsSilent)
        {
            return;
        }

        string current = "";
        try
        {
            foreach (string name in staged)
            {
                current = name;
                string target = Path.Combine(path, name);
                Directory.CreateDirectory(Path.GetDirectoryName(target)!);
                File.Move(Path.Combine(staging, name), target, overwrite: true);
                published = true;
            }

            foreach (string name in obsolete.Except(staged))
            {
                current = name;
                Remove(Path.Combine(path, name));
            }

            staged.Clear();
        }
        catch (Exception error) when (IsAboutFiles(error))
        {
            throw CannotWrite(current, error);
        }
    }

    /// <summary>Writes one file and moves it to its place at once.</summary>
    /// <exception cref="UserErrorException">It cannot be written; the one before it is still there.</exception>
    public void Replace(string name, Action<Stream> write)
    {
        if (IsSilent)
        {
            write(Stream.Null); // what is written comes from all processes
            return;
        }

        Stage(name, write);
        staged.Remove(name);
        try
        {
            string target = Path.Combine(path, name);
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Move(Path.Combine(staging, name), target, overwrite: true);
            published = true;
        }
        catch (Exception error) when (IsAboutFiles(error))
        {
            throw CannotWrite(name, error);
        }
    }

    /// <summary>Removes files that we wrote into a folder inside this one, and that folder if nothing else is in it.</summary>
    /// <exception cref="UserErrorException">One cannot be removed.</exception>
    public void Clear(string name, params IEnumerable<string> patterns)
    {
        if (IsSilent)
        {
            return;
        }

        string inner = Path.Combine(path, name);
        try
        {
            foreach (string file in Directory.Exists(inner) ? patterns.SelectMany(pattern => Directory.EnumerateFiles(inner, pattern)).ToList() : [])
            {
                Remove(file);
            }
        }
        catch (Exception error) when (IsAboutFiles(error))
        {
            throw new UserErrorException($"cannot remove {OneLine.Quote(inner)}: {Reason(error)}", error);
        }
    }

    /// <summary>Removes what was staged and not published, and the folder itself if it was made for nothing.</summary>
    public void Dispose()
    {
        if (disposed || IsSilent)
        {
            return;
        }

        disposed = true;
        AppDomain.CurrentDomain.ProcessExit -= DiscardAtExit;
        Discard();
    }

    /// <summary>Whether an exception tells of files and folders, rather than of a mistake in the program.</summary>
    internal static bool IsAboutFiles(Exception error)
        => error is IOException or UnauthorizedAccessException or NotSupportedException or System.Security.SecurityException
            || (error is ArgumentException argument && argument.ParamName is "path" or "fileName" or "sourceFileName" or "destFileName");

    /// <summary>The system's reason without the path, which the caller names as the user did.</summary>
    internal static string Reason(Exception error)
    {
        string message = error.Message;
        int end = message.IndexOf(" : '", StringComparison.Ordinal);
        return end > 0 ? message[..end] : message.TrimEnd('.');
    }

    // Of other machines nobody knows here what runs on them.
    private static bool IsOfDeadProcess(string folder)
    {
        string own = $"{StagingPrefix}{Environment.MachineName}-";
        string name = Path.GetFileName(folder);
        if (!name.StartsWith(own, StringComparison.Ordinal) || !int.TryParse(name[own.Length..].Split('-')[0], out int process))
        {
            return false;
        }

        try
        {
            using var running = System.Diagnostics.Process.GetProcessById(process);
            return false;
        }
        catch (ArgumentException)
        {
            return true;
        }
    }

    private static string? HighestMissing(string fullPath)
    {
        string? missing = null;
        for (string? each = fullPath; each is not null && !Directory.Exists(each); each = Path.GetDirectoryName(each))
        {
            missing = each;
        }

        return missing;
    }

    /// <summary>Removes a file, and the folder below ours that it was the last file of.</summary>
    private void Remove(string file)
    {
        if (!File.Exists(file))
        {
            return;
        }

        File.Delete(file);
        string parent = Path.GetDirectoryName(file)!;
        if (Path.GetFullPath(parent) != Path.GetFullPath(path) && !Directory.EnumerateFileSystemEntries(parent).Any())
        {
            Directory.Delete(parent);
        }
    }

    private UserErrorException CannotWrite(string name, Exception error)
        => new($"cannot write {OneLine.Quote(Path.Combine(path, name))}: {Reason(error)}", error);

    // Another thread may be writing a file: it finishes that one, or a folder that has just been removed would be made again for the next.
    private void DiscardAtExit(object? sender, EventArgs arguments)
    {
        bool alone = writing.TryEnter(patience);
        processEnds = true;
        Discard();
        if (alone)
        {
            writing.Exit();
        }
    }

    private void Discard()
    {
        try
        {
            if (Directory.Exists(staging))
            {
                Directory.Delete(staging, recursive: true);
            }

            if (!published && !shared && highestCreated is not null && Directory.Exists(highestCreated)
                && !Directory.EnumerateFiles(highestCreated, "*", SearchOption.AllDirectories).Any())
            {
                Directory.Delete(highestCreated, recursive: true);
            }
        }
        catch (Exception error) when (IsAboutFiles(error))
        {
            // The folder has become unreachable: there is nothing left to clean, and the first error has been reported.
        }
    }
}
