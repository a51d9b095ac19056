namespace Neuropil.Engine;

/// <summary>Independent Poisson trains: the time of each cell's next spike is kept, and its n-th interval is the n-th draw of its own stream.</summary>
internal sealed class PoissonGenerator : SpikeGenerator
{
    private readonly double[] nextTime; // in steps
    private readonly uint[] drawn;
    private readonly double[] stepsPerSpike;
    private readonly ulong seed;

    public PoissonGenerator(Population population, int index, double[] rates, double timeStep, ulong seed)
        : base(population, index)
    {
        this.seed = seed;
        nextTime = new double[population.Size];
        drawn = new uint[population.Size];
        stepsPerSpike = new double[population.Size];
        for (int cell = 0; cell < nextTime.Length; cell++)
        {
            if (!(rates[cell] >= 0))
            {
                throw new ArgumentException($"The rate of cell {cell} of population '{population.Name}' is {rates[cell]} per ms; expected 0 or more.");
            }

            stepsPerSpike[cell] = 1 / (rates[cell] * timeStep);
            nextTime[cell] = Interval(cell);
        }
    }

    public override void Generate(long step, int begin, int end, NativeList<int> spikes)
    {
        // A spike belongs to the step in whose half-open interval (step, step + 1] its time falls.
        double until = step + 1;
        for (int cell = begin; cell < end; cell++)
        {
            while (nextTime[cell] <= until)
            {
                spikes.Add(cell);
                nextTime[cell] += Interval(cell);
            }
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

    private double Interval(int cell)
    {
        var stream = new RandomStream(seed, RandomPurpose.SpikeSource, RandomStream.Entity((ulong)Index, (ulong)cell), drawn[cell]++);
        return stepsPerSpike[cell] * stream.NextExponential();
    }
}
