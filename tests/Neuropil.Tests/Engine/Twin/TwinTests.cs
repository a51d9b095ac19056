using FsCheck;
using FsCheck.Fluent;
using Neuropil.Compiler;
using static Neuropil.Units;

namespace Neuropil.Tests.Engine.Twin;

/// <summary>Random small networks of user-declared cells and receptors do on every backend what the twin does.</summary>
public class TwinTests
{
    private const int Steps = 300;
    private const double Tolerance = 1e-12;

    private static readonly (TwinMethod Twin, Integrator Method)[] methods =
    [
        (TwinMethod.ExponentialEuler, Integrators.ExponentialEuler), (TwinMethod.RungeKutta4, Integrators.RungeKutta4), (TwinMethod.ForwardEuler, Integrators.ForwardEuler),
    ];

    [Fact]
    public void Random_networks_are_their_twins_on_every_backend_and_number_of_threads()
    {
        int spikes = 0;
        Prop.ForAll(Arb.From(Gen.Choose(0, 1_000_000)), seed => spikes += Check(seed)).Check(Config.QuickThrowOnFailure.WithMaxTest(10).WithQuietOnSuccess(true));
        Assert.InRange(spikes, 300, int.MaxValue);
    }

    [Fact]
    public void The_twin_decays_as_the_closed_form_and_spikes_where_it_should()
    {
        // 200 pA: V = -40 - 20 e^(-t/20) mV reaches -50 mV after 13.86 ms; then 5 ms of refractoriness.
        var cell = new LeakyIntegrateAndFire { Inputs = [new ConstantCurrent { Amplitude = 200 * pA }] };
        var receptor = new Exponential("e") { Decay = 3 * ms, Reversal = -60 * mV };
        foreach (var method in Enum.GetValues<TwinMethod>())
        {
            var twin = new TwinNetwork([new TwinPopulation("a", 1, cell, [receptor])], [new TwinProjection(0, 0, receptor, [new TwinContact(0, 0, 2e-9, 4)])], method, 1e-4);
            var (v, g) = (twin.System(0).FindState("V"), twin.System(0).FindState("e.g"));
            for (int n = 1; n <= 138; n++)
            {
                twin.Step();
                double exact = -0.04 - (0.02 * Math.Exp(-n * 0.1 / 20));
                Assert.Equal(exact, twin.Value(0, 0, v), method == TwinMethod.ForwardEuler ? 3e-5 : 1e-12);
            }

            // Found in step 138, the spike arrives in step 143 and is seen at its end, undecayed.
            for (int n = 139; n <= 160; n++)
            {
                twin.Step();
                Assert.Equal(n < 144 ? 0 : 2e-9 * Math.Exp(-(n - 144) * 0.1 / 3), twin.Value(0, 0, g), 1e-22);
                Assert.Equal(-0.06, twin.Value(0, 0, v), 1e-15);
            }

            Assert.Equal([(138L, 0, 0)], twin.Spikes);
        }
    }

    private static int Check(int seed)
    {
        var (populations, projections) = Draw(new Random(seed));
        var (twinMethod, method) = methods[seed % methods.Length];
        var twin = new TwinNetwork(populations, projections, twinMethod, 1e-4);
        var expected = populations.Select((population, p) => twin.System(p).States.ToDictionary(state => state.Symbol.Name, _ => new double[population.Size, Steps + 1])).ToArray();
        for (int n = 0; n <= Steps; n++)
        {
            for (int p = 0; p < populations.Count; p++)
            {
                foreach (var state in twin.System(p).States)
                {
                    for (int i = 0; i < populations[p].Size; i++)
                    {
                        expected[p][state.Symbol.Name][i, n] = KernelUnits.FromSi(twin.Value(p, i, state), state.Symbol.Dimension);
                    }
                }
            }

            twin.Step();
        }

        var spikes = twin.Spikes.FindAll(spike => spike.Step < Steps);
        var width = new[] { LaneWidth.Scalar, LaneWidth.Bits128, LaneWidth.Bits256 }[seed / methods.Length % 3];
        RunOptions[] variants = [new() { Backend = Backend.Interpreter, Threads = 1 }, new() { Threads = 2 }, new() { Threads = 3, Width = width }];
        foreach (var options in variants)
        {
            Compare(populations, projections, options with { Method = method }, expected, spikes, $"seed {seed}, {method}, {options.Backend} {options.Width} {options.Threads}");
        }

        return spikes.Count;
    }

    private static void Compare(
        IReadOnlyList<TwinPopulation> populations,
        IReadOnlyList<TwinProjection> projections,
        RunOptions options,
        Dictionary<string, double[,]>[] expected,
        List<(long Step, int Population, int Cell)> spikes,
        string what)
    {
        using var run = new Simulation(TwinNetwork.Declare(populations, projections), options);
        var found = run.Network.Populations.Select(population => run.Record(population.Spikes)).ToList();
        int[] all = [.. Enumerable.Range(0, RandomCell.Cells)];
        var traces = run.Network.Populations.Select((population, p) => expected[p].Keys.Select(name => (Name: name, Trace: run.Record(population.Trace(name, all)))).ToList()).ToList();
        run.Advance(Steps * run.TimeStep);
        for (int p = 0; p < populations.Count; p++)
        {
            foreach (var (name, trace) in traces[p])
            {
                double scale = Math.Max(1, expected[p][name].Cast<double>().Max(Math.Abs));
                for (int i = 0; i < all.Length; i++)
                {
                    var values = trace.Traces().Columns[i].Values;
                    for (int n = 0; n <= Steps; n++)
                    {
                        double difference = Math.Abs(expected[p][name][i, n] - values[n]);
                        Assert.True(difference <= Tolerance * scale, $"{what}: {name} of cell {i} of population {p} after {n} steps is {values[n]}, by the twin {expected[p][name][i, n]}");
                    }
                }
            }

            var trains = found[p].Trains();
            Assert.Equal(spikes.Where(spike => spike.Population == p).Select(spike => (spike.Step, spike.Cell)), trains.Steps.ToArray().Select(step => (long)step).Zip(trains.Neurons.ToArray()));
        }
    }

    // Two populations and three projections; weights are multiples of 2^-10 nS, so that single precision holds them.
    private static (List<TwinPopulation> Populations, List<TwinProjection> Projections) Draw(Random random)
    {
        RandomReceptor[][] receptors = [[new("a", random.Next()), new("b", random.Next())], [new("c", random.Next())]];
        var populations = receptors.Select((own, p) => new TwinPopulation($"population {p}", RandomCell.Cells, new RandomCell(random.Next()), own)).ToList();
        List<TwinProjection> projections = [Project(0, 0, receptors[0][0]), Project(1, 0, receptors[0][1]), Project(0, 1, receptors[1][0])];
        return (populations, projections);

        TwinProjection Project(int source, int target, RandomReceptor receptor)
        {
            int longest = random.Next(3) * 7;
            var contacts = Enumerable.Range(0, 12).Select(_ => new TwinContact(
                random.Next(RandomCell.Cells), random.Next(RandomCell.Cells), Math.Round(1024 * (0.2 + random.NextDouble())) / 1024 * 1e-9, random.Next(longest + 1)));
            return new TwinProjection(source, target, receptor, [.. contacts]);
        }
    }
}
