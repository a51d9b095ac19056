using static Neuropil.Functions;

namespace Neuropil;

/// <summary>
/// Depression and facilitation of N release sites by chance: at a spike each site that holds a vesicle lets it out with probability u, and an empty one gets a
/// new vesicle with rate 1/tau_rec; u relaxes to U with tau_fac and rises by U (1 - u) after the release (Fuhrmann et al. 2002, J. Neurophysiol. 87). The
/// weight is the effect of one vesicle.
/// </summary>
/// <remarks>
/// The mean over trials is N times the u R of <see cref="TsodyksMarkram"/>. How many sites were refilled since the last spike, and how many release, are
/// binomial numbers, each drawn exactly from one chance; <c>full</c> and <c>ready</c> are how many vesicles a
/// synapse held before and after its last release. At rest all sites are full.
/// </remarks>
/// <param name="Name">The name in the paths of its variables.</param>
public sealed record StochasticTsodyksMarkram(string Name) : Release(Name), IModel
{
    /// <summary>N, the number of release sites of a synapse: 1 to 256. Default 8.</summary>
    public int Sites { get; init; } = 8;

    /// <summary>U, the probability with which a full site releases at a first spike, above 0 and up to 1. Default 0.5.</summary>
    [Positive]
    [Probability]
    public NumberParameter Utilization { get; init; } = 0.5;

    /// <summary>tau_rec, the mean time after which an empty site is refilled. Default 800 ms.</summary>
    [Positive]
    public Parameter<Time> Recovery { get; init; } = 800 * Units.ms;

    /// <summary>tau_fac, the time constant with which facilitation decays. Default null: there is none, and u stays U.</summary>
    [Positive]
    public Parameter<Time>? Facilitation { get; init; }

    // The page shows no formula of the inversion, which is a method and no model.
    ModelEquations? IModel.Equations() => null;

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">The number of sites is not from 1 to 256.</exception>
    protected internal override void Declare(SynapseBuilder synapse)
    {
        if (Sites is < 1 or > Draws.MostTrials)
        {
            throw new ArgumentException($"sites is {Sites}; expected 1 to {Draws.MostTrials}.");
        }

        var spike = synapse.PresynapticSpike;
        var refilled = synapse.Variable("refilled", Scope.Source, 1.0);
        synapse.Differential(refilled, (1 - refilled) / Recovery);
        var ready = synapse.Variable("ready", Scope.Edge, (double)Sites);
        var full = synapse.Variable("full", Scope.Edge, (double)Sites);
        Expr u = Utilization;
        if (Facilitation is not null)
        {
            var facilitated = synapse.Variable("u", Scope.Source, Utilization);
            synapse.Differential(facilitated, (Utilization - facilitated) / Facilitation);
            u = facilitated;
        }

        synapse.On(spike, full, ready + Draws.Binomial(synapse.Chance("refill"), Sites - ready, refilled, Sites));
        synapse.On(spike, ready, full - Draws.Binomial(synapse.Chance("release"), full, u, Sites));
        synapse.Emit(full - ready, largest: Sites);
        synapse.On(spike, refilled, 0.0);
        if (u is Symbol facilitating)
        {
            synapse.On(spike, facilitating, u + (Utilization * (1 - u)));
        }
    }
}
