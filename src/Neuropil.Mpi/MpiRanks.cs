using System.Runtime.InteropServices;

namespace Neuropil.Mpi;

/// <summary>The processes that mpirun (or another launcher of MPI) has started, as ranks among which a network is divided.</summary>
/// <remarks>
/// <see cref="RankGroup.Current"/> finds them; a program only refers to this library. The interface is that of the MPI standard, version 3.0 or later: its
/// collective operations MPI_Iallgather and MPI_Allgatherv on bytes carry all that ranks say to each other, but for the numbers of a queue, which are messages.
/// </remarks>
public sealed class MpiRanks : RankGroup
{
    private readonly MpiLibrary library;
    private readonly PosixSignalRegistration[] signals;
    private int[] displacements = [];
    private volatile bool isSignalled;

    private MpiRanks(MpiLibrary library, Launcher launcher)
    {
        this.library = library;
        (Rank, Count, CountHere) = (library.Rank, library.Count, Math.Max(1, launcher.CountHere ?? library.Count));
        AppDomain.CurrentDomain.ProcessExit += (_, _) => End();

        // A launcher kills all soon after it has told them to stop: nobody waits for others any more.
        signals = [.. new[] { PosixSignal.SIGTERM, PosixSignal.SIGINT }.Select(signal => PosixSignalRegistration.Create(signal, _ => isSignalled = true))];
    }

    /// <inheritdoc/>
    public override int Rank { get; }

    /// <inheritdoc/>
    public override int Count { get; }

    /// <inheritdoc/>
    public override int CountHere { get; }

    /// <summary>The library that reaches the others, as it names itself.</summary>
    public string Version => library.Version;

    /// <summary>The ranks with which this process was started; null where it was started by itself.</summary>
    /// <exception cref="RankException">There is no library of the launcher's MPI, or it does not see the other processes.</exception>
    public static MpiRanks? Find()
    {
        if (Launcher.OfProcess() is not { Count: > 1 } launcher)
        {
            return null;
        }

        var found = MpiLibrary.Of(launcher);
        found.Start();
        return found.Count == launcher.Count ? new MpiRanks(found, launcher)
            : throw new RankException(
                $"{launcher.Name} has started {launcher.Count} processes, and the library '{found.Path}' ({found.Version}) sees {found.Count}: it is of "
                + $"another MPI than the launcher. Set {MpiLibrary.PathVariable} to the library of {launcher.Name}.");
    }

    /// <inheritdoc/>
    public override void Abort(int exitCode) => library.Abort(exitCode);

    /// <inheritdoc/>
    protected override bool SendsMessages => true;

    /// <inheritdoc/>
    protected override unsafe void Send(int rank, long message) => library.Send((byte*)&message, sizeof(long), rank);

    /// <inheritdoc/>
    protected override unsafe bool TryReceive(out long message)
    {
        long taken = 0;
        bool isTaken = library.TryReceive((byte*)&taken, sizeof(long));
        message = taken;
        return isTaken;
    }

    /// <inheritdoc/>
    protected override unsafe void BeginGather(ReadOnlySpan<byte> own, Span<byte> all)
    {
        fixed (byte* from = own, to = all)
        {
            library.BeginGather(from, own.Length, to);
        }
    }

    /// <inheritdoc/>
    protected override void EndGather() => library.EndGather();

    /// <inheritdoc/>
    protected override unsafe void Gather(ReadOnlySpan<byte> own, Span<byte> all, ReadOnlySpan<int> counts)
    {
        if (displacements.Length == 0)
        {
            displacements = new int[Count];
        }

        for (int rank = 1; rank < Count; rank++)
        {
            displacements[rank] = displacements[rank - 1] + counts[rank - 1];
        }

        fixed (byte* from = own, to = all)
        {
            fixed (int* lengths = counts, begins = displacements)
            {
                library.Gather(from, own.Length, to, lengths, begins);
            }
        }
    }

    // The program has come to its end, or somebody has called for it. Others may wait for this rank: they find out that it does not come.
    private void End()
    {
        Array.ForEach(signals, signal => signal.Dispose());
        if (isSignalled)
        {
            return;
        }

        try
        {
            Leave();
            library.Finish();
        }
        catch (RankException)
        {
            // The ranks are apart, and this one has said so. Without an end in good order the launcher ends the others.
        }
    }
}
