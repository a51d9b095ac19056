using static Neuropil.Functions;

namespace Neuropil;

/// <summary>
/// The rule of <see cref="CalciumPlasticity{TWeight}"/> driven by what NMDA receptors let in: c is the charge of calcium in the target cell over a scale,
/// c = q/q0. All synapses onto one receptor share its calcium, as they share its conductance: a synapse that is to have its own needs a receptor of its own, on
/// a compartment of its own.
/// </summary>
/// <remarks>
/// Calcium is looked at by a clock, and rho moves by the rule's exact solution with calcium at rest meanwhile: the interval has to be short beside
/// the decay of calcium.
/// </remarks>
/// <inheritdoc cref="CalciumDrivenPlasticity{TWeight}"/>
public sealed record NmdaCalciumPlasticity<TWeight>(string Name) : CalciumDrivenPlasticity<TWeight>(Name)
    where TWeight : struct, IQuantity<TWeight>
{
    /// <summary>The variable of the target that is the charge of calcium. Default <c>nmda.calcium.charge</c>, as of a receptor named nmda.</summary>
    public string Charge { get; init; } = "nmda.calcium.charge";

    /// <summary>q0, the charge that counts as one.</summary>
    public required Parameter<Charge> Scale { get; init; }

    /// <summary>How often calcium is looked at. Default 1 ms.</summary>
    public Time CalciumInterval { get; init; } = 1 * Units.ms;

    /// <inheritdoc/>
    public override Expr DeclareEfficacy(SynapseBuilder synapse, Action<ModelEvent, Expr> follow)
    {
        ArgumentNullException.ThrowIfNull(synapse);
        ArgumentNullException.ThrowIfNull(follow);
        if (Scale.IsUniform && !(Scale.UniformSi > 0))
        {
            throw new ArgumentException($"The charge that counts as one is {Scale}; expected more than 0.");
        }

        var calcium = synapse.Target(Charge, Neuropil.Charge.Dimension) / Scale;
        var rho = synapse.Variable("rho", Scope.Edge, InitialEfficacy);
        var rises = Select(PotentiationThreshold < calcium, Expr.Of(Potentiation), 0.0);
        var falls = Select(DepressionThreshold < calcium, Expr.Of(Depression), 0.0);
        var total = rises + falls;
        var mean = rises / Max(total, 1e-300);
        var tick = synapse.Clock("calcium", CalciumInterval);
        synapse.On(tick, rho, mean + ((rho - mean) * Exp(-total * CalciumInterval / TimeConstant)));
        follow(tick, rho);
        var stability = synapse.Clock("stability", Interval);
        synapse.On(stability, rho, Stabilised(rho));
        follow(stability, rho);
        return rho;
    }
}
