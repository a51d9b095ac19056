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
}
