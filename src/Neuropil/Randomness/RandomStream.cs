namespace Neuropil;

/// <summary>
/// The random numbers of one entity at one step for one purpose: a view of <see cref="Philox"/> that counts its own blocks. Two streams with
/// the same key give the same numbers; streams that differ in any part of the key are independent.
/// </summary>
public struct RandomStream
{
    private readonly uint key0;
    private readonly uint key1;
    private readonly ulong entity;
    private readonly uint step;
    private uint block;
    private int used;
    private (uint R0, uint R1, uint R2, uint R3) words;

    /// <summary>The stream of <paramref name="entity"/> at <paramref name="step"/> for <paramref name="purpose"/> under <paramref name="seed"/>.</summary>
    public RandomStream(ulong seed, RandomPurpose purpose, ulong entity, uint step = 0)
        : this(Key(seed, purpose), entity, step)
    {
    }

    /// <summary>The stream of an entity at a step under a <see cref="Key"/>.</summary>
    internal RandomStream(ulong key, ulong entity, uint step)
    {
        (key0, key1) = ((uint)key, (uint)(key >> 32));
        this.entity = entity;
        this.step = step;
        used = 4;
    }

    /// <summary>The same stream, of which the first block is known.</summary>
    internal RandomStream(ulong key, ulong entity, uint step, (uint R0, uint R1, uint R2, uint R3) firstBlock)
    {
        (key0, key1) = ((uint)key, (uint)(key >> 32));
        this.entity = entity;
        this.step = step;
        (words, block) = (firstBlock, 1);
    }

    /// <summary>The key of a seed and a purpose.</summary>
    internal static ulong Key(ulong seed, RandomPurpose purpose)
    {
        // The purpose enters by a multiplication with an odd constant (SplitMix64's increment), so that neighbouring seeds and purposes never meet.
        return Mix(seed + (0x9E3779B97F4A7C15UL * (ulong)purpose));
    }

    /// <summary>One entity number from two: the second becomes a part of an independent family for each value of the first.</summary>
    public static ulong Entity(ulong family, ulong member) => Mix((family * 0x9E3779B97F4A7C15UL) + 0xD1B54A32D192ED03UL) + member;

    /// <summary>32 random bits.</summary>
    public uint NextUInt32()
    {
        if (used == 4)
        {
            words = Philox.Block((uint)entity, (uint)(entity >> 32), step, block++, key0, key1);
            used = 0;
        }

        return used++ switch { 0 => words.R0, 1 => words.R1, 2 => words.R2, _ => words.R3 };
    }

    /// <summary>64 random bits.</summary>
    public ulong NextUInt64() => NextUInt32() | ((ulong)NextUInt32() << 32);

    /// <summary>A uniform number in [0, 1) with 53 random bits.</summary>
    public double NextDouble() => (NextUInt64() >> 11) * (1.0 / (1UL << 53));

    /// <summary>The next numbers as <see cref="NextDouble"/> makes them, many at a time.</summary>
    internal void NextDoubles(Span<double> numbers)
    {
        int done = 0;
        if (used == 2 && numbers.Length > 0)
        {
            numbers[0] = NextDouble(); // what is left of a block
            numbers = numbers[1..];
        }

        if (used == 4)
        {
            done = numbers.Length / (2 * PhiloxColumns.Group) * (2 * PhiloxColumns.Group);
            PhiloxColumns.FillStream(key0 | ((ulong)key1 << 32), entity, step, block, numbers[..done]);
            block += (uint)(done / 2);
        }

        foreach (ref double number in numbers[done..])
        {
            number = NextDouble();
        }
    }

    /// <summary>Leaves out so many numbers of <see cref="NextDouble"/>: the stream goes on as if they had been drawn.</summary>
    internal void SkipDoubles(long count)
    {
        long word = (4L * block) - (4 - used) + (2 * count);
        (block, used) = ((uint)(word / 4), 4);
        for (long left = word % 4; left > 0; left--)
        {
            NextUInt32();
        }
    }

    /// <summary>A uniform integer from 0 to <paramref name="count"/> - 1, without bias (Lemire, ACM TOMACS 29, 2019).</summary>
    public int NextInt32(int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(count);
        ulong product = (ulong)NextUInt32() * (uint)count;
        if ((uint)product < (uint)count)
        {
            uint threshold = (0u - (uint)count) % (uint)count;
            while ((uint)product < threshold)
            {
                product = (ulong)NextUInt32() * (uint)count;
            }
        }

        return (int)(product >> 32);
    }

    /// <summary>A standard normal number by the polar form of Box and Muller (the cosine branch; its twin is not kept).</summary>
    public double NextNormal() => Math.Sqrt(2 * NextExponential()) * Math.Cos(2 * Math.PI * NextDouble());

    /// <summary>The next numbers as <see cref="NextNormal"/> makes them, many at a time.</summary>
    internal void NextNormals(Span<double> numbers)
    {
        const int AtOnce = 256;
        Span<double> uniform = stackalloc double[2 * AtOnce];
        for (int begin = 0; begin < numbers.Length; begin += AtOnce)
        {
            var some = numbers[begin..Math.Min(numbers.Length, begin + AtOnce)];
            NextDoubles(uniform[..(2 * some.Length)]);
            for (int i = 0; i < some.Length; i++)
            {
                some[i] = Normal(uniform[2 * i], uniform[(2 * i) + 1]);
            }
        }
    }

    /// <summary>The standard normal number of two uniform ones, as <see cref="NextNormal"/> makes it.</summary>
    internal static double Normal(double first, double second) => Math.Sqrt(2 * -Math.Log(1 - first)) * Math.Cos(2 * Math.PI * second);

    /// <summary>A standard exponential number, mean 1.</summary>
    public double NextExponential() => -Math.Log(1 - NextDouble());

    /// <summary>
    /// A gamma number with the mean <paramref name="shape"/> times <paramref name="scale"/> and the standard deviation sqrt(shape) times scale
    /// (Marsaglia and Tsang, ACM TOMS 26, 2000).
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The shape is not a positive number.</exception>
    public double NextGamma(double shape, double scale = 1)
    {
        if (!(shape > 0 && double.IsFinite(shape)))
        {
            throw new ArgumentOutOfRangeException(nameof(shape), shape, "The shape of a gamma distribution must be a positive number.");
        }

        // Below shape 1 the method draws at shape + 1 and scales by U^(1/shape) (their section 6).
        double boost = shape < 1 ? Math.Pow(1 - NextDouble(), 1 / shape) : 1;
        double d = (shape < 1 ? shape + 1 : shape) - (1.0 / 3);
        double c = 1 / Math.Sqrt(9 * d);
        while (true)
        {
            double x = NextNormal();
            double v = Math.Pow(1 + (c * x), 3);
            if (v > 0 && Math.Log(1 - NextDouble()) < (0.5 * x * x) + d - (d * v) + (d * Math.Log(v)))
            {
                return scale * boost * d * v;
            }
        }
    }

    /// <summary>
    /// A Poisson count: by inversion up to a mean of 10, above it by rejection (Hormann, Insurance: Mathematics and Economics 12, 1993, algorithm PTRS).
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The mean is negative, not finite, or above 2^31.</exception>
    public double NextPoisson(double mean)
    {
        if (!(mean >= 0 && mean <= 1L << 31))
        {
            throw new ArgumentOutOfRangeException(nameof(mean), mean, "The mean of a Poisson count must be from 0 to 2^31.");
        }

        if (mean > PoissonTable.LargestMean)
        {
            return PoissonRejection.Draw(ref this, mean);
        }

        double number = NextDouble();
        double probability = Math.Exp(-mean);
        double sum = probability;
        int count = 0;
        while (number >= sum)
        {
            probability *= mean / ++count;
            double next = sum + probability;
            if (!(next > sum))
            {
                break;
            }

            sum = next;
        }

        return count;
    }

    // The finaliser of SplitMix64 (Steele, Lea and Flood, OOPSLA 2014): a bijection of 64 bits.
    private static ulong Mix(ulong z)
    {
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9UL;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EBUL;
        return z ^ (z >> 31);
    }
}
