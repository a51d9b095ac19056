using System.Runtime.InteropServices;

namespace Neuropil.Mpi;

/// <summary>Open MPI: a handle is the address of an object that the library exports.</summary>
internal sealed unsafe partial class OpenMpiLibrary(nint library) : MpiLibrary
{
    /// <summary>The object of MPI_COMM_WORLD.</summary>
    public const string World = "ompi_mpi_comm_world";

    private readonly nint world = NativeLibrary.GetExport(library, World);
    private readonly nint bytes = NativeLibrary.GetExport(library, "ompi_mpi_byte");

    public override void Start()
    {
        int provided;
        int rank;
        int count;
        Require(MPI_Init_thread(null, null, OneThreadAtATime, &provided), nameof(MPI_Init_thread));
        Require(MPI_Comm_rank(world, &rank), nameof(MPI_Comm_rank));
        Require(MPI_Comm_size(world, &count), nameof(MPI_Comm_size));
        (Rank, Count) = (rank, count);
    }

    public override void Gather(byte* own, int length, byte* all)
        => Require(MPI_Allgather(own, length, bytes, all, length, bytes, world), nameof(MPI_Allgather));

    public override void Gather(byte* own, int length, byte* all, int* counts, int* displacements)
        => Require(MPI_Allgatherv(own, length, bytes, all, counts, displacements, bytes, world), nameof(MPI_Allgatherv));

    public override void Abort(int exitCode) => _ = MPI_Abort(world, exitCode);

    public override void Finish() => Require(MPI_Finalize(), nameof(MPI_Finalize));

    [LibraryImport(Import)]
    private static partial int MPI_Init_thread(int* argumentCount, byte*** arguments, int required, int* provided);

    [LibraryImport(Import)]
    private static partial int MPI_Comm_rank(nint communicator, int* rank);

    [LibraryImport(Import)]
    private static partial int MPI_Comm_size(nint communicator, int* size);

    [LibraryImport(Import)]
    private static partial int MPI_Allgather(void* send, int sendCount, nint sendType, void* receive, int receiveCount, nint receiveType, nint communicator);

    [LibraryImport(Import)]
    private static partial int MPI_Allgatherv(
        void* send, int sendCount, nint sendType, void* receive, int* counts, int* displacements, nint receiveType, nint communicator);

    [LibraryImport(Import)]
    private static partial int MPI_Abort(nint communicator, int exitCode);

    [LibraryImport(Import)]
    private static partial int MPI_Finalize();
}
