using System.Runtime.Intrinsics;

namespace Neuropil.Tests.Quantities;

/// <summary>The vector form of the generator against its scalar one.</summary>
public unsafe class PhiloxColumnsTests
{
    [Theory]
    [InlineData(0UL, 0UL, 0u, 0)]
    [InlineData(0xFEDCBA9876543210UL, 0x0123456789ABCDEFUL, 0xFFFFFFFFu, 64)]
    [InlineData(1UL, 0xFFFFFFFF00000000UL, 12345u, 4096)]
    public void Every_cell_has_the_numbers_of_its_own_block(ulong key, ulong source, uint step, int begin)
    {
        var first = new double[64];
        var second = new double[64];
        fixed (double* a = first, b = second)
        {
            PhiloxColumns.Fill(key, source, step, begin, begin + 64, a, b);
        }

        for (int i = 0; i < 64; i++)
        {
            var (r0, r1, r2, r3) = Philox.Block((uint)(begin + i), step, (uint)source, (uint)(source >> 32), (uint)key, (uint)(key >> 32));
            Assert.Equal(Number(r0, r1), first[i]);
            Assert.Equal(Number(r2, r3), second[i]);
        }

        static double Number(uint low, uint high) => (((((ulong)high << 32) | low) >> 11) + 0.5) / (1UL << 53);
    }

    [Theory]
    [InlineData(0u, 0u, 1.0 / (1UL << 54))]
    [InlineData(uint.MaxValue, uint.MaxValue, 1 - (1.0 / (1UL << 53)))]
    [InlineData(0xFFFF_F7FFu, uint.MaxValue, 1 - (1.0 / (1UL << 52)))]
    public void Numbers_lie_above_zero_and_below_one_whatever_the_words(uint low, uint high, double expected)
    {
        Assert.Equal(expected, PhiloxColumns.Number(low, high));
        Assert.Equal(Vector512.Create(expected), PhiloxColumns.Number(Vector512.Create((ulong)low), Vector512.Create((ulong)high)));
    }

    [Theory]
    [InlineData(0, 16)]
    [InlineData(0, 61)]
    [InlineData(1, 40)]
    [InlineData(4, 5)]
    public void A_stream_gives_the_same_numbers_one_by_one_and_many_at_a_time(int before, int count)
    {
        var one = new RandomStream(3, RandomPurpose.Weight, 0xFEDCBA9876543210UL, step: 9);
        var many = one;
        for (int i = 0; i < before; i++)
        {
            Assert.Equal(one.NextUInt32(), many.NextUInt32());
        }

        var numbers = new double[count];
        many.NextDoubles(numbers);
        Assert.Equal(Enumerable.Range(0, count).Select(_ => one.NextDouble()), numbers);
        Assert.Equal(one.NextUInt64(), many.NextUInt64());
    }
}
