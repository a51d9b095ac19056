using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Neuropil.Engine;

/// <summary>
/// Renewal trains: the time of each cell's next spike is kept, and a spike moves it on by one more interval. The n-th interval of a cell is drawn from a stream
/// of its own, so that trains depend on the seed, the population and the cell alone, whatever the time step and the threads. Cells are looked through by
/// groups, of which the earliest time is known; the random blocks of the cells that spike are made eight at a time.
/// </summary>
internal sealed unsafe class RenewalGenerator : SpikeGenerator, IDisposable
{
    // A cell that spikes more often in one step draws intervals of zero, and would not come to an end.
    private const int MostInAStep = 1_000_000;

    private const int Group = StateBlock.Granularity;

    // Cells whose spikes of a step are drawn together.
    private const int Batch = 4 * Group;

    private readonly AlignedMemory times; // of each cell's next spike, in steps; infinite in the padding
    private readonly AlignedMemory earliest; // of each group
    private readonly int size;
    private readonly uint[] drawn;
    private readonly double[] declaredRates; // in kernel units
    private readonly double[] rates;
    private readonly double[] stepsPerSpike;
    private readonly double timeStep;
    private readonly SourceCells cells;
    private readonly IntervalDraw firstIntervals;
    private readonly List<double[]> parameters = [];
    private readonly IntervalDraw intervals;
    private readonly bool isExponential;
    private readonly ulong seed;
    private readonly ulong key;
    private readonly ulong family;
    private readonly string kind;

    /// <summary>A generator of a source's trains.</summary>
    /// <exception cref="ArgumentException">A rate is negative, or a list of rates has another length than the population.</exception>
    public RenewalGenerator(Population population, int index, RenewalSource source, ulong parameterSeed, ulong seed, double timeStep)
        : base(population, index)
    {
        (this.seed, this.timeStep) = (seed, timeStep);
        key = RandomStream.Key(seed, RandomPurpose.SpikeSource);
        family = RandomStream.Entity((ulong)Index, 0);
        kind = source.GetType().ToString();
        size = population.Size;
        int padded = StateBlock.Padded(size);
        times = new AlignedMemory((long)padded * sizeof(double));
        earliest = new AlignedMemory((long)(padded / Group) * sizeof(double));
        drawn = new uint[padded];
        rates = new double[size];
        cells = new SourceCells(population.Name, index, size, parameterSeed, seed, values => parameters.Add(values.ToArray()));
        stepsPerSpike = cells.ValuesSi(source.Rate, 0, "Rate");
        for (int cell = 0; cell < size; cell++)
        {
            double rate = KernelUnits.FromSi(stepsPerSpike[cell], Frequency.Dimension);
            if (!(rate >= 0))
            {
                throw new ArgumentException(
                    $"The rate of cell {cell} of population '{population.Name}' is {Frequency.FromSi(stepsPerSpike[cell])}; expected 0 Hz or more.");
            }

            rates[cell] = rate;
            stepsPerSpike[cell] = 1 / (rate * timeStep);
        }

        declaredRates = [.. rates];
        firstIntervals = source.FirstIntervals(cells);
        intervals = source.Intervals(cells);
        isExponential = ReferenceEquals(intervals, SourceCells.Exponential);
        var next = (double*)times.Address;
        for (int cell = 0; cell < padded; cell++)
        {
            next[cell] = cell >= size || rates[cell] == 0 ? double.PositiveInfinity : FirstTime(cell);
        }

        FindEarliest();
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
        var next = (double*)times.Address;
        for (int cell = 0; cell < size; cell++)
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
                next[cell] = rate == 0 ? double.PositiveInfinity : now + (before == 0 ? FirstTime(cell) : (next[cell] - now) * (before / rate));
            }
        }

        FindEarliest();
    }

    [SkipLocalsInit]
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Generate(long step, int begin, int end, NativeList<int> spikes)
    {
        // A spike belongs to the step in whose half-open interval (step, step + 1] its time falls.
        double until = step + 1;
        var next = (double*)times.Address;
        var groups = (double*)earliest.Address;
        int* batch = stackalloc int[Batch];
        int count = 0;
        for (int first = begin; first < end; first += Group)
        {
            if (groups[first / Group] <= until)
            {
                count = Collect(next, first, until, batch, count);
                if (count > Batch - Group)
                {
                    Draw(batch, count, until, spikes);
                    count = 0;
                }
            }
        }

        Draw(batch, count, until, spikes);
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

    /// <summary>Takes the next spikes of the cells of other ranks.</summary>
    public void Complete(RankGroup ranks, long step, Func<int, (int Begin, int End)> rangeOf)
    {
        RankWork.Complete(ranks, MeetingKind.Reading, step, new Span<double>((double*)times.Address, drawn.Length), rangeOf);
        RankWork.Complete(ranks, MeetingKind.Reading, step, drawn.AsSpan(), rangeOf);
        FindEarliest();
    }

    public override void Save(BinaryWriter writer)
    {
        for (int cell = 0; cell < size; cell++)
        {
            writer.Write(((double*)times.Address)[cell]);
            writer.Write(drawn[cell]);
        }
    }

    public override void Load(BinaryReader reader)
    {
        for (int cell = 0; cell < size; cell++)
        {
            ((double*)times.Address)[cell] = reader.ReadDouble();
            drawn[cell] = reader.ReadUInt32();
        }

        FindEarliest();
    }

    public void Dispose()
    {
        times.Dispose();
        earliest.Dispose();
    }

    // Appends the cells of a group that spike.
    private static int Collect(double* next, int first, double until, int* batch, int count)
    {
        var limit = Vector512.Create(until);
        for (int cell = first; cell < first + Group; cell += Vector512<double>.Count)
        {
            for (ulong bits = Vector512.LessThanOrEqual(Vector512.Load(next + cell), limit).ExtractMostSignificantBits(); bits != 0; bits &= bits - 1)
            {
                batch[count++] = cell + BitOperations.TrailingZeroCount(bits);
            }
        }

        return count;
    }

    // One spike after the other of all cells of a batch, until each one's next is in a later step. The list then has each cell as often as it spiked.
    [SkipLocalsInit]
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Draw(int* batch, int count, double until, NativeList<int> spikes)
    {
        if (count == 0)
        {
            return;
        }

        var next = (double*)times.Address;
        int* active = stackalloc int[Batch]; // places in the batch
        int* repeats = stackalloc int[Batch];
        for (int i = 0; i < count; i++)
        {
            (active[i], repeats[i]) = (i, 0);
        }

        for (int left = count, rounds = 0; left > 0; rounds++)
        {
            if (rounds > MostInAStep)
            {
                throw new InvalidOperationException(
                    $"Population '{Population.Name}', cell {batch[active[0]]}: more than {MostInAStep} spikes in one time step.");
            }

            left = isExponential ? DrawExponentials(batch, active, left, until, next, repeats) : DrawOnce(batch, active, left, until, next, repeats);
        }

        long total = 0;
        for (int i = 0; i < count; i++)
        {
            total += repeats[i];
        }

        // A few are written whatever their number is, which saves a branch that nobody foresees.
        spikes.EnsureRoom(total + 3);
        int* write = spikes.Items + spikes.Count;
        for (int i = 0; i < count; i++)
        {
            int cell = batch[i];
            (write[0], write[1], write[2]) = (cell, cell, cell);
            for (int k = 3; k < repeats[i]; k++)
            {
                write[k] = cell;
            }

            write += repeats[i];
        }

        spikes.Count += total;
        int group = -1;
        for (int i = 0; i < count; i++)
        {
            if (batch[i] / Group != group)
            {
                group = batch[i] / Group;
                ((double*)earliest.Address)[group] = Earliest(next, group);
            }
        }
    }

    // As DrawOnce, for intervals that are made many at a time.
    [SkipLocalsInit]
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private int DrawExponentials(int* batch, int* active, int count, double until, double* next, int* repeats)
    {
        ulong* entities = stackalloc ulong[Batch];
        ulong* numbers = stackalloc ulong[Batch];
        double* waits = stackalloc double[Batch];
        for (int i = 0; i < count; i++)
        {
            int cell = batch[active[i]];
            (entities[i], numbers[i]) = (family + (ulong)cell, drawn[cell]++);
        }

        ExponentialColumns.Fill(key, entities, numbers, count, waits);
        int left = 0;
        for (int i = 0; i < count; i++)
        {
            int place = active[i];
            int cell = batch[place];
            double time = next[cell] + (stepsPerSpike[cell] * waits[i]);
            next[cell] = time;
            repeats[place]++;
            active[left] = place;
            left += time <= until ? 1 : 0;
        }

        return left;
    }

    // The cells that have a further spike in the step stay active; their number is returned.
    [SkipLocalsInit]
    private int DrawOnce(int* batch, int* active, int count, double until, double* next, int* repeats)
    {
        const int lanes = PhiloxColumns.Group;
        ulong* entities = stackalloc ulong[lanes];
        ulong* numbers = stackalloc ulong[lanes];
        uint* words = stackalloc uint[4 * lanes];
        int left = 0;
        for (int begin = 0; begin < count; begin += lanes)
        {
            int some = Math.Min(lanes, count - begin);
            for (int i = 0; i < some; i++)
            {
                int cell = batch[active[begin + i]];
                (entities[i], numbers[i]) = (family + (ulong)cell, drawn[cell]++);
            }

            PhiloxColumns.FillFirstBlocks(key, Vector512.Load(entities), Vector512.Load(numbers), words);
            for (int i = 0; i < some; i++)
            {
                int place = active[begin + i];
                int cell = batch[place];
                var stream = new RandomStream(key, entities[i], (uint)numbers[i], (words[i], words[lanes + i], words[(2 * lanes) + i], words[(3 * lanes) + i]));
                next[cell] += Steps(intervals(cell, ref stream), cell);
                repeats[place]++;
                if (next[cell] <= until)
                {
                    active[left++] = place;
                }
            }
        }

        return left;
    }

    // The first interval too has the bits of those that follow.
    private double FirstTime(int cell)
    {
        if (ReferenceEquals(firstIntervals, SourceCells.Exponential))
        {
            ulong* entity = stackalloc ulong[ExponentialColumns.Group];
            ulong* number = stackalloc ulong[ExponentialColumns.Group];
            double* wait = stackalloc double[ExponentialColumns.Group];
            (entity[0], number[0]) = (family + (ulong)cell, drawn[cell]++);
            ExponentialColumns.Fill(key, entity, number, 1, wait);
            return stepsPerSpike[cell] * wait[0];
        }

        var stream = new RandomStream(key, family + (ulong)cell, drawn[cell]++);
        return Steps(firstIntervals(cell, ref stream), cell);
    }

    private double Steps(double interval, int cell) => interval >= 0
        ? stepsPerSpike[cell] * interval
        : throw new InvalidOperationException($"Population '{Population.Name}', cell {cell}: an interval of {interval} times the mean; expected 0 or more.");

    private void FindEarliest()
    {
        for (int group = 0; group < StateBlock.Padded(size) / Group; group++)
        {
            ((double*)earliest.Address)[group] = Earliest((double*)times.Address, group);
        }
    }

    private static double Earliest(double* next, int group)
    {
        var least = Vector512.Load(next + (group * Group));
        for (int i = Vector512<double>.Count; i < Group; i += Vector512<double>.Count)
        {
            least = Vector512.Min(least, Vector512.Load(next + (group * Group) + i));
        }

        var four = Vector256.Min(least.GetLower(), least.GetUpper());
        var two = Vector128.Min(four.GetLower(), four.GetUpper());
        return Math.Min(two[0], two[1]);
    }
}
