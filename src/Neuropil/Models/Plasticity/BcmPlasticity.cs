namespace Neuropil;

/// <summary>
/// The rule of Bienenstock, Cooper and Munro (1982, J. Neurosci. 2) between rate units: dw/dt = eta x phi(nu, theta), where x and nu are the activities
/// of source and target, and the threshold theta follows the square of activity, tau_theta dtheta/dt = nu^2/nu0 - theta (Intrator and Cooper 1992, Neural
/// Netw. 5; with nu0 = 1 the form of most texts). It is given to a coupling: <c>network.Connect(inputs, cells, rule, new DriveCoupling("drive"), weight:
/// 0.1, plasticity: new BcmPlasticity("bcm"))</c>.
/// </summary>
/// <remarks>
/// The weights change at a clock, by eta times its interval (forward Euler); theta is the target's and advances in every step. In a linear cell with a
/// constant input vector x, nu = theta = nu0 is the only fixed point beside silence. It is stable while tau_theta is below 1/(eta |x|^2 nu0) for phi = nu (nu -
/// theta): there a Hopf bifurcation of the frequency eta |x|^2 nu0/(2 pi) makes activity oscillate. With n equiprobable orthogonal patterns and a fast
/// threshold one pattern wins: its response is n nu0, all others are zero.
/// </remarks>
/// <param name="Name">The name in the paths of its variables.</param>
public sealed record BcmPlasticity(string Name) : Plasticity(Name)
{
    // More than any weight; bounds come in pairs.
    private const double Unbounded = 1e100;

    /// <summary>eta, how fast weights change where x and phi are 1. Default 0.1 per second.</summary>
    [NotNegative]
    public Parameter<Frequency> LearningRate { get; init; } = 0.1 * Units.Hz;

    /// <summary>nu0, the activity at which threshold and activity meet. Default 1.</summary>
    [Positive]
    public NumberParameter TargetActivity { get; init; } = 1;

    /// <summary>tau_theta, the time constant of the threshold. Default 1 s.</summary>
    [Positive]
    public Parameter<Time> ThresholdTime { get; init; } = 1 * Units.second;

    /// <summary>Where the threshold starts. Default 1.</summary>
    public NumberParameter InitialThreshold { get; init; } = 1;

    /// <summary>phi(nu, theta). Default nu (nu - theta).</summary>
    public ModificationFunction Modification { get; init; } = ModificationFunction.Quadratic;

    /// <summary>The least weight. Default null: none. Zero for excitatory synapses that stay so.</summary>
    public NumberParameter? SmallestWeight { get; init; }

    /// <summary>The largest weight. Default null: none.</summary>
    public NumberParameter? LargestWeight { get; init; }

    /// <summary>How often weights change. Default 10 ms.</summary>
    public Time Interval { get; init; } = 10 * Units.ms;

    /// <summary>The variable of source and target that is their activity, a pure number. Default <c>r</c>, as of <see cref="RateUnit"/>.</summary>
    public string Activity { get; init; } = "r";

    /// <inheritdoc/>
    protected internal override void Declare(SynapseBuilder synapse)
    {
        ArgumentNullException.ThrowIfNull(synapse);
        var (w, x, nu) = (synapse.Weight, synapse.Source(Activity, Dimension.None), synapse.Target(Activity, Dimension.None));
        var theta = synapse.Variable("theta", Scope.Target, InitialThreshold);
        synapse.Differential(theta, ((nu * nu / TargetActivity) - theta) / ThresholdTime);
        if (SmallestWeight is not null || LargestWeight is not null)
        {
            synapse.Bounds(w, SmallestWeight ?? -Unbounded, LargestWeight ?? Unbounded);
        }

        synapse.On(synapse.Clock("learning", Interval), w, w + (LearningRate * Interval * x * Modification.Of(nu, theta)));
    }
}
