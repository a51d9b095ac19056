using static Neuropil.Functions;

namespace Neuropil;

/// <summary>
/// The calcium of a target cell, a slow sensor of its rate, and the synaptic elements that grow or shrink with it: d[Ca]/dt = -[Ca]/tau, at each of the cell's
/// spikes [Ca] rises by 1/tau, so that its mean is the rate; dz/dt = nu (1 - [Ca]/epsilon) (Butz and van Ooyen 2013, PLoS Comput. Biol. 9, e1003259, the
/// linear curve), or with <see cref="LeastCalcium"/> the Gaussian curve nu (2 exp(-(([Ca] - xi)/zeta)^2) - 1), xi = (eta + epsilon)/2,
/// zeta = (epsilon - eta)/(2 sqrt(ln 2)), by which elements shrink below eta too. The weight stays.
/// </summary>
/// <remarks>
/// For <see cref="HomeostaticGrowth"/>, whose <see cref="HomeostaticGrowth.DendriticElements"/> is then <c>z</c>. A cell that declares such variables itself
/// needs none of this. The publication measures calcium without a unit, with a rise beta at a spike: epsilon there is beta tau times the rate here.
/// </remarks>
/// <param name="Name">The name in the paths of its variables.</param>
public sealed record SynapticElements(string Name) : Plasticity(Name)
{
    /// <summary>epsilon, the rate at which as many elements grow as are lost. Default 5 Hz.</summary>
    [Positive]
    public Parameter<Frequency> TargetRate { get; init; } = 5 * Units.Hz;

    /// <summary>eta, the rate below which elements are lost again: the curve is Gaussian; null for the linear curve.</summary>
    public Parameter<Frequency>? LeastCalcium { get; init; }

    /// <summary>nu, how many elements grow in a time where there is no calcium (linear), or at most (Gaussian). Default 0.1 per second.</summary>
    [NotNegative]
    public Parameter<Frequency> GrowthRate { get; init; } = 0.1 * Units.Hz;

    /// <summary>tau, the time constant of calcium. Default 10 s.</summary>
    [Positive]
    public Parameter<Time> CalciumDecay { get; init; } = 10 * Units.second;

    /// <summary>The elements at the start. Default 0.</summary>
    [NotNegative]
    public NumberParameter InitialElements { get; init; } = 0;

    /// <inheritdoc/>
    protected internal override void Declare(SynapseBuilder synapse)
    {
        var calcium = synapse.Variable("Ca", Scope.Target, 0 * Units.Hz);
        var elements = synapse.Variable("z", Scope.Target, InitialElements);
        synapse.Differential(calcium, -calcium / CalciumDecay);
        synapse.On(synapse.PostsynapticSpike, calcium, calcium + (1.0 / Expr.Of(CalciumDecay)));
        synapse.Differential(elements, GrowthRate * Curve(calcium));
    }

    private Expr Curve(Expr calcium)
    {
        if (LeastCalcium is null)
        {
            return 1 - (calcium / TargetRate);
        }

        var middle = (Expr.Of(LeastCalcium) + TargetRate) / 2;
        var width = (Expr.Of(TargetRate) - LeastCalcium) / (2 * Math.Sqrt(Math.Log(2)));
        var distance = (calcium - middle) / width;
        return (2 * Exp(-distance * distance)) - 1;
    }
}
