namespace Neuropil;

/// <summary>
/// Facilitation and two kinds of depression by factors: a spike lets out F D1 D2, then F rises by f, D1 is multiplied by d1 and D2 by d2; between spikes all
/// relax to 1, F with tau_F, D1 with tau_D1, D2 with tau_D2 (Varela et al. 1997, J. Neurosci. 17, eqs. 2 to 4). The weight is what a first spike lets out.
/// </summary>
/// <remarks>The default values are our own, of the size of the paper's fits.</remarks>
/// <param name="Name">The name in the paths of its variables.</param>
public sealed record FacilitationDepression(string Name) : Release(Name)
{
    /// <summary>f, the rise of F at a spike, from 0 to 1. Default 0.9.</summary>
    [Probability]
    public NumberParameter Facilitation { get; init; } = 0.9;

    /// <summary>tau_F, the time constant of F. Default 90 ms.</summary>
    [Positive]
    public Parameter<Time> FacilitationDecay { get; init; } = 90 * Units.ms;

    /// <summary>d1, what a spike leaves of D1, from 0 to 1. Default 0.4.</summary>
    [Probability]
    public NumberParameter FastDepression { get; init; } = 0.4;

    /// <summary>tau_D1, the time constant of D1. Default 380 ms.</summary>
    [Positive]
    public Parameter<Time> FastRecovery { get; init; } = 380 * Units.ms;

    /// <summary>d2, what a spike leaves of D2, from 0 to 1. Default 0.975.</summary>
    [Probability]
    public NumberParameter SlowDepression { get; init; } = 0.975;

    /// <summary>tau_D2, the time constant of D2. Default 9.2 s.</summary>
    [Positive]
    public Parameter<Time> SlowRecovery { get; init; } = 9.2 * Units.second;

    /// <summary>The largest F that may occur, for the range of what arrives; beyond it the run stops and names the synapse. Default 100.</summary>
    public double LargestFactor { get; init; } = 100;

    /// <inheritdoc/>
    protected internal override void Declare(SynapseBuilder synapse)
    {
        var f = synapse.Variable("F", Scope.Source, 1.0);
        var (fast, slow) = (synapse.Variable("D1", Scope.Source, 1.0), synapse.Variable("D2", Scope.Source, 1.0));
        synapse.Differential(f, (1 - f) / FacilitationDecay);
        synapse.Differential(fast, (1 - fast) / FastRecovery);
        synapse.Differential(slow, (1 - slow) / SlowRecovery);
        synapse.Emit(f * fast * slow, LargestFactor);
        synapse.On(synapse.PresynapticSpike, f, f + Facilitation);
        synapse.On(synapse.PresynapticSpike, fast, fast * FastDepression);
        synapse.On(synapse.PresynapticSpike, slow, slow * SlowDepression);
    }
}
