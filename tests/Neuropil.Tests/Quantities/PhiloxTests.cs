namespace Neuropil.Tests.Quantities;

public class PhiloxTests
{
    // The known-answer file of the Random123 distribution (kat_vectors, philox4x32 with 10 rounds).
    [Theory]
    [InlineData(new uint[] { 0, 0, 0, 0 }, new uint[] { 0, 0 }, new uint[] { 0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8 })]
    [InlineData(
        new uint[] { 0xffffffff, 0xffffffff, 0xffffffff, 0xffffffff }, new uint[] { 0xffffffff, 0xffffffff },
            new uint[] { 0x408f276d, 0x41c83b0e, 0xa20bc7c6, 0x6d5451fd })]
    [InlineData(
        new uint[] { 0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344 }, new uint[] { 0xa4093822, 0x299f31d0 },
            new uint[] { 0xd16cfe09, 0x94fdcceb, 0x5001e420, 0x24126ea1 })]
    public void Blocks_equal_the_published_answers(uint[] counter, uint[] key, uint[] expected)
    {
        var (r0, r1, r2, r3) = Philox.Block(counter[0], counter[1], counter[2], counter[3], key[0], key[1]);
        Assert.Equal(expected, new[] { r0, r1, r2, r3 });
    }

    [Fact]
    public void Streams_that_differ_in_any_part_of_the_key_differ_and_equal_keys_repeat()
    {
        static ulong First(ulong seed, RandomPurpose purpose, ulong entity, uint step) => new RandomStream(seed, purpose, entity, step).NextUInt64();

        ulong reference = First(1, RandomPurpose.Weight, 2, 3);
        Assert.Equal(reference, First(1, RandomPurpose.Weight, 2, 3));
        Assert.NotEqual(reference, First(2, RandomPurpose.Weight, 2, 3));
        Assert.NotEqual(reference, First(1, RandomPurpose.Delay, 2, 3));
        Assert.NotEqual(reference, First(1, RandomPurpose.Weight, 3, 3));
        Assert.NotEqual(reference, First(1, RandomPurpose.Weight, 2, 4));
    }

    [Fact]
    public void Neighbouring_entities_are_uncorrelated()
    {
        const int Count = 100_000;
        double sum = 0;
        for (uint entity = 0; entity < Count; entity++)
        {
            double a = new RandomStream(1, RandomPurpose.Parameter, entity).NextDouble() - 0.5;
            double b = new RandomStream(1, RandomPurpose.Parameter, entity + 1).NextDouble() - 0.5;
            sum += a * b;
        }

        // A product of two independent centred uniform numbers has variance 1/144.
        Assert.InRange(sum / Count, -4 / 12.0 / Math.Sqrt(Count), 4 / 12.0 / Math.Sqrt(Count));
    }

    [Fact]
    public void Integers_are_uniform_also_where_the_range_is_no_power_of_two()
    {
        const int Count = 300_000;
        var stream = new RandomStream(5, RandomPurpose.Connectivity, 0);
        int[] counts = new int[3];
        for (int i = 0; i < Count; i++)
        {
            counts[stream.NextInt32(3)]++;
        }

        double standardError = Math.Sqrt(Count * (1 / 3.0) * (2 / 3.0));
        Assert.All(counts, count => Assert.InRange(count, (Count / 3.0) - (4 * standardError), (Count / 3.0) + (4 * standardError)));
    }
}
