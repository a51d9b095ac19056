namespace Neuropil;

/// <summary>
/// AMPA receptors travel between four pools: internal I, extrasynaptic E, mobile M in the synapse, and bound B to one of S slots there. They are
/// inserted (I to E, k_i) and removed (E to I, k_r), diffuse in (E to M, k_in) and out (M to E, k_out), are trapped by free slots (M to B,
/// k_t (S - B)) and released (k_f). The weight is the bound pool: w = B q (Earnshaw and Bressloff 2006, J. Neurosci. 26, in four pools; Opazo and
/// Choquet 2011, Mol. Cell. Neurosci. 46).
/// </summary>
/// <remarks>
/// Receptors pass between pools, so that I + E + M + B stays N to rounding. The pools are advanced at a clock by fluxes that are frozen for an interval, with
/// the
/// pools in the order M, B, E, I so that a flux never takes more than is there while interval times rate is below 1 (else the run is refused). Their equations
/// have one stable state: what outlasts a signal is the two-state rho of <see cref="Signal"/>. It sets slots, S = S0 + rho S1, and insertion, k_i (1 + rho
/// gain); where it is not bistable the pools return.
/// </remarks>
/// <param name="Name">The name in the paths of its variables.</param>
/// <typeparam name="TWeight">The quantity of a weight, as the receptor has it.</typeparam>
public sealed record ReceptorTrafficking<TWeight>(string Name) : Plasticity(Name)
    where TWeight : struct, IQuantity<TWeight>
{
    /// <summary>What a bound receptor adds to the weight.</summary>
    public required Parameter<TWeight> PerReceptor { get; init; }

    /// <summary>N, all receptors. Default 200.</summary>
    [Positive]
    public NumberParameter Receptors { get; init; } = 200;

    /// <summary>k_i, insertion from the internal pool. Default 0.01 per second.</summary>
    [NotNegative]
    public Parameter<Frequency> Insertion { get; init; } = 0.01 * Units.Hz;

    /// <summary>k_r, removal from outside the synapse. Default 0.05 per second.</summary>
    [Positive]
    public Parameter<Frequency> Removal { get; init; } = 0.05 * Units.Hz;

    /// <summary>k_in, diffusion into the synapse. Default 0.5 per second.</summary>
    [NotNegative]
    public Parameter<Frequency> Entry { get; init; } = 0.5 * Units.Hz;

    /// <summary>k_out, diffusion out of the synapse. Default 1 per second.</summary>
    [Positive]
    public Parameter<Frequency> Escape { get; init; } = 1 * Units.Hz;

    /// <summary>k_t, trapping by one free slot. Default 0.02 per second.</summary>
    [NotNegative]
    public Parameter<Frequency> Trapping { get; init; } = 0.02 * Units.Hz;

    /// <summary>k_f, release from a slot. Default 0.1 per second.</summary>
    [Positive]
    public Parameter<Frequency> Freeing { get; init; } = 0.1 * Units.Hz;

    /// <summary>S0, slots where rho is 0. Default 60.</summary>
    [Positive]
    public NumberParameter Slots { get; init; } = 60;

    /// <summary>S1, slots that rho = 1 adds. Default 60.</summary>
    [NotNegative]
    public NumberParameter AddedSlots { get; init; } = 60;

    /// <summary>By how much rho = 1 raises insertion, as a multiple. Default 1: twice as fast.</summary>
    [NotNegative]
    public NumberParameter AddedInsertion { get; init; } = 1;

    /// <summary>The calcium rule whose rho sets slots and insertion; null for pools without a signal.</summary>
    public CalciumDrivenPlasticity<TWeight>? Signal { get; init; }

    /// <summary>The bound pool at the start; all other receptors are in the internal one. Default null: none.</summary>
    public NumberParameter? InitialBound { get; init; }

    /// <summary>How often the pools are advanced. Default 10 ms.</summary>
    public Time Interval { get; init; } = 10 * Units.ms;

    /// <inheritdoc/>
    protected internal override void Declare(SynapseBuilder synapse)
    {
        ArgumentNullException.ThrowIfNull(synapse);
        RequireShort(synapse);
        Expr rho = 0.0;
        if (Signal is not null)
        {
            rho = Signal.DeclareEfficacy(synapse, (_, _) => { });
        }

        Expr bound = InitialBound ?? 0.0;
        var i = synapse.Variable("internal", Scope.Edge, Receptors - bound);
        RequireRest(synapse, i);
        var e = synapse.Variable("extrasynaptic", Scope.Edge, 0.0);
        var m = synapse.Variable("mobile", Scope.Edge, 0.0);
        var b = synapse.Variable("bound", Scope.Edge, bound);
        var tick = synapse.Clock("trafficking", Interval);
        var inserted = Interval * Insertion * (1 + (rho * AddedInsertion)) * i;
        var removed = Interval * Removal * e;
        var entered = Interval * Entry * e;
        var escaped = Interval * Escape * m;
        var trapped = Interval * Trapping * m * Functions.Max(Slots + (rho * AddedSlots) - b, 0.0);
        var freed = Interval * Freeing * b;

        // A statement sees what those before it wrote: the fluxes of a tick follow from the pools before it, and so are kept first.
        var flux = synapse.Variable("insertedLast", Scope.Edge, 0.0);
        var lateral = synapse.Variable("enteredLast", Scope.Edge, 0.0);
        var held = synapse.Variable("trappedLast", Scope.Edge, 0.0);
        synapse.On(tick, flux, inserted - removed);
        synapse.On(tick, lateral, entered - escaped);
        synapse.On(tick, held, trapped - freed);
        synapse.On(tick, i, i - flux);
        synapse.On(tick, e, e + flux - lateral);
        synapse.On(tick, m, m + lateral - held);
        synapse.On(tick, b, b + held);
        synapse.On(tick, synapse.Weight, b * PerReceptor);
        synapse.Bounds(synapse.Weight, PerReceptor * Expr.Of(Receptors) * 0.0, PerReceptor * Expr.Of(Receptors));
    }

    // What is not bound at the start is in the internal pool.
    private void RequireRest(SynapseBuilder synapse, Symbol rest)
    {
        if (InitialBound is not null && !(InitialBound.IsUniform && Receptors.IsUniform))
        {
            synapse.Bounds(rest, 0.0, Expr.Of(Receptors));
        }
        else if (InitialBound is not null && !(InitialBound.UniformSi >= 0 && InitialBound.UniformSi <= Receptors.UniformSi))
        {
            throw new ArgumentException($"Of {Receptors} receptors {InitialBound} are bound at the start; expected 0 to {Receptors}.");
        }
    }

    // A flux that is frozen for an interval must not empty its pool. Where synapses draw rates, each is looked at as the start of a variable.
    private void RequireShort(SynapseBuilder synapse)
    {
        Parameter[] parameters = [Entry, Removal, Escape, Trapping, Slots, AddedSlots, Insertion, AddedInsertion];
        if (!Array.TrueForAll(parameters, parameter => parameter.IsUniform))
        {
            var fromSynapse = Escape + (Trapping * (Slots + (Expr)AddedSlots));
            Expr leaving = Entry + (Expr)Removal + Functions.Max(fromSynapse, Insertion * (1 + (Expr)AddedInsertion));
            synapse.Bounds(synapse.Variable("leavingInAnInterval", Scope.Edge, leaving * Interval), 0.0, 1.0);
            return;
        }

        double perSecond = Entry.UniformSi + Removal.UniformSi + Math.Max(
            Escape.UniformSi + (Trapping.UniformSi * (Slots.UniformSi + AddedSlots.UniformSi)), Insertion.UniformSi * (1 + AddedInsertion.UniformSi));
        if (!(perSecond * Interval.SiValue < 1))
        {
            throw new ArgumentException(
                $"The interval {Interval} is too long for these rates: up to {perSecond:G4} per second leave a pool; expected less than "
                    + $"{Time.FromSi(1 / perSecond)}.");
        }
    }
}
