namespace Neuropil;

/// <summary>A variable of a closed projection: where it lives, and how it advances.</summary>
/// <param name="Symbol">The variable.</param>
/// <param name="Scope">Source, target or edge.</param>
/// <param name="Initial">Where it starts, a function of parameters.</param>
/// <param name="Derivative">dy/dt; null where it changes by statements alone.</param>
/// <param name="Bounds">The least and the largest value; null for none.</param>
/// <param name="IsStepped">
/// Whether it advances in every step: what the synapses of a cell read at each other's events is looked up there, not aged for each synapse.
/// Others advance to an event when it happens.
/// </param>
internal sealed record ScopedVariable(
    Symbol Symbol, Scope Scope, Expr Initial, Expr? Derivative, (Expr Minimum, Expr Maximum)? Bounds, bool IsStepped);
