namespace Neuropil.Compiler;

/// <summary>What a column of an event's kernel is bound to.</summary>
internal enum EventRole
{
    /// <summary>A variable of the entities that the kernel changes.</summary>
    Variable,

    /// <summary>The step of the last event that advanced the entity's variables; one number for all where all come to their events together.</summary>
    LastEvent,

    /// <summary>The step of this event, one number for all.</summary>
    Now,

    /// <summary>A variable of the source: shared at a presynaptic spike, looked up for each synapse at a postsynaptic one.</summary>
    Source,

    /// <summary>A variable of the target: looked up at a presynaptic spike, shared at a postsynaptic one.</summary>
    Target,

    /// <summary>A state variable of the target cell, likewise.</summary>
    TargetCell,

    /// <summary>A variable of the source cell, which its synapses share at a tick of a clock.</summary>
    SourceCell,

    /// <summary>A number that is drawn for this event.</summary>
    Chance,

    /// <summary>The weight of a synapse whose weight does not change.</summary>
    Weight,

    /// <summary>The amount that a synapse sends on, in units of the port's resolution, plus what rounds it (<see cref="SynapsePlans.Rounding"/>).</summary>
    Amount,

    /// <summary>The part of what is emitted that the source's synapses share: written by the source's kernel, read by the edges'.</summary>
    Factor,

    /// <summary>What turns a weight in kernel units into units of the port's resolution, one number for all.</summary>
    Scale,

    /// <summary>The largest amount that the port has room for, one number for all.</summary>
    LargestAmount,

    /// <summary>The value of a variable when the event happens, for the synapses that read it.</summary>
    Seen,

    /// <summary>A parameter that each entity has to itself, or what follows from such ones.</summary>
    Parameter,
}

/// <summary>A column of an event's kernel.</summary>
/// <param name="Role">What it is bound to.</param>
/// <param name="Symbol">The variable that it holds, or that it is named after; null for parameters.</param>
/// <param name="IsShared">Whether it is one number for all entities of a call.</param>
internal sealed record EventColumn(EventRole Role, Symbol? Symbol, bool IsShared);
