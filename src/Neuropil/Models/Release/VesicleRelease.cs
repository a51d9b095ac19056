using static Neuropil.Functions;

namespace Neuropil;

/// <summary>
/// What the stochastic vesicle cycle and its mean equations share: rates between the states of a site, and calcium that drives release. A site goes round
/// undocked, docked, primed, fused, recovered, undocked; from primed to fused with the rate k_s (c/uM)^n + k_a (r/uM)^m + k_0. A spike adds its transient to
/// the calcium c at the site, which decays within a millisecond: synchronous release; and a little to the residual calcium r of the terminal, which stays for a
/// tenth of a second: asynchronous release.
/// </summary>
/// <remarks>
/// Sites advance at a clock, each tick by the whole matrix exp(Q): the rates integrated over the interval since the last one. Calcium's part is exact wherever
/// in the interval spikes fell: while c decays, the integral of c^n is tau/n times the fall of c^n. What is let out in an interval arrives at its end. What a
/// site has let out is told from its state at both ends, which misses those that are undocked again: a part of k_FR k_RU period^2 / 6, one in 10 million by
/// default.
/// </remarks>
/// <param name="Name">The name in the paths of its variables.</param>
public abstract record VesicleRelease(string Name) : Release(Name), IModel
{
    /// <summary>The number of states of a site. The first three, up to primed, still hold a vesicle; the others have let it out.</summary>
    protected const int States = 5;

    private const int Undocked = 0;
    private const int Docked = 1;
    private const int Primed = 2;
    private const int Fused = 3;
    private const int Recovered = 4;

    // exp(-16) of a primed site is left when it meets a larger integral: calcium beyond that changes nothing.
    private const double LargestIntegral = MarkovChain.LargestSum / 2;

    /// <summary>The number of release sites of a synapse: 1 or more. Default 5.</summary>
    public int Sites { get; init; } = 5;

    /// <summary>k_UD, the rate from undocked to docked. Default 5 Hz.</summary>
    [NotNegative]
    public Parameter<Frequency> Docking { get; init; } = 5 * Units.Hz;

    /// <summary>k_DP, the rate from docked to primed. Default 10 Hz.</summary>
    [NotNegative]
    public Parameter<Frequency> Priming { get; init; } = 10 * Units.Hz;

    /// <summary>k_FR, the rate from fused to recovered. Default 50 Hz.</summary>
    [NotNegative]
    public Parameter<Frequency> Retrieval { get; init; } = 50 * Units.Hz;

    /// <summary>k_RU, the rate from recovered to undocked. Default 1 Hz.</summary>
    [NotNegative]
    public Parameter<Frequency> Recycling { get; init; } = 1 * Units.Hz;

    /// <summary>k_DU, the rate back from docked to undocked. Default 0 Hz.</summary>
    [NotNegative]
    public Parameter<Frequency> Undocking { get; init; } = 0 * Units.Hz;

    /// <summary>k_PD, the rate back from primed to docked. Default 0 Hz.</summary>
    [NotNegative]
    public Parameter<Frequency> Unpriming { get; init; } = 0 * Units.Hz;

    /// <summary>k_0, the rate of release without calcium. Default 0 Hz.</summary>
    [NotNegative]
    public Parameter<Frequency> SpontaneousRate { get; init; } = 0 * Units.Hz;

    /// <summary>What a spike adds to c. Default 20 uM.</summary>
    [NotNegative]
    public Parameter<Concentration> LocalCalcium { get; init; } = 20 * Units.uM;

    /// <summary>The time constant of c. Default 0.5 ms.</summary>
    [Positive]
    public Parameter<Time> LocalDecay { get; init; } = 0.5 * Units.ms;

    /// <summary>k_s, the rate of synchronous release at c = 1 uM. Default 0.0178 Hz.</summary>
    [NotNegative]
    public Parameter<Frequency> SynchronousRate { get; init; } = 0.0178 * Units.Hz;

    /// <summary>n, the cooperativity of synchronous release, more than 0. Default 4.</summary>
    public double SynchronousCooperativity { get; init; } = 4;

    /// <summary>What a spike adds to r. Default 0.5 uM.</summary>
    [NotNegative]
    public Parameter<Concentration> ResidualCalcium { get; init; } = 0.5 * Units.uM;

    /// <summary>The time constant of r. Default 100 ms.</summary>
    [Positive]
    public Parameter<Time> ResidualDecay { get; init; } = 100 * Units.ms;

    /// <summary>k_a, the rate of asynchronous release at r = 1 uM. Default 1 Hz.</summary>
    [NotNegative]
    public Parameter<Frequency> AsynchronousRate { get; init; } = 1 * Units.Hz;

    /// <summary>m, the cooperativity of asynchronous release, more than 0. Default 2.</summary>
    public double AsynchronousCooperativity { get; init; } = 2;

    /// <summary>The time between two ticks at which sites advance, a whole number of time steps. Default 0.1 ms.</summary>
    public Time Period { get; init; } = 0.1 * Units.ms;

    /// <summary>The page shows the rates of the cycle, as a paper has them.</summary>
    ModelEquations? IModel.Equations() => ModelEquations.InCell(this, (cell, _) =>
    {
        Symbol State(string name, double initial)
        {
            var state = cell.State(name, Dimension.None);
            cell.Initial(state, initial);
            return state;
        }

        var (u, d, p) = (State("U", 0), State("D", 0), State("P", 1));
        var (f, r) = (State("F", 0), State("R", 0));
        var (local, residual) = (cell.State("c", Concentration.Dimension), cell.State("r", Concentration.Dimension));
        var released = ((SynchronousRate * Pow(local / Units.uM, SynchronousCooperativity))
            + (AsynchronousRate * Pow(residual / Units.uM, AsynchronousCooperativity))
            + SpontaneousRate) * p;
        cell.Differential(u, (Recycling * r) + (Undocking * d) - (Docking * u));
        cell.Differential(d, (Docking * u) + (Unpriming * p) - ((Priming + Undocking) * d));
        cell.Differential(p, (Priming * d) - (Unpriming * p) - released);
        cell.Differential(f, released - (Retrieval * f));
        cell.Differential(r, (Retrieval * f) - (Recycling * r));
        cell.Differential(local, -local / LocalDecay);
        cell.Differential(residual, -residual / ResidualDecay);
    });

    /// <summary>The probability to pass from primed to fused in an interval, by the states at both its ends.</summary>
    protected static Expr Passed(Expr[,] changes, int from)
    {
        ArgumentNullException.ThrowIfNull(changes);
        return from <= Primed ? changes[from, Fused] + changes[from, Recovered] : 0.0;
    }

    /// <summary>Declares calcium and the transitions of an interval.</summary>
    /// <exception cref="ArgumentException">A number of sites, a rate or a cooperativity is out of its bounds.</exception>
    protected Interval DeclareInterval(SynapseBuilder synapse)
    {
        RequireBounds(synapse);
        var tick = synapse.Clock("calcium", Period);
        var synchronous = Integral(synapse, tick, "c", LocalCalcium, LocalDecay, SynchronousRate, SynchronousCooperativity, "synchronous");
        var asynchronous = Integral(synapse, tick, "r", ResidualCalcium, ResidualDecay, AsynchronousRate, AsynchronousCooperativity, "asynchronous");
        var spontaneous = SpontaneousRate * Period;
        var chain = new MarkovChain(States);
        chain.Transition(Undocked, Docked, Docking * Period);
        chain.Transition(Docked, Primed, Priming * Period);
        chain.Transition(Primed, Fused, Min(synchronous + asynchronous + spontaneous, LargestIntegral));
        chain.Transition(Fused, Recovered, Retrieval * Period);
        chain.Transition(Recovered, Undocked, Recycling * Period);
        Back(Docked, Undocked, Undocking);
        Back(Primed, Docked, Unpriming);

        // A second clock of the same period, which reads the integrals as they stand: behind the tick of the first.
        return new Interval(synapse.Clock("transitions", Period), synchronous, asynchronous, spontaneous, chain.Changes());

        // The usual zero makes a smaller formula.
        void Back(int from, int to, Parameter<Frequency> rate)
        {
            if (!rate.IsUniform || rate.UniformSi != 0)
            {
                chain.Transition(from, to, rate * Period);
            }
        }
    }

    // k times the integral of (x/uM)^n over the interval: a spike's jump of that power, and what it had at the last tick, less what it has now.
    private static Symbol Integral(
        SynapseBuilder synapse, ModelEvent tick, string name, Parameter<Concentration> jump, Parameter<Time> decay, Parameter<Frequency> rate,
            double cooperativity,
        string integralName)
    {
        var calcium = synapse.Variable(name, Scope.Source, 0 * Units.uM);
        var power = synapse.Variable($"{name}Power", Scope.Source, 0.0);
        var integral = synapse.Variable(integralName, Scope.Source, 0.0);
        synapse.Differential(calcium, -calcium / decay);
        var now = Pow(calcium / Units.uM, cooperativity);
        synapse.On(synapse.PresynapticSpike, power, power + Pow((calcium + jump) / Units.uM, cooperativity) - now);
        synapse.On(synapse.PresynapticSpike, calcium, calcium + jump);
        synapse.On(tick, integral, rate * decay / cooperativity * Max(power - now, 0.0));
        synapse.On(tick, power, now);
        return integral;
    }

    private void RequireBounds(SynapseBuilder synapse)
    {
        if (Sites < 1)
        {
            throw new ArgumentException($"sites is {Sites}; expected 1 or more.");
        }

        foreach (var (name, value) in new[] { ("synchronousCooperativity", SynchronousCooperativity),
            ("asynchronousCooperativity", AsynchronousCooperativity) })
        {
            if (!(value > 0) || double.IsInfinity(value))
            {
                throw new ArgumentException($"{name} is {value}; expected more than 0.");
            }
        }

        // Rates by calcium are cut where nothing is left to release.
        Parameter<Frequency> most = Frequency.FromSi(LargestIntegral / 2 / Period.SiValue);
        foreach (var rate in new[] { Docking, Priming, Retrieval, Recycling, Undocking, Unpriming })
        {
            synapse.RequireAtMost(rate, most);
        }
    }

    /// <summary>What happens in an interval that a tick ends.</summary>
    /// <param name="Tick">The tick.</param>
    /// <param name="Synchronous">The rate of synchronous release, integrated.</param>
    /// <param name="Asynchronous">The rate of asynchronous release, integrated.</param>
    /// <param name="Spontaneous">The rate of spontaneous release, integrated.</param>
    /// <param name="Changes">Of the probability of each state (column), from each at the beginning (row).</param>
    protected sealed record Interval(ModelEvent Tick, Symbol Synchronous, Symbol Asynchronous, Expr Spontaneous, Expr[,] Changes)
    {
        /// <summary>The part of what is released that calcium of the terminal has released.</summary>
        public Expr AsynchronousPart => Asynchronous / Max(Synchronous + Asynchronous + Spontaneous, 1e-300);
    }
}
