using Neuropil.Engine;
using static Neuropil.Distributions;
using static Neuropil.Units;

namespace Neuropil.Tests.Engine;

/// <summary>Memory outside the garbage-collected heap: its alignment, and how much there is of it. Others would count too, so these run alone.</summary>
[Collection(nameof(MemoryTests.Alone))]
public unsafe class AlignedMemoryTests
{
    private const long LargePage = 2 << 20;

    [Fact]
    public void Large_blocks_begin_on_large_pages_and_ask_for_them()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Large pages are asked for on Linux.");
        using var memory = new AlignedMemory((8 * LargePage) + 64);
        Assert.Equal(0, (long)memory.Address % LargePage);

        // The flag hg of the mapping that holds the block: MADV_HUGEPAGE.
        bool inside = false;
        bool isAdvised = false;
        foreach (string line in File.ReadLines("/proc/self/smaps"))
        {
            string[] range = line.Split(' ')[0].Split('-');
            if (range.Length == 2 && long.TryParse(range[0], System.Globalization.NumberStyles.HexNumber, null, out long begin)
                && long.TryParse(range[1], System.Globalization.NumberStyles.HexNumber, null, out long end))
            {
                inside = begin <= (long)memory.Address && (long)memory.Address < end;
            }

            isAdvised |= inside && line.StartsWith("VmFlags:", StringComparison.Ordinal) && line.Contains(" hg", StringComparison.Ordinal);
        }

        Assert.SkipUnless(Directory.Exists("/sys/kernel/mm/transparent_hugepage"), "This kernel has no large pages.");
        Assert.True(isAdvised);
    }

    [Fact]
    public void Small_blocks_begin_on_cache_lines()
    {
        using var memory = new AlignedMemory(100);
        Assert.Equal(0, (long)memory.Address % AlignedMemory.Alignment);
        Assert.Equal(128, memory.Bytes);
    }

    [Fact]
    public void What_there_is_and_the_most_there_was_are_counted()
    {
        long before = AlignedMemory.Live;
        AlignedMemory.Peak = before;
        using (new AlignedMemory(1 << 20))
        {
            using var second = new AlignedMemory(1 << 21);
            Assert.InRange(AlignedMemory.Live - before, 3 << 20, 4 << 20);
        }

        Assert.InRange(AlignedMemory.Live - before, -(1 << 19), 1 << 19);
        Assert.InRange(AlignedMemory.Peak - before, 3 << 20, 4 << 20);
    }

    public static TheoryData<Parameter<Conductance>, Parameter<Time>, int> Forms => new()
    {
        { 6 * nS, 0 * ms, 1 },
        { 6 * nS, Uniform(1 * ms, 3 * ms), 2 },
        { Normal(6 * nS, 1 * nS), 1.5 * ms, 2 },
        { Normal(6 * nS, 1 * nS), Uniform(1 * ms, 3 * ms), 3 },
        { Normal(6 * nS, 1 * nS), TruncatedNormal(2 * ms, 1 * ms, 0.1 * ms, 10 * ms), 1 },
    };

    [Theory]
    [MemberData(nameof(Forms))]
    public void Building_takes_at_most_a_third_more_than_what_stays(Parameter<Conductance> weight, Parameter<Time> delay, int threads)
    {
        // A few cells for what is compiled, and made a first time.
        long managedBefore = GC.GetTotalAllocatedBytes(precise: true);
        Build(cells: 100, outDegree: 50).Dispose();
        long without = GC.GetTotalAllocatedBytes(precise: true) - managedBefore;

        long before = AlignedMemory.Live;
        AlignedMemory.Peak = before;
        managedBefore = GC.GetTotalAllocatedBytes(precise: true);
        using var run = Build(cells: 2000, outDegree: 1500);
        long managed = GC.GetTotalAllocatedBytes(precise: true) - managedBefore;
        long peak = AlignedMemory.Peak - before;
        Assert.InRange(peak, run.SynapseBytes, run.Bytes * 11 / 10);

        // All that was allocated on the managed heap, freed or not, beside it.
        Assert.True(peak + managed <= 1.3 * run.Bytes, $"{peak} bytes and {managed} managed ones ({without} the first time) while building, {run.Bytes} stay");

        Simulation Build(int cells, int outDegree)
        {
            var network = new Network();
            var population = network.Add(new Population("cells", cells, new LeakyCell()));
            network.Connect(population, population, new FixedOutDegree(outDegree) { WithRepetition = true }, new Exponential("synapse"), weight, delay);
            return new Simulation(network, new RunOptions { Threads = threads });
        }
    }
}
