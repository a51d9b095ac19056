namespace Neuropil;

/// <summary>
/// What rules share that move an efficacy rho between 0 and 1 by calcium and two thresholds: tau drho/dt = -rho (1 - rho) (rho* - rho) + gamma_p (1 - rho)
/// [c > theta_p] - gamma_d rho [c > theta_d] (Graupner and Brunel 2012, PNAS 109, eq. 1). The weight is w0 + rho (w1 - w0).
/// </summary>
/// <param name="Name">The name in the paths of its variables.</param>
/// <typeparam name="TWeight">The quantity of a weight, as the receptor has it.</typeparam>
public abstract record CalciumDrivenPlasticity<TWeight>(string Name) : Plasticity(Name)
    where TWeight : struct, IQuantity<TWeight>
{
    /// <summary>w0, the weight at rho = 0.</summary>
    public required Parameter<TWeight> LowWeight { get; init; }

    /// <summary>w1, the weight at rho = 1.</summary>
    public required Parameter<TWeight> HighWeight { get; init; }

    /// <summary>theta_p, the calcium above which rho rises. Default 1.3.</summary>
    [Positive]
    public NumberParameter PotentiationThreshold { get; init; } = 1.3;

    /// <summary>theta_d, the calcium above which rho falls. Default 1.</summary>
    [Positive]
    public NumberParameter DepressionThreshold { get; init; } = 1;

    /// <summary>gamma_p, how strongly it rises. Default 321.808.</summary>
    [NotNegative]
    public NumberParameter Potentiation { get; init; } = 321.808;

    /// <summary>gamma_d, how strongly it falls. Default 200.</summary>
    [NotNegative]
    public NumberParameter Depression { get; init; } = 200;

    /// <summary>tau. Default 150 s.</summary>
    [Positive]
    public Parameter<Time> TimeConstant { get; init; } = 150 * Units.second;

    /// <summary>rho*, the border between the two stable states. Default 0.5.</summary>
    [Probability]
    public NumberParameter Border { get; init; } = 0.5;

    /// <summary>rho at the start. Default 0.5.</summary>
    [Probability]
    public NumberParameter InitialEfficacy { get; init; } = 0.5;

    /// <summary>
    /// Whether rho has two stable states, 0 and 1, so that a change outlasts the calcium that caused it. Where it has not, it returns to 0 with the time
    /// constant <see cref="Forgetting"/>. Default true.
    /// </summary>
    public bool IsBistable { get; init; } = true;

    /// <summary>The time constant with which rho returns to 0 where it is not bistable. Default 300 s.</summary>
    [Positive]
    public Parameter<Time> Forgetting { get; init; } = 300 * Units.second;

    /// <summary>How often what holds rho acts on it. Default 100 ms.</summary>
    public Time Interval { get; init; } = 100 * Units.ms;

    /// <summary>Declares calcium and rho without a weight that follows: for rules that let something else follow rho.</summary>
    /// <param name="synapse">The synapse.</param>
    /// <param name="follow">Called for each event that gives rho a value, with rho: what follows it gets its statements there.</param>
    /// <returns>rho.</returns>
    public abstract Expr DeclareEfficacy(SynapseBuilder synapse, Action<ModelEvent, Expr> follow);

    /// <inheritdoc/>
    protected internal override void Declare(SynapseBuilder synapse)
    {
        ArgumentNullException.ThrowIfNull(synapse);
        if (LowWeight.IsUniform && HighWeight.IsUniform && !(LowWeight.UniformSi < HighWeight.UniformSi))
        {
            throw new ArgumentException($"The low weight is {LowWeight} and the high one {HighWeight}; expected less than that.");
        }

        DeclareEfficacy(synapse, (happening, rho) => synapse.On(happening, synapse.Weight, LowWeight + (rho * (HighWeight - (Expr)LowWeight))));
        synapse.Bounds(synapse.Weight, LowWeight, HighWeight);
    }

    /// <summary>rho an interval later, by what holds it alone.</summary>
    protected Expr Stabilised(Expr rho)
    {
        if (!IsBistable)
        {
            return rho * Functions.Exp(-(Interval / Expr.Of(Forgetting)));
        }

        Expr Slope(Expr at) => -at * (1 - at) * (Border - at) / TimeConstant;
        return rho + (Interval * Slope(rho + (0.5 * Interval * Slope(rho))));
    }
}
