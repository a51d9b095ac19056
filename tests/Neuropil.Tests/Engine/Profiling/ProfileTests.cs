using static Neuropil.Distributions;
using static Neuropil.Units;

namespace Neuropil.Tests.Engine.Profiling;

/// <summary>Where the time of a run has gone, by the names that its user gave.</summary>
public class ProfileTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(0.5)]
    public void A_profile_changes_no_bit(double shortestDelay)
        => Assert.Equal(
            MixedNetwork.Run(MixedNetwork.Build(shortestDelay * ms), new RunOptions { Threads = 1 }),
            MixedNetwork.Run(MixedNetwork.Build(shortestDelay * ms), new RunOptions { Threads = 2, IsProfiled = true }));

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void It_names_every_population_projection_and_record(int threads)
    {
        using var run = new Simulation(MixedNetwork.Build(0 * ms), new RunOptions { Threads = threads, IsProfiled = true });
        MixedNetwork.Record(run);
        run.Advance(MixedNetwork.Duration);
        var profile = run.Profile!;
        string[] Of(ProfileKind kind) => [.. profile.Parts.Where(part => part.Kind == kind).Select(part => part.Name).Order(StringComparer.Ordinal)];
        Assert.Equal(["given", "inter", "noise", "principal"], Of(ProfileKind.Cells));
        Assert.Equal(run.Network.Projections.Select(projection => projection.Name).Order(StringComparer.Ordinal), Of(ProfileKind.Synapses));
        Assert.Equal(
            ["V of principal", "excitation.g of inter", "leak of inter", "spikes of given", "spikes of inter", "spikes of middle", "spikes of noise",
                "spikes of principal"],
            Of(ProfileKind.Record).Select(name => name.Replace(".leak.current", "")));
        Assert.All(profile.Parts, part => Assert.True(part.Seconds >= 0, $"{part}"));
        Assert.Equal(profile.Parts.OrderByDescending(part => part.Seconds).Select(part => part.Seconds), profile.Parts.Select(part => part.Seconds));
    }

    // Rows of several projections from one source are read together, and split by their synapses; learning ones, those made anew and couplings are their own.
    [Fact]
    public void Projections_of_every_kind_have_their_own_time()
    {
        var network = new Network { Seed = 3 };
        var sources = network.Add(new Population("sources", 50, new PoissonSource { Rate = 100 * Hz }));
        var cells = network.Add(new Population("cells", 50, new LeakyIntegrateAndFire()));
        var excitation = new Exponential("excitation");
        network.Connect(sources, cells, new FixedInDegree(30), excitation, weight: 1 * nS, name: "three of four");
        network.Connect(sources, cells, new FixedInDegree(10), excitation, weight: 1 * nS, name: "one of four");
        network.Connect(sources, cells, new FixedInDegree(10), excitation, Uniform(0 * nS, 1 * nS), name: "learning",
            plasticity: new SpikeTimingPlasticity<Conductance>("pairs") { LargestWeight = 1 * nS });
        network.Add(new Projection<Conductance>
        {
            Name = "made anew", Source = sources, Target = cells, Rule = new FixedProbability(0.1), Receptor = excitation, Weight = 1 * nS, IsStored = false,
        });
        network.Join(cells, cells, new ExplicitPairs([(0, 1)]), new GapJunction("gap"), 1 * nS);
        using var run = new Simulation(network, new RunOptions { Threads = 1, IsProfiled = true });
        run.Advance(50 * ms);
        var synapses = run.Profile!.Parts.Where(part => part.Kind == ProfileKind.Synapses).ToDictionary(part => part.Name, part => part.Seconds);
        Assert.Equal(["learning", "made anew", "one of four", "three of four"], synapses.Keys.Order(StringComparer.Ordinal));
        Assert.Equal(3, synapses["three of four"] / synapses["one of four"], tolerance: 1e-9);
        Assert.Contains(run.Profile!.Parts, part => part.Kind == ProfileKind.Coupling);
    }

    [Fact]
    public void A_lap_belongs_to_the_part_that_ends_it()
    {
        var (first, second) = (new object(), new object());
        var laps = new Neuropil.Engine.StepLaps();
        long begin = System.Diagnostics.Stopwatch.GetTimestamp();
        laps.Begin();
        laps.End(first);
        laps.End(second);
        laps.End(first);
        double all = System.Diagnostics.Stopwatch.GetElapsedTime(begin).TotalSeconds;
        Assert.Equal([first, second], laps.Seconds.Select(each => each.Part));
        Assert.InRange(laps.Seconds.Sum(each => each.Seconds), 0, all);
    }

    [Fact]
    public void Two_profiles_are_added_by_name()
    {
        var one = RunProfile.Of([new(ProfileKind.Cells, "E", 1), new(ProfileKind.Record, "V", 0.5)], threadSeconds: 2);
        var two = RunProfile.Of([new(ProfileKind.Cells, "E", 2), new(ProfileKind.Cells, "I", 1)], threadSeconds: 3);
        var sum = one.Add(two);
        Assert.Equal([("E", 3.0), ("I", 1.0), ("V", 0.5), ("threads that wait, and the rest", 0.5)], sum.Parts.Select(part => (part.Name, part.Seconds)));
        Assert.Equal(5, sum.Seconds);
        Assert.Equal("     3.000 s  60.0 %  cells  E", sum.ToString().Split('\n')[0]);
    }

    [Fact]
    public void Without_it_there_is_none()
    {
        using var run = new Simulation(MixedNetwork.Build(0 * ms));
        run.Advance(1 * ms);
        Assert.Null(run.Profile);
    }
}
