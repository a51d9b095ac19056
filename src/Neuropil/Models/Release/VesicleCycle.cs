using static Neuropil.Functions;

namespace Neuropil;

/// <summary>
/// The vesicle cycle of each release site as a Markov chain in continuous time: undocked, docked, primed, fused, recovered. Fusion is driven by calcium: the
/// brief transient of each spike (synchronous release) and what stays in the terminal (asynchronous release, between spikes too). The weight is the effect of
/// one vesicle.
/// </summary>
/// <remarks>
/// <c>site[i]</c> is a site's state, 0 to 4 in this order; <c>released</c> counts a synapse's vesicles. At rest all sites are primed.
/// <see cref="MeanVesicleCycle"/> has the mean over many such synapses. Each synapse is visited at each tick: this is a model for the study of a synapse, and
/// of networks of thousands of cells with few. Cooperativity of 3 to 5 and of 1 to 2: Schneggenburger and Neher 2000 (Nature 406), Goda and Stevens 1994 (PNAS
/// 91). The default values are our own.
/// </remarks>
/// <param name="Name">The name in the paths of its variables.</param>
public sealed record VesicleCycle(string Name) : VesicleRelease(Name)
{
    /// <inheritdoc/>
    protected internal override void Declare(SynapseBuilder synapse)
    {
        var interval = DeclareInterval(synapse);

        // Sums of the rows, which the sites of all synapses of the source read.
        var cumulative = new Expr[States, States - 1];
        for (int from = 0; from < States; from++)
        {
            Expr sum = 0.0;
            for (int to = 0; to < States - 1; to++)
            {
                sum += from == to ? 1 + interval.Changes[from, to] : interval.Changes[from, to];
                var stored = synapse.Variable($"p[{from},{to}]", Scope.Source, to >= from ? 1.0 : 0.0);
                synapse.On(interval.Tick, stored, sum);
                cumulative[from, to] = stored;
            }
        }

        // Another clock: synapses see a source as it was before the tick of one.
        var tick = synapse.Clock("vesicles", Period);
        var released = synapse.Variable("released", Scope.Edge, 0.0);
        var (sites, chances) = (synapse.Sites("site", Sites, 2.0), synapse.Chances("chance", Sites));
        Expr count = 0.0;
        for (int site = 0; site < Sites; site++)
        {
            var next = MarkovChain.Sample(sites[site], cumulative, chances[site]);
            count += Select((sites[site] < 2.5) & (next > 2.5), 1.0, 0.0);
        }

        synapse.Emit(tick, count, largest: Sites);
        synapse.On(tick, released, released + count);
        for (int site = 0; site < Sites; site++)
        {
            synapse.On(tick, sites[site], MarkovChain.Sample(sites[site], cumulative, chances[site]));
        }
    }
}
