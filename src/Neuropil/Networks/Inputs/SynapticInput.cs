using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

namespace Neuropil;

/// <summary>
/// What arrives at a receptor from cells that are not simulated: each target makes it itself, step by step, without sources, synapses or spikes that travel.
/// A <see cref="PoissonInput{TWeight}"/> is one; <see cref="SynapticInput{TWeight}"/> is what others derive from. Inputs compare by identity.
/// </summary>
public abstract record SynapticInput
{
    // A copy holds the one that it was copied from, and so has not been added itself.
    private SynapticInput? added;

    private protected SynapticInput()
    {
    }

    /// <summary>The name, in the paths of what it declares; by default that of the receptor with "Input" behind it.</summary>
    [AllowNull]
    public string Name { get => field ?? $"{ReceptorOfAnyWeight.Name}Input"; init; }

    /// <summary>The cells that receive it.</summary>
    public required PopulationSlice Target { get; init; }

    /// <summary>
    /// The weight of its spikes, where it has one: below zero it is warned of, or refused, as that of a projection is
    /// (<see cref="Neuropil.Receptor.NegativeWeights"/>). Default null: nothing is known of it.
    /// </summary>
    protected internal virtual Parameter? WeightOfSpikes => null;

    /// <summary>Whether this very one, and not one that it was copied from, has its place in a network.</summary>
    internal bool IsPlaced => ReferenceEquals(added, this);

    // Not public: a property that hides another one of its name is none for F#.
    internal Receptor Receptor => ReceptorOfAnyWeight;

    private protected abstract Receptor ReceptorOfAnyWeight { get; }

    /// <inheritdoc/>
    public virtual bool Equals(SynapticInput? other) => ReferenceEquals(this, other);

    /// <inheritdoc/>
    public override int GetHashCode() => RuntimeHelpers.GetHashCode(this);

    /// <inheritdoc/>
    public sealed override string ToString() => Name;

    /// <summary>
    /// What arrives in a step, in the unit of the receptor's weights: a function of parameters, time and what it lets each cell draw:
    /// <see cref="EquationBuilder.PoissonCount"/>, <see cref="EquationBuilder.Chance"/>, or <see cref="EquationBuilder.WhiteNoise"/> times dt, which is its
    /// integral over the step. Cells of the population outside <see cref="Target"/> receive nothing of it.
    /// </summary>
    /// <param name="equations">The target's equations, in this input's scope.</param>
    protected internal abstract Expr Arriving(CellBuilder equations);

    /// <summary>What cannot be, looked at when the input is added to a network.</summary>
    /// <exception cref="ArgumentException">Something cannot be.</exception>
    protected internal virtual void Check()
    {
    }

    /// <summary>A parameter for all cells of the target's population: a list with a value for each target is zero elsewhere; others are as they are.</summary>
    /// <param name="parameter">The parameter.</param>
    /// <exception cref="ArgumentException">A list has another length than there are targets.</exception>
    protected Parameter<T> OfTargets<T>(Parameter<T> parameter)
        where T : struct, IQuantity<T>
    {
        ArgumentNullException.ThrowIfNull(parameter);
        if (parameter.Count is not { } count || Target.Count == Target.Population.Size)
        {
            return parameter;
        }

        if (count != Target.Count)
        {
            throw new ArgumentException($"Input '{Name}' has {Target.Count} targets, but a list of {count} values.");
        }

        var values = new T[Target.Population.Size];
        for (int i = 0; i < count; i++)
        {
            values[Target.Start + i] = T.FromSi(parameter.ListedSi(i));
        }

        return values;
    }

    /// <summary>Takes its place in a network.</summary>
    internal void Place() => added = this;

    /// <summary>Declares it among the equations of the target's population.</summary>
    internal void Declare(CellBuilder equations) => equations.InScope(Name, this, () =>
    {
        var amount = Arriving(equations);
        if (Target.Count < Target.Population.Size)
        {
            var within = new double[Target.Population.Size];
            Array.Fill(within, 1, Target.Start, Target.Count);
            amount *= Expr.Of((NumberParameter)within);
        }

        equations.AddArrival(equations.PortOf(Receptor.Name), amount);
    });
}
