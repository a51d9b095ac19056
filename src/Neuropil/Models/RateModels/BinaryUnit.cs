using static Neuropil.Functions;

namespace Neuropil;

/// <summary>
/// A unit that is on or off: at moments of its own, a Poisson process of rate 1/tau, it looks at its drive and is on from then if h &gt; threshold,
/// else off (van Vreeswijk and Sompolinsky, Neural Comput. 10, 1998, eqs. 2.1 and 2.2). The drive is <see cref="External"/> and the weighted states
/// that come by <see cref="DriveCoupling"/>. A spike is counted when it goes on.
/// </summary>
/// <remarks>
/// In a step a unit looks with probability 1 - exp(-dt/tau). Units that look in the same step see the same old states, so that the dynamics
/// are asynchronous in the limit dt/tau -&gt; 0. A balanced network of K inputs corrects itself within tau/sqrt(K): dt must be well below that
/// (at K = 200, mean activities of 0.123 came out 0.005 higher with dt = tau/20). The paper's units look at fixed intervals with random phases or
/// at random, as here.
/// </remarks>
public sealed record BinaryUnit : Neuron
{
    /// <summary>The mean time between two looks. Default 10 ms.</summary>
    [Positive]
    public Parameter<Time> TimeConstant { get; init; } = 10 * Units.ms;

    /// <summary>The drive from outside. Default 0.</summary>
    public NumberParameter External { get; init; } = 0;

    /// <summary>The drive above which the unit is on. Default 1.</summary>
    public NumberParameter Threshold { get; init; } = 1;

    /// <summary>The state at the start, 0 or 1. Default 0.</summary>
    public NumberParameter InitialActivity { get; init; } = 0;

    /// <inheritdoc/>
    protected internal override void Declare(CellBuilder equations)
    {
        var r = equations.State("r", Dimension.None);
        var h = equations.DeclareDrive(Dimension.None);
        equations.AddDrive(External);
        equations.Intermediate("h", h);
        var looks = equations.Chance("chance") < -Expm1(-Symbol.TimeStep / TimeConstant);
        equations.Update(r, Select(looks, Select(Threshold < h, 1.0, 0.0), r));
        equations.Initial(r, InitialActivity);
        equations.Spike(r >= 0.5);
    }
}
