using Neuropil.Compiler;
using Neuropil.Engine;

namespace Neuropil;

/// <summary>The precision of state variables.</summary>
public enum Precision
{
    /// <summary>64 bits.</summary>
    Double,

    /// <summary>32 bits: half the memory and up to twice the speed; trajectories of chaotic networks differ from those in double.</summary>
    Single,
}

/// <summary>What executes the equations.</summary>
public enum Backend
{
    /// <summary>Compiled vector code where the machine allows it, else the interpreter.</summary>
    Auto,

    /// <summary>Vector code compiled at run time.</summary>
    Simd,

    /// <summary>The slow, obvious interpreter in double precision: the reference.</summary>
    Interpreter,
}

/// <summary>How a network is run. None of these but the time step, the method, the precision and the interpreter changes a bit of the results;
/// the interpreter agrees with compiled kernels to rounding.</summary>
public sealed record RunOptions
{
    /// <summary>The time step.</summary>
    public Time TimeStep { get; init; } = 0.1 * Units.ms;

    /// <summary>The method for neurons that name none of their own.</summary>
    public Integrator Method { get; init; } = Integrators.ExponentialEuler;

    /// <summary>The precision of state variables.</summary>
    public Precision Precision { get; init; }

    /// <summary>The number of threads; 0 for as many as pay off on this machine at this moment.</summary>
    public int Threads { get; init; }

    /// <summary>
    /// The processes among which the network is divided; null for those with which this one was started. A simulation that no other process makes too needs
    /// <see cref="RankGroup.Alone"/>.
    /// </summary>
    public RankGroup? Ranks { get; init; }

    /// <summary>
    /// Which cells each rank has where the network is divided among several; null for as many of each population for each. All ranks must give the same.
    /// </summary>
    public RankPartition? Partition { get; init; }

    /// <summary>
    /// How many steps pass while spikes of other ranks are on their way, where the shortest delay allows for it: at most half of those that it spans. A way
    /// takes no time then if it is shorter than these steps; but ranks meet that many steps sooner. Null for an eighth, which is none with a delay of less than
    /// seven steps. All ranks must give the same.
    /// </summary>
    public int? StepsAhead { get; init; }

    /// <summary>What executes the equations.</summary>
    public Backend Backend { get; init; }

    /// <summary>The width of vectors.</summary>
    public LaneWidth Width { get; init; }

    /// <summary>
    /// 0, or how often the time step has been halved since the run whose noise this one shares: a run of half the step with 1 here follows the
    /// same Brownian paths, so that the two differ by their steps alone. Between 0 and 16.
    /// </summary>
    public int PathRefinement { get; init; }

    /// <summary>Whether the time of every population, projection and record is measured: <see cref="Simulation.Profile"/>.</summary>
    public bool IsProfiled { get; init; }

    /// <summary>
    /// The most memory that the network may take, in bytes; null for what the machine has free. What needs more by its estimate is refused before it is made
    /// (<see cref="Simulation.EstimateMemory"/>).
    /// </summary>
    public long? MemoryLimit { get; init; }

    /// <summary>
    /// About so many bytes of recorded spikes are held in memory; what is more goes to files in <see cref="RecordFolder"/> while the network runs, about two
    /// bytes a spike. Null for no limit. Results do not depend on it. Traces take what their samples take, and are not counted here.
    /// </summary>
    public long? RecordBudget { get; init; }

    /// <summary>
    /// The folder of these files, one for each record of spikes, or where ranks divide the network one of each rank and an index (<see cref="SpikeStreams"/>);
    /// made when the first is needed. All ranks must see the same one, and nobody else may write to it.
    /// </summary>
    public string? RecordFolder { get; init; }

    /// <summary>Opens these files, where they are not opened as files are.</summary>
    internal Files.FileOpener? OpenRecord { get; init; }

    /// <summary>How synapses of different delays are stored.</summary>
    internal SynapseStorage Storage { get; init; }

    /// <summary>The processes among which the network is divided.</summary>
    internal RankGroup RanksOrCurrent => Ranks ?? RankGroup.Current;

    /// <summary>Checks the options.</summary>
    /// <exception cref="ArgumentException">The time step is not positive and finite, or a number is negative.</exception>
    internal RunOptions Checked()
    {
        if (!(TimeStep.SiValue > 0) || double.IsInfinity(TimeStep.SiValue))
        {
            throw new ArgumentException($"The time step is {TimeStep}; expected a positive time.");
        }

        if (Threads < 0)
        {
            throw new ArgumentException($"The number of threads is {Threads}; expected 1 or more, or 0 for automatic.");
        }

        if (StepsAhead < 0)
        {
            throw new ArgumentException($"The steps ahead are {StepsAhead}; expected 0 or more.");
        }

        if (MemoryLimit < 0)
        {
            throw new ArgumentException($"The memory limit is {MemoryLimit} bytes; expected 0 or more.");
        }

        if (RecordBudget < 0)
        {
            throw new ArgumentException($"The budget of records is {RecordBudget} bytes; expected 0 or more.");
        }

        if (RecordBudget is not null && string.IsNullOrEmpty(RecordFolder))
        {
            throw new ArgumentException($"The budget of records is {ByteText.Of(RecordBudget.Value)}, and there is no RecordFolder for what is beyond it.");
        }

        return PathRefinement is < 0 or > 16 ? throw new ArgumentException($"The path refinement is {PathRefinement}; expected 0 to 16.") : this;
    }
}
