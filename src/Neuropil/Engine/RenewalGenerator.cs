namespace Neuropil.Engine;

/// <summary>Independent renewal processes: the time of each cell's next spike is kept, and its n-th interval is made of the n-th stream of its own.</summary>
internal sealed class RenewalGenerator : SpikeGenerator
{
    // A cell that spikes more often in one step draws intervals of zero, and would not come to an end.
    private const int MostInAStep = 1_000_000;

    private readonly double[] nextTime; // in steps
    private readonly uint[] drawn;
    private readonly double[] declaredRates; // in kernel units
    private readonly double[] rates;
    private readonly double[] stepsPerSpike;
    private readonly double timeStep;
    private readonly SourceCells cells;
    private readonly IntervalDraw firstIntervals;
    private readonly List<double[]> parameters = [];
    private readonly IntervalDraw intervals;
    private readonly ulong seed;
    private readonly string kind;

    /// <summary>A generator of a source's trains.</summary>
    /// <exception cref="ArgumentException">A rate is negative, or a list of rates has another length than the population.</exception>
    public RenewalGenerator(Population population, int index, RenewalSource source, ulong parameterSeed, ulong seed, double timeStep)
        : base(population, index)
    {
        (this.seed, this.timeStep) = (seed, timeStep);
        kind = source.GetType().ToString();
        nextTime = new double[population.Size];
        drawn = new uint[population.Size];
        rates = new double[population.Size];
        cells = new SourceCells(population.Name, index, population.Size, parameterSeed, seed, values => parameters.Add(values.ToArray()));
        stepsPerSpike = cells.ValuesSi(source.Rate, 0, "Rate");
        firstIntervals = source.FirstIntervals(cells);
        intervals = source.Intervals(cells);
        for (int cell = 0; cell < nextTime.Length; cell++)
        {
            double rate = KernelUnits.FromSi(stepsPerSpike[cell], Frequency.Dimension);
            if (!(rate >= 0))
            {
                throw new ArgumentException(
                    $"The rate of cell {cell} of population '{population.Name}' is {Frequency.FromSi(stepsPerSpike[cell])}; expected 0 Hz or more.");
            }

            rates[cell] = rate;
            stepsPerSpike[cell] = 1 / (rate * timeStep);
            nextTime[cell] = rate == 0 ? double.PositiveInfinity : Interval(firstIntervals, cell);
        }

        declaredRates = [.. rates];
    }

    public override double[] Rates => [.. rates];

    /// <summary>Rates of a distribution in place of the declared ones, in kernel units: those that a source with it draws.</summary>
    public double[] DrawnRates(Parameter rate)
        => Array.ConvertAll(cells.ValuesSi(rate, 0, "Rate"), si => KernelUnits.FromSi(si, Frequency.Dimension));

    /// <summary>
    /// Goes on at other rates (in kernel units; null for the declared ones). What is left of the interval to a cell's next spike is stretched with it, as if
    /// the process's own time ran faster or slower; a cell that was silent begins as at the start. Where the step is null, next spikes will be loaded.
    /// </summary>
    public void Become(double[]? given, long? step)
    {
        for (int cell = 0; cell < rates.Length; cell++)
        {
            double rate = (given ?? declaredRates)[cell];
            if (rate == rates[cell])
            {
                continue;
            }

            (double before, rates[cell]) = (rates[cell], rate);
            stepsPerSpike[cell] = 1 / (rate * timeStep);
            if (step is { } now)
            {
                nextTime[cell] = rate == 0 ? double.PositiveInfinity
                    : now + (before == 0 ? Interval(firstIntervals, cell) : (nextTime[cell] - now) * (before / rate));
            }
        }
    }

    public override void Generate(long step, int begin, int end, NativeList<int> spikes)
    {
        // A spike belongs to the step in whose half-open interval (step, step + 1] its time falls.
        double until = step + 1;
        end = Math.Min(end, nextTime.Length);
        for (int cell = begin; cell < end; cell++)
        {
            int count = 0;
            while (nextTime[cell] <= until)
            {
                spikes.Add(cell);
                nextTime[cell] += Interval(intervals, cell);
                if (++count > MostInAStep)
                {
                    throw new InvalidOperationException($"Population '{Population.Name}', cell {cell}: more than {MostInAStep} spikes in one time step.");
                }
            }
        }
    }

    public override void SaveDeclaration(BinaryWriter writer)
    {
        writer.Write(kind);
        writer.Write(seed);
        foreach (double value in parameters.SelectMany(values => values).Concat(stepsPerSpike))
        {
            writer.Write(value);
        }
    }

    public override void Save(BinaryWriter writer)
    {
        for (int cell = 0; cell < nextTime.Length; cell++)
        {
            writer.Write(nextTime[cell]);
            writer.Write(drawn[cell]);
        }
    }

    public override void Load(BinaryReader reader)
    {
        for (int cell = 0; cell < nextTime.Length; cell++)
        {
            nextTime[cell] = reader.ReadDouble();
            drawn[cell] = reader.ReadUInt32();
        }
    }

    private double Interval(IntervalDraw draw, int cell)
    {
        var stream = new RandomStream(seed, RandomPurpose.SpikeSource, RandomStream.Entity((ulong)Index, (ulong)cell), drawn[cell]++);
        double interval = draw(cell, ref stream);
        return interval >= 0
            ? stepsPerSpike[cell] * interval
            : throw new InvalidOperationException(
                $"Population '{Population.Name}', cell {cell}: an interval of {interval} times the mean; expected 0 or more.");
    }
}
