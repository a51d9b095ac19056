using System.Runtime.CompilerServices;

namespace Neuropil;

/// <summary>The cells of a population of a <see cref="SpikeSource"/> when it is built: how many, their parameters, and random numbers for each.</summary>
public sealed class SourceCells
{
    private readonly ulong family;
    private readonly ulong parameterSeed;
    private readonly ulong noiseSeed;
    private readonly Action<ReadOnlySpan<double>>? used;

    // What is used is told to the fingerprint of the network: another value makes another source.
    internal SourceCells(string population, int index, int count, ulong parameterSeed, ulong noiseSeed, Action<ReadOnlySpan<double>>? used = null)
        => (Population, family, Count, this.parameterSeed, this.noiseSeed, this.used) = (population, (ulong)index, count, parameterSeed, noiseSeed, used);

    /// <summary>The population's name.</summary>
    public string Population { get; }

    /// <summary>The number of cells.</summary>
    public int Count { get; }

    /// <summary>A parameter's value in each cell: the one for all, that of a list, or as drawn.</summary>
    /// <param name="parameter">The parameter.</param>
    /// <param name="name">Its name, in errors and for its random numbers.</param>
    /// <exception cref="ArgumentException">A list has another length than the population.</exception>
    public T[] Values<T>(Parameter<T> parameter, [CallerArgumentExpression(nameof(parameter))] string name = "")
        where T : struct, IQuantity<T>
        => Array.ConvertAll(ValuesSi(parameter, name), T.FromSi);

    /// <inheritdoc cref="Values{T}(Parameter{T}, string)"/>
    public double[] Values(NumberParameter parameter, [CallerArgumentExpression(nameof(parameter))] string name = "") => ValuesSi(parameter, name);

    /// <summary>Random numbers of one cell, apart from those of its intervals; functions of the network's noise seed, the population and the cell.</summary>
    public RandomStream RandomOf(int cell)
        => new(noiseSeed, RandomPurpose.SpikeSource, RandomStream.Entity(family, (ulong)cell), uint.MaxValue);

    /// <summary>
    /// Intervals of a Poisson process, exponential with mean one: those of <see cref="PoissonSource"/>. They are drawn for many cells at a time, which
    /// others are not.
    /// </summary>
    public static IntervalDraw Exponential { get; } = static (_, ref random) => random.NextExponential();

    /// <summary>
    /// Intervals by their hazard, the rate of spikes at an age (the time since the last spike), by thinning (Lewis and Shedler 1979): ages are drawn at the
    /// largest hazard, and one is kept with the probability hazard / largest. Ages are multiples of the mean interval 1 / <see cref="RenewalSource.Rate"/>,
    /// hazards multiples of that rate.
    /// </summary>
    /// <param name="hazard">The hazard of a cell at an age.</param>
    /// <param name="largest">What no hazard exceeds.</param>
    /// <exception cref="ArgumentOutOfRangeException">The largest hazard is not a positive number.</exception>
    public IntervalDraw ByHazard(Func<int, double, double> hazard, double largest)
    {
        ArgumentNullException.ThrowIfNull(hazard);
        if (!(largest > 0 && double.IsFinite(largest)))
        {
            throw new ArgumentOutOfRangeException(nameof(largest), largest, $"The largest hazard of population '{Population}' must be a positive number.");
        }

        return (int cell, ref RandomStream random) =>
        {
            const int mostTrials = 1_000_000;
            double age = 0;
            for (int trial = 0; trial < mostTrials; trial++)
            {
                age += random.NextExponential() / largest;
                double now = hazard(cell, age);
                if (!(now >= 0 && now <= largest))
                {
                    throw new InvalidOperationException(
                        $"Population '{Population}', cell {cell}: the hazard at the age {age:g6} is {now:g6}; expected 0 to {largest:g6}.");
                }

                if (random.NextDouble() * largest < now)
                {
                    return age;
                }
            }

            throw new InvalidOperationException(
                $"Population '{Population}', cell {cell}: no spike until the age {age:g6}, because the hazard is too far below the largest of {largest:g6}.");
        };
    }

    private double[] ValuesSi(Parameter parameter, string name)
    {
        ArgumentNullException.ThrowIfNull(parameter);
        double[] values = ValuesSi(parameter, StableHash.Of(name), name);
        used?.Invoke(values);
        return values;
    }

    // In SI units.
    internal double[] ValuesSi(Parameter parameter, ulong key, string name)
    {
        if (parameter.Count is { } count && count != Count)
        {
            throw new ArgumentException($"Population '{Population}' has {Count} cells, but the list for {name} has {count} values.");
        }

        var values = new double[Count];
        parameter.Fill(values, parameterSeed, RandomPurpose.Parameter, RandomStream.Entity(family, key), 0);
        return values;
    }
}
