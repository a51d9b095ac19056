using System.Runtime.InteropServices;

namespace Neuropil.Mpi;

/// <summary>MPICH and what has its binary interface: a handle is an integer, with the values of its mpi.h.</summary>
internal sealed unsafe partial class MpichLibrary : MpiLibrary
{
    private const int World = 0x44000000;
    private const int Bytes = 0x4c00010d;
    private const int AnySource = -2;
    private static readonly void* ignoredStatus = (void*)1;

    private int request; // of what has begun last

    public override void Start()
    {
        int provided;
        int rank;
        int count;
        Require(MPI_Init_thread(null, null, OneThreadAtATime, &provided), nameof(MPI_Init_thread));
        Require(MPI_Comm_rank(World, &rank), nameof(MPI_Comm_rank));
        Require(MPI_Comm_size(World, &count), nameof(MPI_Comm_size));
        (Rank, Count) = (rank, count);
    }

    public override void Gather(byte* own, int length, byte* all, int* counts, int* displacements)
        => Require(MPI_Allgatherv(own, length, Bytes, all, counts, displacements, Bytes, World), nameof(MPI_Allgatherv));

    public override void BeginGather(byte* own, int length, byte* all)
    {
        int begun;
        Require(MPI_Iallgather(own, length, Bytes, all, length, Bytes, World, &begun), nameof(MPI_Iallgather));
        request = begun;
    }

    public override void EndGather()
    {
        int begun = request;
        Require(MPI_Wait(&begun, ignoredStatus), nameof(MPI_Wait));
    }

    public override void Send(byte* message, int length, int rank) => Require(MPI_Send(message, length, Bytes, rank, Tag, World), nameof(MPI_Send));

    public override bool TryReceive(byte* message, int length)
    {
        int isThere;
        Require(MPI_Iprobe(AnySource, Tag, World, &isThere, ignoredStatus), nameof(MPI_Iprobe));
        if (isThere != 0)
        {
            Require(MPI_Recv(message, length, Bytes, AnySource, Tag, World, ignoredStatus), nameof(MPI_Recv));
        }

        return isThere != 0;
    }

    public override void Abort(int exitCode) => _ = MPI_Abort(World, exitCode);

    public override void Finish() => Require(MPI_Finalize(), nameof(MPI_Finalize));

    [LibraryImport(Import)]
    private static partial int MPI_Init_thread(int* argumentCount, byte*** arguments, int required, int* provided);

    [LibraryImport(Import)]
    private static partial int MPI_Comm_rank(int communicator, int* rank);

    [LibraryImport(Import)]
    private static partial int MPI_Comm_size(int communicator, int* size);

    [LibraryImport(Import)]
    private static partial int MPI_Allgatherv(
        void* send, int sendCount, int sendType, void* receive, int* counts, int* displacements, int receiveType, int communicator);

    [LibraryImport(Import)]
    private static partial int MPI_Iallgather(
        void* send, int sendCount, int sendType, void* receive, int receiveCount, int receiveType, int communicator, int* request);

    [LibraryImport(Import)]
    private static partial int MPI_Wait(int* request, void* status);

    [LibraryImport(Import)]
    private static partial int MPI_Send(void* message, int count, int type, int rank, int tag, int communicator);

    [LibraryImport(Import)]
    private static partial int MPI_Iprobe(int source, int tag, int communicator, int* flag, void* status);

    [LibraryImport(Import)]
    private static partial int MPI_Recv(void* message, int count, int type, int source, int tag, int communicator, void* status);

    [LibraryImport(Import)]
    private static partial int MPI_Abort(int communicator, int exitCode);

    [LibraryImport(Import)]
    private static partial int MPI_Finalize();
}
