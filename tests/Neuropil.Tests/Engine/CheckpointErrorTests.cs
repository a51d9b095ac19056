using static Neuropil.Units;

namespace Neuropil.Tests.Engine;

/// <summary>A checkpoint that cannot be used is refused with its reason, and the simulation stays as it was.</summary>
public class CheckpointErrorTests
{
    private static readonly byte[] Sound = Save(new Network { Seed = 3 }, 1 * nS);

    [Fact]
    public void A_sound_checkpoint_is_read() => Load(Sound, new Network { Seed = 3 }, 1 * nS);

    [Theory]
    [InlineData("")]
    [InlineData("NEUROPI")]
    [InlineData("# spikes of 4000 cells")]
    public void A_foreign_file_is_no_checkpoint(string text)
        => Assert.Equal("This is not a checkpoint of Neuropil.", Refusal(System.Text.Encoding.UTF8.GetBytes(text)));

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(99)]
    public void An_older_or_newer_version_is_named(byte version)
    {
        byte[] other = [.. Sound];
        other[8] = version;
        Assert.Contains($"has version {version}; this program reads version", Refusal(other));
    }

    [Fact]
    public void A_truncated_checkpoint_is_damaged()
    {
        for (int length = 12; length < Sound.Length; length += 1 + (Sound.Length / 20))
        {
            Assert.Contains("damaged", Refusal(Sound[..length]));
        }

        Assert.Contains("damaged", Refusal([.. Sound, 0]));
    }

    [Fact]
    public void A_changed_byte_is_damage_wherever_it_is()
    {
        for (int place = 12; place < Sound.Length; place += 1 + (Sound.Length / 40))
        {
            byte[] damaged = [.. Sound];
            damaged[place] ^= 0x10;
            Assert.Contains("damaged", Refusal(damaged));
        }
    }

    [Fact]
    public void Another_network_is_refused()
    {
        Assert.Contains("another network", Refusal(Sound, new Network { Seed = 4 }, 1 * nS)); // other wiring
        Assert.Contains("another network", Refusal(Sound, new Network { Seed = 3, NoiseSeed = 9 }, 1 * nS));
        Assert.Contains("another network", Refusal(Sound, new Network { Seed = 3 }, 1.5 * nS));
        Assert.Contains("another network", Refusal(Sound, new Network { Seed = 3 }, 1 * nS, new RunOptions { TimeStep = 0.05 * ms }));
        Assert.Contains("another network", Refusal(Sound, new Network { Seed = 3 }, 1 * nS, new RunOptions { Precision = Precision.Single }));
        Assert.Contains("another network", Refusal(Sound, new Network { Seed = 3 }, 1 * nS, new RunOptions { Method = Integrators.RungeKutta4 }));
    }

    [Fact]
    public void Other_records_are_refused_and_nothing_has_changed()
    {
        using var run = Build(new Network { Seed = 3 }, 1 * nS, null);
        var trace = run.Record(run.Network.Populations[1].Trace("V", 0));
        run.Advance(1 * ms);
        Assert.Contains("declare the same records", Assert.Throws<CheckpointException>(() => run.LoadCheckpoint(new MemoryStream(Sound))).Message);
        Assert.Equal(10, run.Step);
        Assert.Equal(11, trace.Traces().TimesSeconds.Count);
    }

    [Fact]
    public void A_checkpoint_may_lie_anywhere_in_a_stream_and_the_stream_need_not_seek()
    {
        using var inside = new MemoryStream([1, 2, 3, .. Sound]) { Position = 3 };
        using var run = Build(new Network { Seed = 3 }, 1 * nS, null);
        run.LoadCheckpoint(inside);
        Assert.Equal(50, run.Step);

        using var once = new System.IO.Compression.BrotliStream(new MemoryStream(Compressed(Sound)), System.IO.Compression.CompressionMode.Decompress);
        using var other = Build(new Network { Seed = 3 }, 1 * nS, null);
        other.LoadCheckpoint(once);
        Assert.Equal(50, other.Step);
    }

    private static byte[] Compressed(byte[] bytes)
    {
        using var memory = new MemoryStream();
        using (var brotli = new System.IO.Compression.BrotliStream(memory, System.IO.Compression.CompressionMode.Compress))
        {
            brotli.Write(bytes);
        }

        return memory.ToArray();
    }

    private static string Refusal(byte[] file, Network? network = null, Conductance? weight = null, RunOptions? options = null)
        => Assert.Throws<CheckpointException>(() => Load(file, network ?? new Network { Seed = 3 }, weight ?? (1 * nS), options)).Message;

    private static void Load(byte[] file, Network network, Conductance weight, RunOptions? options = null)
    {
        using var run = Build(network, weight, options);
        run.LoadCheckpoint(new MemoryStream(file));
    }

    private static byte[] Save(Network network, Conductance weight)
    {
        using var run = Build(network, weight, null);
        run.Advance(5 * ms);
        using var file = new MemoryStream();
        run.SaveCheckpoint(file);
        return file.ToArray();
    }

    private static Simulation Build(Network network, Conductance weight, RunOptions? options)
    {
        var source = network.Add(new Population("source", 10, new PoissonSource()));
        var cells = network.Add(new Population("cells", 20, new LeakyCell()));
        network.Connect(source, cells, new FixedProbability(0.5), new Exponential("excitation"), weight);
        return new Simulation(network, options);
    }
}
