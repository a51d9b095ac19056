namespace Neuropil.Engine;

/// <summary>Independent Poisson trains: the time of each cell's next spike is kept, and its n-th interval is the n-th draw of its own stream.</summary>
internal sealed class PoissonGenerator : SpikeGenerator
{
    private readonly double[] nextTime; // in steps
    private readonly uint[] drawn;
    private readonly double[] stepsPerSpike;
    private readonly ulong seed;

    /// <summary>A generator of a source's trains.</summary>
    /// <exception cref="ArgumentException">A rate is negative, or a list of rates has another length than the population.</exception>
    public PoissonGenerator(Population population, int index, PoissonSource source, ulong parameterSeed, ulong seed, double timeStep)
        : base(population, index)
    {
        this.seed = seed;
        nextTime = new double[population.Size];
        drawn = new uint[population.Size];
        stepsPerSpike = RatesOf(source, parameterSeed);
        for (int cell = 0; cell < nextTime.Length; cell++)
        {
            double rate = KernelUnits.FromSi(stepsPerSpike[cell], Frequency.Dimension);
            if (!(rate >= 0))
            {
                throw new ArgumentException($"The rate of cell {cell} of population '{population.Name}' is {Frequency.FromSi(stepsPerSpike[cell])}; expected 0 Hz or more.");
            }

            stepsPerSpike[cell] = 1 / (rate * timeStep);
            nextTime[cell] = rate == 0 ? double.PositiveInfinity : Interval(cell);
        }
    }

    public override void Generate(long step, int begin, int end, NativeList<int> spikes)
    {
        // A spike belongs to the step in whose half-open interval (step, step + 1] its time falls.
        double until = step + 1;
        end = Math.Min(end, nextTime.Length);
        for (int cell = begin; cell < end; cell++)
        {
            while (nextTime[cell] <= until)
            {
                spikes.Add(cell);
                nextTime[cell] += Interval(cell);
            }
        }
    }

    public override void SaveDeclaration(BinaryWriter writer)
    {
        writer.Write(seed);
        foreach (double steps in stepsPerSpike)
        {
            writer.Write(steps);
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

    // In SI units.
    private double[] RatesOf(PoissonSource source, ulong parameterSeed)
    {
        if (source.Rate.Count is { } count && count != Population.Size)
        {
            throw new ArgumentException($"Population '{Population.Name}' has {Population.Size} cells, but the list of rates has {count} values.");
        }

        var rates = new double[Population.Size];
        source.Rate.Fill(rates, parameterSeed, RandomPurpose.Parameter, RandomStream.Entity((ulong)Index, 0), 0);
        return rates;
    }

    private double Interval(int cell)
    {
        var stream = new RandomStream(seed, RandomPurpose.SpikeSource, RandomStream.Entity((ulong)Index, (ulong)cell), drawn[cell]++);
        return stepsPerSpike[cell] * stream.NextExponential();
    }
}
