using static Neuropil.Functions;

namespace Neuropil;

/// <summary>
/// Calcium decides (Graupner and Brunel 2012, PNAS 109, eqs. 1 and 2). Each spike lets calcium into the synapse, C_pre a time D after a presynaptic one and
/// C_post at a postsynaptic one, and it decays with tau_Ca. The efficacy rho rises while calcium is above theta_p and falls while it is above theta_d,
/// tau drho/dt = -rho (1 - rho) (rho* - rho) + gamma_p (1 - rho) [c > theta_p] - gamma_d rho [c > theta_d], and the weight is w0 + rho (w1 - w0).
/// </summary>
/// <remarks>
/// How long calcium is above each threshold between two events follows from its exponential decay, and with it rho, both exactly for any time step; what is
/// rounded to steps is when events happen. The bistable term, a thousand times slower, is taken apart: at a clock, by a midpoint step. The defaults are the
/// paper's parameters "DP". Its noise is left out: rho is the mean. Between the jumps <c>calcium</c> and <c>rho</c> stand as the last event left them.
/// </remarks>
/// <inheritdoc cref="CalciumDrivenPlasticity{TWeight}"/>
public sealed record CalciumPlasticity<TWeight>(string Name) : CalciumDrivenPlasticity<TWeight>(Name)
    where TWeight : struct, IQuantity<TWeight>
{
    /// <summary>C_pre, what a presynaptic spike adds to calcium, in units of one's own. Default 1.</summary>
    [NotNegative]
    public NumberParameter PresynapticCalcium { get; init; } = 1;

    /// <summary>C_post, what a postsynaptic spike adds to calcium. Default 2.</summary>
    [NotNegative]
    public NumberParameter PostsynapticCalcium { get; init; } = 2;

    /// <summary>tau_Ca, the decay of calcium. Default 20 ms.</summary>
    [Positive]
    public Parameter<Time> CalciumDecay { get; init; } = 20 * Units.ms;

    /// <summary>D, the time from a presynaptic spike at the synapse to its calcium. Default 13.7 ms.</summary>
    public Time CalciumDelay { get; init; } = 13.7 * Units.ms;

    /// <inheritdoc/>
    public override Expr DeclareEfficacy(SynapseBuilder synapse, Action<ModelEvent, Expr> follow)
    {
        ArgumentNullException.ThrowIfNull(synapse);
        ArgumentNullException.ThrowIfNull(follow);
        var calcium = synapse.Variable("calcium", Scope.Edge, 0.0);
        var rho = synapse.Variable("rho", Scope.Edge, InitialEfficacy);
        var since = synapse.Variable("since", Scope.Edge, 0 * Units.ms);
        synapse.Differential(since, 1.0);

        // How long calcium has been above each threshold since the last event.
        Expr TimeAbove(NumberParameter threshold) => Min(since, CalciumDecay * Log(Max(calcium / threshold, 1.0)));
        var (potentiating, depressing) = (TimeAbove(PotentiationThreshold), TimeAbove(DepressionThreshold));
        var (both, one) = (Min(potentiating, depressing), Abs(potentiating - depressing));
        var total = Potentiation + (Expr)Depression;
        var mean = Potentiation / Max(total, 1e-300);
        var first = mean + ((rho - mean) * Exp(-total * both / TimeConstant));
        var now = Select(
            depressing < potentiating, 1 - ((1 - first) * Exp(-Potentiation * one / TimeConstant)), first * Exp(-Depression * one / TimeConstant));
        var left = calcium * Exp(-since / CalciumDecay);
        Happen(synapse.AfterPresynapticSpike(CalciumDelay), now, left + PresynapticCalcium);
        Happen(synapse.PostsynapticSpike, now, left + PostsynapticCalcium);
        Happen(synapse.Clock("stability", Interval), Stabilised(now), left);
        return rho;

        void Happen(ModelEvent happening, Expr efficacy, Expr amount)
        {
            synapse.On(happening, rho, efficacy);
            synapse.On(happening, calcium, amount);
            synapse.On(happening, since, 0 * Units.ms);
            follow(happening, rho);
        }
    }
}
