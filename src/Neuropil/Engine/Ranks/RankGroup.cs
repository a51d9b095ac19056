using Neuropil.Engine;

namespace Neuropil;

/// <summary>
/// The processes among which a network is divided, each a rank with a number. All run the same program and come to the same numbers: each advances its own
/// cells and holds the synapses onto them, and they exchange spikes. How bytes go from one to the others is for a class like this to say; what they mean is
/// not.
/// </summary>
/// <remarks>
/// All ranks must make the same simulations, and call what advances, reads, changes and saves them in the same order, from one thread. They find out, and say
/// so, when they do not.
/// </remarks>
public abstract class RankGroup
{
    private static readonly Lazy<RankGroup> current = new(RankDiscovery.Find);
    private RankMeeting? meeting;
    private int queues;

    /// <summary>The one process of a program that nobody divides.</summary>
    public static RankGroup Alone { get; } = new SingleRank();

    /// <summary>The ranks with which this process was started; <see cref="Alone"/> where it was started by itself.</summary>
    /// <exception cref="RankException">It was started as one of several, and cannot reach the others.</exception>
    public static RankGroup Current => current.Value;

    /// <summary>Whether this process has reached the others: <see cref="Current"/> has been asked for, and was found.</summary>
    public static bool IsReached => current.IsValueCreated;

    /// <summary>How many processes were started with this one, itself included, by what the launcher says, before any is reached.</summary>
    public static int CountOfProcesses => Math.Max(1, RankDiscovery.Started());

    /// <summary>
    /// The number of this process among those that were started with it, by what the launcher says, before any is reached: who is to print. 0 where there is
    /// one.
    /// </summary>
    public static int NumberOfProcess => RankDiscovery.Number();

    /// <summary>This process, a number from 0 on.</summary>
    public abstract int Rank { get; }

    /// <summary>The number of ranks.</summary>
    public abstract int Count { get; }

    /// <summary>The number of ranks on this machine, which share its processors.</summary>
    public virtual int CountHere => Count;

    /// <summary>Whether this rank is the one that prints, draws and writes: rank 0.</summary>
    public bool Writes => Rank == 0;

    /// <summary>Whether one rank can send a number to another: <see cref="Send"/> and <see cref="TryReceive"/>.</summary>
    protected internal virtual bool SendsMessages => false;

    /// <summary>Messages to queues that this rank has not begun yet.</summary>
    internal List<long> EarlyMessages { get; } = [];

    /// <summary>The meetings of these ranks.</summary>
    internal RankMeeting Meeting { get => meeting ??= new RankMeeting(this); set => meeting = value; }

    /// <summary>
    /// Does what may fail at one rank and not at others, so that all fail then. All ranks call it, in the same order as all that they do together.
    /// </summary>
    /// <exception cref="RankException">It has failed at another rank; the message names it.</exception>
    public void Together(Action work)
    {
        ArgumentNullException.ThrowIfNull(work);
        RankWork.Together(this, MeetingKind.Program, work);
    }

    /// <summary>
    /// Gives bytes to all ranks, and takes theirs: those of rank 0 come first. All ranks call it, in the same order as all that they do together.
    /// </summary>
    /// <exception cref="RankException">Ranks do different things.</exception>
    public byte[][] Exchange(ReadOnlySpan<byte> own)
    {
        if (Count == 1)
        {
            return [own.ToArray()];
        }

        Meeting.Begin(MeetingKind.Program, 0);
        Meeting.Write(own);
        Meeting.End();
        return [.. Enumerable.Range(0, Count).Select(rank => Meeting.Of(rank).ToArray())];
    }

    /// <summary>
    /// Deals out the numbers from 0 to below <paramref name="count"/>, each to the rank that asks first. All ranks call it, with the same count, and dispose
    /// what they get before they do something else together.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The count is negative.</exception>
    public RankQueue Deal(int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        return new RankQueue(this, count, queues++);
    }

    /// <summary>Ends all ranks at once, whatever they do, with an exit code.</summary>
    public abstract void Abort(int exitCode);

    /// <summary>Tells the other ranks that this one's program ends in good order, and waits until theirs do.</summary>
    /// <exception cref="RankException">Others are at something else.</exception>
    protected void Leave() => Meeting.Leave(); // one that has never met others may be waited for, too

    /// <summary>
    /// Gives bytes to all ranks and takes theirs, as many of each: those of rank 0 come first. It need not wait for others: both stay where they are,
    /// untouched, until <see cref="EndGather"/> has returned.
    /// </summary>
    protected internal abstract void BeginGather(ReadOnlySpan<byte> own, Span<byte> all);

    /// <summary>Waits until what has begun last is there.</summary>
    protected internal abstract void EndGather();

    /// <summary>
    /// Gives bytes to all ranks and takes theirs, of each as many as <paramref name="counts"/> says: those of rank 0 come first. Waits for all.
    /// </summary>
    protected internal abstract void Gather(ReadOnlySpan<byte> own, Span<byte> all, ReadOnlySpan<int> counts);

    /// <summary>Sends a number to a rank, without waiting until it is taken.</summary>
    /// <exception cref="NotSupportedException">These ranks send no messages.</exception>
    protected internal virtual void Send(int rank, long message) => throw new NotSupportedException("These ranks send no messages.");

    /// <summary>Takes a number that some rank has sent to this one, those of one rank in their order; false where there is none yet.</summary>
    /// <exception cref="NotSupportedException">These ranks send no messages.</exception>
    protected internal virtual bool TryReceive(out long message) => throw new NotSupportedException("These ranks send no messages.");
}
