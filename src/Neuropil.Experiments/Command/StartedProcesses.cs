using System.Globalization;
using Microsoft.Win32.SafeHandles;

namespace Neuropil.Experiments;

/// <summary>The processes that a launcher has started with this one, before any of them is reached.</summary>
internal static class StartedProcesses
{
    // Where the launcher of MPICH, and what is built like it, listens to a process.
    private const string Descriptor = "PMI_FD";

    // What was said before goes another way, and is lost where it comes later.
    private static readonly TimeSpan onItsWay = TimeSpan.FromSeconds(0.3);

    /// <summary>
    /// Ends all of them where the exit code of this one does not: the launcher of Open MPI ends the others at the first failure, that of MPICH waits for all,
    /// of which some may wait for this one. A line of its protocol (PMI, version 1) tells it.
    /// </summary>
    public static void End(int exitCode)
    {
        if (!int.TryParse(Environment.GetEnvironmentVariable(Descriptor), NumberStyles.None, CultureInfo.InvariantCulture, out int descriptor))
        {
            return;
        }

        Thread.Sleep(onItsWay);
        try
        {
            using var handle = new SafeFileHandle(descriptor, ownsHandle: false);
            using var launcher = new FileStream(handle, FileAccess.Write, bufferSize: 0);
            launcher.Write(System.Text.Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"cmd=abort exitcode={exitCode}\n")));
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            // It listens no more, or never did: the exit code remains.
        }
    }
}
