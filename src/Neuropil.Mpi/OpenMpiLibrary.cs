using System.Runtime.InteropServices;

namespace Neuropil.Mpi;

/// <summary>Open MPI: a handle is the address of an object that the library exports.</summary>
internal sealed unsafe partial class OpenMpiLibrary(nint library) : MpiLibrary
{
    /// <summary>The object of MPI_COMM_WORLD.</summary>
    public const string World = "ompi_mpi_comm_world";

    // MPI_ANY_SOURCE and MPI_STATUS_IGNORE of its mpi.h.
    private const int AnySource = -1;
    private static readonly void* ignoredStatus = null;

    private readonly nint world = NativeLibrary.GetExport(library, World);
    private readonly nint bytes = NativeLibrary.GetExport(library, "ompi_mpi_byte");

    private nint request; // of what has begun last

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

    public override void Gather(byte* own, int length, byte* all, int* counts, int* displacements)
        => Require(MPI_Allgatherv(own, length, bytes, all, counts, displacements, bytes, world), nameof(MPI_Allgatherv));

    public override void BeginGather(byte* own, int length, byte* all)
    {
        nint begun;
        Require(MPI_Iallgather(own, length, bytes, all, length, bytes, world, &begun), nameof(MPI_Iallgather));
        request = begun;
    }

    public override void EndGather()
    {
        nint begun = request;
        Require(MPI_Wait(&begun, ignoredStatus), nameof(MPI_Wait));
    }

    public override void Send(byte* message, int length, int rank) => Require(MPI_Send(message, length, bytes, rank, Tag, world), nameof(MPI_Send));

    public override bool TryReceive(byte* message, int length)
    {
        int isThere;
        Require(MPI_Iprobe(AnySource, Tag, world, &isThere, ignoredStatus), nameof(MPI_Iprobe));
        if (isThere != 0)
        {
            Require(MPI_Recv(message, length, bytes, AnySource, Tag, world, ignoredStatus), nameof(MPI_Recv));
        }

        return isThere != 0;
    }

    public override void Abort(int exitCode) => _ = MPI_Abort(world, exitCode);

    public override void Finish() => Require(MPI_Finalize(), nameof(MPI_Finalize));

    [LibraryImport(Import)]
    private static partial int MPI_Init_thread(int* argumentCount, byte*** arguments, int required, int* provided);

    [LibraryImport(Import)]
    private static partial int MPI_Comm_rank(nint communicator, int* rank);

    [LibraryImport(Import)]
    private static partial int MPI_Comm_size(nint communicator, int* size);

    [LibraryImport(Import)]
    private static partial int MPI_Allgatherv(
        void* send, int sendCount, nint sendType, void* receive, int* counts, int* displacements, nint receiveType, nint communicator);

    [LibraryImport(Import)]
    private static partial int MPI_Iallgather(
        void* send, int sendCount, nint sendType, void* receive, int receiveCount, nint receiveType, nint communicator, nint* request);

    [LibraryImport(Import)]
    private static partial int MPI_Wait(nint* request, void* status);

    [LibraryImport(Import)]
    private static partial int MPI_Send(void* message, int count, nint type, int rank, int tag, nint communicator);

    [LibraryImport(Import)]
    private static partial int MPI_Iprobe(int source, int tag, nint communicator, int* flag, void* status);

    [LibraryImport(Import)]
    private static partial int MPI_Recv(void* message, int count, nint type, int source, int tag, nint communicator, void* status);

    [LibraryImport(Import)]
    private static partial int MPI_Abort(nint communicator, int exitCode);

    [LibraryImport(Import)]
    private static partial int MPI_Finalize();
}
