using System.Globalization;

namespace Neuropil.Engine;

/// <summary>What the machine, or the container that the program runs in, could still give.</summary>
internal static class AvailableMemory
{
    private const string LinuxTable = "/proc/meminfo";

    /// <summary>Bytes.</summary>
    public static long Bytes()
    {
        // The first is the whole of the machine, or the container's limit.
        long left = GC.GetGCMemoryInfo().TotalAvailableMemoryBytes - Environment.WorkingSet;
        return OperatingSystem.IsLinux() && FreeOfLinux() is { } free ? Math.Min(left, free) : left;
    }

    // What could be used without making others wait for their own: caches of files count as free.
    private static long? FreeOfLinux()
    {
        const string Name = "MemAvailable:";
        try
        {
            string? line = File.ReadLines(LinuxTable).FirstOrDefault(each => each.StartsWith(Name, StringComparison.Ordinal));
            string? kilobytes = line?[Name.Length..].Replace("kB", "", StringComparison.Ordinal).Trim();
            return long.TryParse(kilobytes, NumberStyles.None, CultureInfo.InvariantCulture, out long value) ? value * 1024 : null;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
