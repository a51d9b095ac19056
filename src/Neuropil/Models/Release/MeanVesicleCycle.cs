using static Neuropil.Functions;

namespace Neuropil;

/// <summary>
/// The mean equations of the vesicle cycle: the parts U, D, P, F, R of a synapse's sites that are undocked, docked, primed, fused and recovered, driven by the
/// same calcium as <see cref="VesicleCycle"/>. dP/dt = k_DP D - (k_s c^n + k_a r^m + k_0) P, and so on. The weight is the effect of one vesicle.
/// </summary>
/// <remarks>
/// For a given course of calcium this is exactly the mean over trials of the stochastic cycle. All synapses of a source share it. <c>released</c> and
/// <c>releasedAsynchronously</c> are the vesicles that a site has let out. The parts sum to 1 to rounding.
/// </remarks>
/// <param name="Name">The name in the paths of its variables.</param>
public sealed record MeanVesicleCycle(string Name) : VesicleRelease(Name)
{
    private static readonly string[] names = ["U", "D", "P", "F", "R"];

    /// <inheritdoc/>
    protected internal override void Declare(SynapseBuilder synapse)
    {
        var interval = DeclareInterval(synapse);
        var parts = names.Select((name, state) => synapse.Variable(name, Scope.Source, state == 2 ? 1.0 : 0.0)).ToList();
        var next = names[..^1].Select(name => (Expr)synapse.Variable($"next{name}", Scope.Source, 0.0)).ToList();
        var released = synapse.Variable("released", Scope.Source, 0.0);
        var asynchronous = synapse.Variable("releasedAsynchronously", Scope.Source, 0.0);
        var flux = parts.Select((part, state) => part * Passed(interval.Changes, state)).Aggregate((sum, part) => sum + part);
        synapse.Emit(interval.Tick, Sites * flux, largest: Sites);
        synapse.On(interval.Tick, released, released + flux);
        synapse.On(interval.Tick, asynchronous, asynchronous + (flux * interval.AsynchronousPart));

        // All parts from those at the beginning of the interval; the last is what the others leave, so that rounding adds up to nothing in millions of
        // intervals.
        for (int to = 0; to < States - 1; to++)
        {
            synapse.On(interval.Tick, (Symbol)next[to],
                parts[to] + parts.Select((part, from) => part * interval.Changes[from, to]).Aggregate((sum, part) => sum + part));
        }

        for (int to = 0; to < States - 1; to++)
        {
            synapse.On(interval.Tick, parts[to], next[to]);
        }

        synapse.On(interval.Tick, parts[^1], 1 - next.Aggregate((sum, part) => sum + part));
    }
}
