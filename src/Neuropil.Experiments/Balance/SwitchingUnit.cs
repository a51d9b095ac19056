using static Neuropil.Functions;
using static Neuropil.Units;

namespace Neuropil.Experiments;

/// <summary>
/// The unit of van Vreeswijk and Sompolinsky (1998, Neural Comput. 10, eqs. 2.1 and 2.2) for networks that are sparse in time: at moments of its own, a Poisson
/// process of rate 1/tau, it is on from then if <c>h &gt; threshold</c>, else off, with h = external + (active excitatory inputs) - J (active inhibitory ones).
/// </summary>
/// <remarks>
/// It is <see cref="BinaryUnit"/> whose sums are kept by changes, which few units have in a step, and not added up in every one: each change sends a spike,
/// and <see cref="ChangeOfState"/> says of which sign. Sums are counts, so that a drive that equals the threshold is found equal.
/// </remarks>
internal sealed record SwitchingUnit : Neuron
{
    /// <summary>The mean time between two looks.</summary>
    public required Parameter<Time> TimeConstant { get; init; }

    /// <summary>The drive from outside, in weights of one excitatory input.</summary>
    public NumberParameter External { get; init; } = 0;

    /// <summary>The drive above which the unit is on, in weights of one excitatory input.</summary>
    public NumberParameter Threshold { get; init; } = 1;

    /// <inheritdoc/>
    protected override void Declare(CellBuilder equations)
    {
        // Receptors stand on membranes; this one's potential is not used.
        var v = equations.MembranePotential("V", 0 * mV);
        equations.Update(v, v);
        var r = equations.State("r", Dimension.None);
        var h = equations.DeclareDrive(Dimension.None);
        equations.AddDrive(External);
        equations.Intermediate("h", h);
        var looks = equations.Chance("chance") < -Expm1(-Symbol.TimeStep / TimeConstant);
        var changes = equations.Spike(looks & (Abs(Select(Threshold < h, 1.0, 0.0) - r) > 0.5));
        equations.On(changes, r, 1 - r);
    }
}

/// <summary>What a change of state of a <see cref="SwitchingUnit"/> sends: the weight when it goes on, minus the weight when it goes off again.</summary>
internal sealed record ChangeOfState() : Release("change")
{
    /// <inheritdoc/>
    protected override void Declare(SynapseBuilder synapse)
    {
        var sign = synapse.Variable("sign", Scope.Source, 1.0);
        synapse.Emit(sign);
        synapse.On(synapse.PresynapticSpike, sign, -sign);
    }
}

/// <summary>How many of a unit's inputs of one kind are on; the drive that they bring is that number times <see cref="Weight"/>.</summary>
/// <param name="Name">The name in the path of its variable, <c>active</c>.</param>
internal sealed record ActiveInputs(string Name) : Receptor<Number>(Name)
{
    /// <summary>The drive of one input.</summary>
    public NumberParameter Weight { get; init; } = 1;

    /// <inheritdoc/>
    protected override void Declare(CellBuilder equations, Symbol voltage)
    {
        var active = equations.State("active", Dimension.None);
        equations.Update(active, active);
        var (weights, arrival) = equations.Arrival(Dimension.None);
        equations.On(arrival, active, active + weights);
        equations.AddDrive(Weight * active);
    }
}
