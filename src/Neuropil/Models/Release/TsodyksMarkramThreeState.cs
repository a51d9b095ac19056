using static Neuropil.Functions;

namespace Neuropil;

/// <summary>
/// Depression and facilitation with three states of the resource: what is let out waits in the active state before it recovers. Recovered x, active y and
/// inactive z sum to 1; dy/dt = -y/tau_in, dz/dt = y/tau_in - z/tau_rec, dx/dt = z/tau_rec; a spike moves u x from x to y, and that is what it lets out. u
/// decays to zero with tau_fac and rises by U (1 - u) before the release (Tsodyks, Uziel and Markram 2000, J. Neurosci. 20, eqs. 3 and 4).
/// </summary>
/// <remarks>
/// Its variables are u, the active part y, and what is not recovered, q = y + z; q and y stand as they were after the source's last spike, <c>since</c> ago:
/// y ages by e^(-t/tau_in), q to q e^(-t/tau_rec) + (y/tau_rec) t e^(-t/tau_rec) exprel(t/tau_rec - t/tau_in), which holds for equal time constants too. With a
/// very small tau_in it is <see cref="TsodyksMarkram"/>. NEST calls it tsodyks_synapse, NEURON's users tmgsyn.
/// </remarks>
/// <param name="Name">The name in the paths of its variables.</param>
public sealed record TsodyksMarkramThreeState(string Name) : Release(Name)
{
    /// <summary>U, the part of the recovered resource that a first spike uses, above 0 and up to 1. Default 0.5.</summary>
    [Positive]
    [Probability]
    public NumberParameter Utilization { get; init; } = 0.5;

    /// <summary>tau_rec, the time constant with which the inactive resource recovers. Default 800 ms.</summary>
    [Positive]
    public Parameter<Time> Recovery { get; init; } = 800 * Units.ms;

    /// <summary>tau_in, the time constant with which the active resource becomes inactive. Default 3 ms.</summary>
    [Positive]
    public Parameter<Time> Inactivation { get; init; } = 3 * Units.ms;

    /// <summary>tau_fac, the time constant with which facilitation decays. Default null: there is none, and a spike uses U.</summary>
    [Positive]
    public Parameter<Time>? Facilitation { get; init; }

    /// <inheritdoc/>
    protected internal override void Declare(SynapseBuilder synapse)
    {
        var spike = synapse.PresynapticSpike;
        var y = synapse.Variable("y", Scope.Source, 0.0);
        var q = synapse.Variable("q", Scope.Source, 0.0);
        var since = synapse.Variable("since", Scope.Source, 0 * Units.ms);
        var released = synapse.Variable("released", Scope.Source, 0.0);
        synapse.Differential(since, 1.0);
        Expr used = Utilization;
        if (Facilitation is not null)
        {
            var u = synapse.Variable("u", Scope.Source, 0.0);
            synapse.Differential(u, -u / Facilitation);
            synapse.On(spike, u, u + (Utilization * (1 - u)));
            used = u;
        }

        var (recovery, inactivation) = (since / Recovery, since / Inactivation);
        var aged = (q + (y * recovery * Exprel(recovery - inactivation))) * Exp(-recovery);
        synapse.On(spike, released, used * (1 - aged));
        synapse.Emit(released);
        synapse.On(spike, q, aged + released);
        synapse.On(spike, y, (y * Exp(-inactivation)) + released);
        synapse.On(spike, since, 0 * Units.ms);
    }
}
