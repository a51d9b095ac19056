namespace Neuropil;

/// <summary>Writes files that are either complete or not there: under a temporary name beside the target, then renamed.</summary>
public static class CompleteFile
{
    /// <summary>Lets <paramref name="write"/> fill a file that then takes the place of <paramref name="path"/>; folders are made as needed.</summary>
    /// <remarks>Whatever fails, a disk that is full included, a former file of that name stays as it was and the temporary one is removed.</remarks>
    public static void Write(string path, Action<Stream> write)
    {
        string full = Path.GetFullPath(path);
        Directory.CreateDirectory(Path.GetDirectoryName(full)!);
        string temporary = $"{full}.{Environment.ProcessId}.partial";
        try
        {
            using (var stream = new FileStream(temporary, FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 64 * 1024))
            {
                write(stream);
            }

            File.Move(temporary, full, overwrite: true);
        }
        catch
        {
            File.Delete(temporary);
            throw;
        }
    }
}
