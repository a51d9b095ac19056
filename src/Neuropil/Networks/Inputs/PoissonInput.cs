using static Neuropil.Functions;

namespace Neuropil;

/// <summary>
/// Poisson spikes of many presynaptic cells at a receptor: in each step a cell receives n times the weight, n a Poisson count of mean rate times dt
/// (<see cref="EquationBuilder.PoissonCount"/>). The rate is the sum over all synapses: that of 1000 cells at 8 Hz is 8 kHz. Spikes have no identity and
/// cannot be recorded; trains that are recorded, or that many cells share, come from a <see cref="PoissonSource"/>.
/// </summary>
/// <remarks>
/// What arrives in the steps at a receptor that decays with tau has the mean w r dt/(1 - E) and the variance w^2 r dt/(1 - E^2) with E = e^(-dt/tau)
/// (Campbell's theorem on the grid).
/// <para>
/// Two ways in which cells can receive correlated spikes differ. With <see cref="SharedFraction"/> c <i>spikes</i> are shared: each cell receives a copy
/// of one common train of rate c r, and spikes of its own at rate (1 - c) r, so that the counts of two cells have the correlation c (Kuhn, Aertsen and Rotter,
/// Neural Computation 15, 2003, the single interaction process). <i>Sources</i> are shared where cells draw their synapses from one population of
/// <see cref="PoissonSource"/>: K of N for each give the correlation K/N.
/// </para>
/// </remarks>
/// <typeparam name="TWeight">The quantity of a weight.</typeparam>
public sealed record PoissonInput<TWeight> : SynapticInput<TWeight>
    where TWeight : struct, IQuantity<TWeight>
{
    /// <summary>The rate of all spikes that a cell receives: one for all, one for each, or drawn. 0 Hz or more.</summary>
    public required Parameter<Frequency> Rate { get; init; }

    /// <summary>The weight of each spike: one for all cells, one for each, or drawn by each cell.</summary>
    public required Parameter<TWeight> Weight { get; init; }

    /// <summary>
    /// A factor on the rate, a pure number that may depend on <see cref="Symbol.Time"/> and on parameters:
    /// <c>1 + 0.5 * Sin(2 * Math.PI * 8 * Hz * Symbol.Time)</c>, or a recorded curve by
    /// <see cref="Functions.Samples{TQuantity}(IReadOnlyList{TQuantity}, Time, Expr)"/>. A step has the rate of its beginning. Default 1.
    /// </summary>
    public Expr Modulation { get; init; } = 1.0;

    /// <summary>The part of the rate, from 0 to 1, that is one train for all cells. Default 0: all cells are independent.</summary>
    public double SharedFraction { get; init; }

    /// <summary>
    /// The name of the common train, which inputs to other populations may share: they then receive copies of the same spikes. By default it is the input's
    /// own, that of population and input.
    /// </summary>
    public string? SharedBy { get; init; }

    /// <summary>
    /// Whether counts are replaced by normal numbers of the same mean and variance, r dt + sqrt(r dt) N: the diffusion approximation, good where many spikes
    /// of small weight arrive in the time over which a cell sums them (Tuckwell, Introduction to Theoretical Neurobiology 2, 1988, chapter 9).
    /// </summary>
    public bool IsDiffusion { get; init; }

    /// <inheritdoc/>
    protected internal override Parameter WeightOfSpikes => Weight;

    /// <summary>The rate with its modulation.</summary>
    internal Expr ModulatedRate => OfTargets(Rate) * Modulation;

    /// <inheritdoc/>
    protected internal override Expr Arriving(CellBuilder equations)
    {
        Expr own = 0.0;
        if (SharedFraction < 1)
        {
            var rate = SharedFraction > 0 ? (1 - SharedFraction) * ModulatedRate : ModulatedRate;
            own = IsDiffusion ? Diffusion(equations, rate) : equations.PoissonCount("count", rate);
        }

        Expr shared = SharedFraction > 0
            ? equations.SharedPoissonCount("sharedCount", SharedFraction * ModulatedRate, SharedBy ?? $"{Target.Population.Name}/{Name}")
            : 0.0;
        return OfTargets(Weight) * (own + shared);
    }

    /// <inheritdoc/>
    protected internal override void Check()
    {
        ArgumentNullException.ThrowIfNull(Rate);
        ArgumentNullException.ThrowIfNull(Weight);
        if (Rate.IsUniform && !(Rate.UniformSi >= 0))
        {
            throw new ArgumentException($"Input '{Name}' to '{Target.Name}': the rate is {Rate}; expected 0 Hz or more.");
        }

        if (!(SharedFraction >= 0 && SharedFraction <= 1))
        {
            throw new ArgumentException($"Input '{Name}' to '{Target.Name}': the shared fraction is {SharedFraction}; expected 0 to 1.");
        }

        if (IsDiffusion && SharedFraction > 0)
        {
            throw new ArgumentException(
                $"Input '{Name}' to '{Target.Name}': a diffusion shares no spikes, but the shared fraction is {SharedFraction}.");
        }
    }

    // The integral of a white noise over the step is sqrt(dt) N.
    private static Expr Diffusion(CellBuilder equations, Expr rate)
        => (rate * Symbol.TimeStep) + (Sqrt(rate) * (Symbol.TimeStep * equations.WhiteNoise("noise")));
}
