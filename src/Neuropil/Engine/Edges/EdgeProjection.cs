using Neuropil.Compiler;

namespace Neuropil.Engine;

/// <summary>A projection with state as the whole network sees it: its equations, kernels, delays, and the room of its port.</summary>
internal sealed class EdgeProjection
{
    public required Projection Projection { get; init; }

    /// <summary>The equations as the network declares them.</summary>
    public required SynapseEquations Declared { get; init; }

    /// <summary>The equations with the parameters that they have now.</summary>
    public required SynapseEquations Equations { get; set; }

    public required SynapsePlans Plans { get; set; }

    /// <summary>Whether synapses of one source and delay are always advanced together; not where some come later than others.</summary>
    public bool AgeTogether => AgesTogether(Projection, Declared);

    /// <summary>The processes that have its synapses.</summary>
    public required RankGroup Ranks { get; init; }

    /// <summary>The number of synapses of each source, onto whatever rank's cells; where the network is divided.</summary>
    public int[] RowLengths { get; set; } = [];

    /// <summary>Whether it is a coupling, which adds to its targets' arrivals in every step, and has no amounts.</summary>
    public bool IsCoupling => Projection.Receptor is ICoupling;

    /// <summary>Where a coupling takes from and adds to, an entry for each of its outputs.</summary>
    public CoupledColumn[] Coupled { get; set; } = [];

    /// <summary>Whether nothing happens at these synapses any more.</summary>
    public bool IsCut { get; set; }

    /// <summary>The source population's place in the network.</summary>
    public required int SourcePopulation { get; init; }

    /// <summary>The target population's place in the network.</summary>
    public required int TargetPopulation { get; init; }

    /// <summary>The axonal delays that occur, in steps, ascending.</summary>
    public required int[] AxonalDelays { get; init; }

    /// <summary>The longest dendritic delay, in steps.</summary>
    public required int LongestDendriticDelay { get; init; }

    /// <summary>The weight of all synapses, in kernel units, where they do not differ.</summary>
    public required float SharedWeight { get; set; }

    /// <summary>The largest |weight| that a synapse can have, in kernel units.</summary>
    public double LargestWeight { get; set; }

    /// <summary>The periods of its clocks, in steps.</summary>
    public required int[] ClockSteps { get; init; }

    /// <summary>How long after a presynaptic spike its later events are, in steps.</summary>
    public required int[] LateSteps { get; init; }

    /// <summary>What turns a weight in kernel units into units of the port's resolution; known when all projections are.</summary>
    public double Scale { get; set; }

    /// <summary>The largest |amount| of one synapse at one spike, in units of the port's resolution.</summary>
    public double LargestAmount => LargestWeight * Equations.LargestEmission * Scale * (1 + 1e-9);

    /// <summary>The longest time from a spike of the source to its effect on the soma, in steps.</summary>
    public int LongestDelay => AxonalDelays[^1] + LongestDendriticDelay;

    /// <summary>Whether the synapses of a projection that share source and delay are always advanced together.</summary>
    public static bool AgesTogether(Projection projection, SynapseEquations equations) => projection.Structure is null && equations.AgeTogether;
}
