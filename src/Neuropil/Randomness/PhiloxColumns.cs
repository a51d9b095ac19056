using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Neuropil;

/// <summary>
/// The random blocks of consecutive cells at one step, many at a time: counter (cell, step, source), each block turned into two numbers from 0
/// to 1. Integer arithmetic only until the last multiplication by a power of two, so that every width gives the same bits as
/// <see cref="Philox.Block"/>.
/// </summary>
internal static unsafe class PhiloxColumns
{
    /// <summary>How many cells are made at a time; ranges begin and end at multiples.</summary>
    public const int Group = 8;

    // The number before 1.
    private const double Largest = 1 - (1.0 / (1UL << 53));

    /// <summary>
    /// Two numbers for each cell from <paramref name="begin"/> to <paramref name="end"/>, in [2^-54, 1): never zero, so that a logarithm is finite.
    /// </summary>
    /// <param name="key">The key of seed and purpose.</param>
    /// <param name="source">What the numbers are for; independent for each.</param>
    /// <param name="step">The step.</param>
    /// <param name="begin">The first cell.</param>
    /// <param name="end">The cell behind the last.</param>
    /// <param name="first">Where the first numbers go.</param>
    /// <param name="second">Where the second numbers go.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Fill(ulong key, ulong source, uint step, int begin, int end, double* first, double* second)
    {
        var lane = Vector512.Create(0UL, 1, 2, 3, 4, 5, 6, 7);
        for (int cell = begin; cell < end; cell += Group)
        {
            Block(key, source, step, Vector512.Create((ulong)(uint)cell) + lane, first + (cell - begin), second + (cell - begin));
        }
    }

    /// <summary>The same for entities of any numbers, which are read eight at a time.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Fill(ulong key, ulong source, uint step, uint* numbers, int count, double* first, double* second)
    {
        for (int i = 0; i < count; i += Group)
        {
            var (lower, upper) = Vector256.Widen(Vector256.Load(numbers + i));
            Block(key, source, step, Vector512.Create(lower, upper), first + i, second + i);
        }
    }

    /// <summary>The blocks of a stream from <paramref name="firstBlock"/> on, as numbers in [0, 1), two from each in their order.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void FillStream(ulong key, ulong entity, uint step, uint firstBlock, Span<double> numbers)
    {
        var lane = Vector512.Create(0UL, 1, 2, 3, 4, 5, 6, 7);
        double* first = stackalloc double[2 * Group];
        double* second = first + Group;
        for (int i = 0; i + (2 * Group) <= numbers.Length; i += 2 * Group)
        {
            var c0 = Vector512.Create(entity & 0xFFFF_FFFF);
            var c1 = Vector512.Create(entity >> 32);
            var c2 = Vector512.Create((ulong)step);
            var c3 = (Vector512.Create((ulong)(firstBlock + (uint)(i / 2))) + lane) & Vector512.Create(0xFFFF_FFFFUL);
            (c0, c1, c2, c3) = Rounds(key, c0, c1, c2, c3);
            Store(Whole(c0, c1) * Vector512.Create(1.0 / (1UL << 53)), first);
            Store(Whole(c2, c3) * Vector512.Create(1.0 / (1UL << 53)), second);
            for (int k = 0; k < Group; k++)
            {
                numbers[i + (2 * k)] = first[k];
                numbers[i + (2 * k) + 1] = second[k];
            }
        }
    }

    /// <summary>
    /// The eight blocks from one on as integers of 16 bits, from -32 768 to 32 767: the first halves of the blocks, four integers from each in the order of
    /// their bits, and their second halves.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static (Vector512<short> First, Vector512<short> Second) ShortIntegers(ulong key, ulong source, uint step, uint firstBlock)
    {
        var (c0, c1, c2, c3) = Rounds(key, Vector512.Create((ulong)firstBlock) + Vector512.Create(0UL, 1, 2, 3, 4, 5, 6, 7), Vector512.Create((ulong)step),
            Vector512.Create(source & 0xFFFF_FFFF), Vector512.Create(source >> 32));
        return ((c0 | Vector512.ShiftLeft(c1, 32)).AsInt16(), (c2 | Vector512.ShiftLeft(c3, 32)).AsInt16());
    }

    /// <summary>The first blocks of the streams of eight entities, each at a step of its own: their first words, then their second ones, ...</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void FillFirstBlocks(ulong key, Vector512<ulong> entities, Vector512<ulong> steps, uint* words)
    {
        var (c0, c1, c2, c3) = Rounds(key, entities & Vector512.Create(0xFFFF_FFFFUL), Vector512.ShiftRightLogical(entities, 32), steps, Vector512<ulong>.Zero);
        Vector256.Store(Vector512.Narrow(c0, c0).GetLower(), words);
        Vector256.Store(Vector512.Narrow(c1, c1).GetLower(), words + Group);
        Vector256.Store(Vector512.Narrow(c2, c2).GetLower(), words + (2 * Group));
        Vector256.Store(Vector512.Narrow(c3, c3).GetLower(), words + (3 * Group));
    }

    /// <summary>The first numbers of the streams of eight entities, each at a step of its own, in [0, 1).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> FirstNumbers(ulong key, Vector512<ulong> entities, Vector512<ulong> steps)
    {
        var (c0, c1, _, _) = Rounds(key, entities & Vector512.Create(0xFFFF_FFFFUL), Vector512.ShiftRightLogical(entities, 32), steps, Vector512<ulong>.Zero);
        return Whole(c0, c1) * Vector512.Create(1.0 / (1UL << 53));
    }

    /// <summary>The halves of one block, of 64 bits each.</summary>
    public static (ulong First, ulong Second) Halves(ulong key, ulong source, uint step, uint block)
    {
        var words = Philox.Block(block, step, (uint)source, (uint)(source >> 32), (uint)key, (uint)(key >> 32));
        return (words.R0 | ((ulong)words.R1 << 32), words.R2 | ((ulong)words.R3 << 32));
    }

    /// <summary>The two numbers of one entity.</summary>
    public static (double First, double Second) One(ulong key, ulong source, uint step, uint number)
    {
        var words = Philox.Block(number, step, (uint)source, (uint)(source >> 32), (uint)key, (uint)(key >> 32));
        return (Number(words.R0, words.R1), Number(words.R2, words.R3));
    }

    /// <summary>The number that two words make.</summary>
    internal static double Number(uint low, uint high) => Math.Min((((low | ((ulong)high << 32)) >> 11) + 0.5) * (1.0 / (1UL << 53)), Largest);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Block(ulong key, ulong source, uint step, Vector512<ulong> c0, double* first, double* second)
    {
        var c1 = Vector512.Create((ulong)step);
        var c2 = Vector512.Create(source & 0xFFFF_FFFF);
        var c3 = Vector512.Create(source >> 32);
        (c0, c1, c2, c3) = Rounds(key, c0, c1, c2, c3);
        Store(Number(c0, c1), first);
        Store(Number(c2, c3), second);
    }

    // Each lane of 64 bits holds one word of 32, which is what the multiplication to 64 bits reads and where it leaves its halves. What else is in a lane
    // is not looked at by the multiplication and cut at the end.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static (Vector512<ulong> R0, Vector512<ulong> R1, Vector512<ulong> R2, Vector512<ulong> R3) Rounds(
        ulong key, Vector512<ulong> c0, Vector512<ulong> c1, Vector512<ulong> c2, Vector512<ulong> c3)
    {
        var lowWord = Vector512.Create(0xFFFF_FFFFUL);
        var multiplier0 = Vector512.Create((ulong)Philox.Multiplier0);
        var multiplier1 = Vector512.Create((ulong)Philox.Multiplier1);
        var k0 = Vector512.Create(key & 0xFFFF_FFFF);
        var k1 = Vector512.Create(key >> 32);
        var step0 = Vector512.Create((ulong)Philox.WeylGoldenRatio);
        var step1 = Vector512.Create((ulong)Philox.WeylSquareRoot3);
        for (int round = 0; round < Philox.Rounds; round++)
        {
            var product0 = Product(multiplier0, c0);
            var product1 = Product(multiplier1, c2);
            (c0, c1, c2, c3) = (
                Vector512.ShiftRightLogical(product1, 32) ^ c1 ^ k0,
                product1,
                Vector512.ShiftRightLogical(product0, 32) ^ c3 ^ k1,
                product0);
            k0 += step0;
            k1 += step1;
        }

        return (c0 & lowWord, c1 & lowWord, c2 & lowWord, c3 & lowWord);
    }

    // The low 32 bits of the lanes multiplied to 64.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<ulong> Product(Vector512<ulong> a, Vector512<ulong> b)
        => System.Runtime.Intrinsics.X86.Avx512F.IsSupported
            ? System.Runtime.Intrinsics.X86.Avx512F.Multiply(a.AsUInt32(), b.AsUInt32())
            : Vector512.Create(HalfProduct(a.GetLower(), b.GetLower()), HalfProduct(a.GetUpper(), b.GetUpper()));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<ulong> HalfProduct(Vector256<ulong> a, Vector256<ulong> b)
        => System.Runtime.Intrinsics.X86.Avx2.IsSupported
            ? System.Runtime.Intrinsics.X86.Avx2.Multiply(a.AsUInt32(), b.AsUInt32())
            : (a & Vector256.Create(0xFFFF_FFFFUL)) * (b & Vector256.Create(0xFFFF_FFFFUL));

    // 53 bits of the two words, and one half of the last: (k + 1/2) 2^-53. That of the largest k would be rounded to 1.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static Vector512<double> Number(Vector512<ulong> low, Vector512<ulong> high)
        => Vector512.Min((Whole(low, high) + Vector512.Create(0.5)) * Vector512.Create(1.0 / (1UL << 53)), Vector512.Create(Largest));

    // 53 bits of the two words. The integer is made a double by its parts of 32 and 21 bits in the fractions of 2^84 and 2^52, an exact conversion
    // that every width has.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<double> Whole(Vector512<ulong> low, Vector512<ulong> high)
    {
        var bits = Vector512.ShiftRightLogical(low | Vector512.ShiftLeft(high, 32), 11);
        var lower = (bits & Vector512.Create(0xFFFF_FFFFUL)) | Vector512.Create(0x4330_0000_0000_0000UL); // 2^52 + low 32 bits
        var upper = Vector512.ShiftRightLogical(bits, 32) | Vector512.Create(0x4530_0000_0000_0000UL); // 2^84 + 2^32 high bits
        return (upper.AsDouble() - Vector512.Create(19342813118337666422669312.0)) + lower.AsDouble(); // 2^84 + 2^52
    }

    private static void Store(Vector512<double> value, double* address) => Vector512.Store(value, address);
}
