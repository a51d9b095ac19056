using Neuropil.Compiler;
using static Neuropil.Units;

namespace Neuropil.Tests.Engine;

/// <summary>The identical list of spikes that two independent programs (C and NumPy) gave for the tutorial's network.</summary>
public class ExactNetworkTests
{
    private const string Seed1 = "2b262bbdbde091f4692853f7217d2ea0ec94dd9b709a726f0c8fa6706e30994f";
    private const string Seed2 = "4b18254103265037271abe96e8e415a0abbf04d96556df0a7085f850190e03cf";

    [Theory]
    [InlineData(1, 12_414, Seed1)]
    [InlineData(2, 12_564, Seed2)]
    public void Compiled_kernels_give_the_reference_spikes(ulong seed, int count, string hash)
    {
        var spikes = TutorialNetwork.Run(TutorialNetwork.Exact(seed), 100 * ms);
        Assert.Equal(count, spikes.Count);
        Assert.Equal(hash, spikes.Hash());
    }

    [Theory]
    [InlineData(LaneWidth.Scalar, 1)]
    [InlineData(LaneWidth.Bits128, 2)]
    [InlineData(LaneWidth.Bits256, 3)]
    [InlineData(LaneWidth.Bits512, 2)]
    public void Every_width_and_thread_count_gives_the_reference_spikes(LaneWidth width, int threads)
    {
        var spikes = TutorialNetwork.Run(TutorialNetwork.Exact(1), 100 * ms, new RunOptions { Width = width, Threads = threads });
        Assert.Equal(Seed1, spikes.Hash());
    }

    // 5 s: the interpreter is slow because it is obvious, and the reference is of the whole network.
    [Fact]
    public void The_interpreter_gives_the_reference_spikes()
    {
        var spikes = TutorialNetwork.Run(TutorialNetwork.Exact(1), 100 * ms, new RunOptions { Backend = Backend.Interpreter });
        Assert.Equal(Seed1, spikes.Hash());
    }

    // The first of the reference's spikes, by compiled kernels whose whole list is compared above.
    [Fact]
    public void The_interpreter_begins_as_the_reference_of_another_network()
    {
        var spikes = TutorialNetwork.Run(TutorialNetwork.Exact(2), 25 * ms, new RunOptions { Backend = Backend.Interpreter });
        Assert.Equal(TutorialNetwork.Run(TutorialNetwork.Exact(2), 25 * ms).Hash(), spikes.Hash());
        Assert.InRange(spikes.Count, 1000, 12_564);
    }
}
