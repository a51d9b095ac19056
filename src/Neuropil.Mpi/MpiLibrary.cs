using System.Runtime.InteropServices;
using System.Text;

namespace Neuropil.Mpi;

/// <summary>
/// The dozen functions of MPI that are needed. What a handle is differs between libraries, so that each family has an adapter: <see cref="OpenMpiLibrary"/> and
/// <see cref="MpichLibrary"/>. Which library there is, is found when the program runs.
/// </summary>
internal abstract unsafe class MpiLibrary
{
    /// <summary>The name under which functions are imported; it stands for whichever library is found.</summary>
    public const string Import = "neuropil-mpi";

    /// <summary>Names the library, where it is none of the usual ones.</summary>
    public const string PathVariable = "NEUROPIL_MPI";

    /// <summary>MPI_THREAD_SERIALIZED: any thread calls, one at a time.</summary>
    protected const int OneThreadAtATime = 2;

    /// <summary>The tag of all messages.</summary>
    protected const int Tag = 1;

    // MPI_MAX_LIBRARY_VERSION_STRING is 256 in Open MPI and 8192 in MPICH.
    private const int LongestVersion = 8192;

    private static nint loaded;

    /// <summary>Where it was found.</summary>
    public required string Path { get; init; }

    /// <summary>How it names itself.</summary>
    public required string Version { get; init; }

    /// <summary>This process's number.</summary>
    public int Rank { get; protected set; }

    /// <summary>The number of processes.</summary>
    public int Count { get; protected set; }

    /// <summary>The library for processes of a launcher.</summary>
    /// <exception cref="RankException">There is none.</exception>
    public static MpiLibrary Of(Launcher launcher)
    {
        string[] names = Environment.GetEnvironmentVariable(PathVariable) is { Length: > 0 } given ? [given] : NamesOf(launcher.Family);
        var others = new List<string>();
        foreach (string name in names)
        {
            if (!NativeLibrary.TryLoad(name, out nint handle) || !NativeLibrary.TryGetExport(handle, "MPI_Get_library_version", out nint export))
            {
                continue;
            }

            string version = VersionOf((delegate* unmanaged<byte*, int*, int>)export);
            if (IsOf(launcher.Family, handle))
            {
                loaded = handle;
                NativeLibrary.SetDllImportResolver(typeof(MpiLibrary).Assembly, (import, _, _) => import == Import ? loaded : 0);
                return launcher.Family == MpiFamily.OpenMpi
                    ? new OpenMpiLibrary(handle) { Path = name, Version = version } : new MpichLibrary { Path = name, Version = version };
            }

            others.Add($"'{name}' ({version})");
        }

        throw new RankException(
            $"{launcher.Name} has started {launcher.Count} processes, and its library is not here (looked for {string.Join(", ", names)}"
            + $"{(others.Count == 0 ? "" : $"; {string.Join(", ", others)} is of another MPI")}). {PackagesOf(launcher.Family)} Or set {PathVariable} to "
            + "its path.");
    }

    /// <summary>Begins: MPI_Init_thread, MPI_Comm_rank, MPI_Comm_size.</summary>
    public abstract void Start();

    /// <summary>Begins to take as many bytes from each process as this one gives: MPI_Iallgather.</summary>
    public abstract void BeginGather(byte* own, int length, byte* all);

    /// <summary>Waits until they are there: MPI_Wait.</summary>
    public abstract void EndGather();

    /// <summary>Takes from each process as many bytes as it gives: MPI_Allgatherv.</summary>
    public abstract void Gather(byte* own, int length, byte* all, int* counts, int* displacements);

    /// <summary>Sends some bytes to a process: MPI_Send.</summary>
    public abstract void Send(byte* message, int length, int rank);

    /// <summary>Takes so many bytes from whichever process has sent them, where one has: MPI_Iprobe, MPI_Recv.</summary>
    public abstract bool TryReceive(byte* message, int length);

    /// <summary>Ends all processes: MPI_Abort.</summary>
    public abstract void Abort(int exitCode);

    /// <summary>Ends: MPI_Finalize.</summary>
    public abstract void Finish();

    /// <summary>Requires that a function has done its work. By default the library itself ends all processes where it has not.</summary>
    protected static void Require(int error, string function)
    {
        if (error != 0)
        {
            throw new RankException($"{function} of the MPI library has failed with error {error}.");
        }
    }

    private static string[] NamesOf(MpiFamily family) => family == MpiFamily.OpenMpi
        ? ["libmpi.so.40", "libmpi.so.80", "libmpi.so", "libmpi.40.dylib", "libmpi.dylib"]
        : ["libmpich.so.12", "libmpi.so.12", "libmpich.so", "libmpi.so", "libmpi.12.dylib", "libmpi.dylib", "msmpi.dll"];

    private static string PackagesOf(MpiFamily family) => family == MpiFamily.OpenMpi
        ? "Install it: libopenmpi3 (Debian, Ubuntu), openmpi (Fedora, Arch, Homebrew)."
        : "Install it: libmpich12 (Debian, Ubuntu), mpich (Fedora, Arch, Homebrew).";

    // Only Open MPI has its communicator as an object.
    private static bool IsOf(MpiFamily family, nint handle)
        => NativeLibrary.TryGetExport(handle, OpenMpiLibrary.World, out _) == (family == MpiFamily.OpenMpi);

    // MPICH writes "MPICH Version:", a tab and the number, and Open MPI a line with commas.
    private static string FirstLine(string version)
        => string.Join(' ', version.Split(',', '\n')[0].Split(['\0', '\t', ' '], StringSplitOptions.RemoveEmptyEntries));

    private static string VersionOf(delegate* unmanaged<byte*, int*, int> function)
    {
        byte* text = stackalloc byte[LongestVersion];
        int length = 0;
        return function(text, &length) == 0 ? FirstLine(Encoding.UTF8.GetString(text, length)) : "of unknown version";
    }
}
