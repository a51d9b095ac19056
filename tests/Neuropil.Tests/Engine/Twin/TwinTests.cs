using System.Globalization;
using FsCheck;
using FsCheck.Fluent;
using Neuropil.Compiler;
using Neuropil.Engine;
using static Neuropil.Units;

namespace Neuropil.Tests.Engine.Twin;

/// <summary>Random small networks of user-declared cells, receptors, releases and plasticities do on every backend what the twin does.</summary>
public class TwinTests
{
    private const int Steps = 200;
    private const double Tolerance = 1e-12;

    private static readonly (TwinMethod Twin, Integrator Method)[] methods =
    [
        (TwinMethod.ExponentialEuler, Integrators.ExponentialEuler), (TwinMethod.RungeKutta4, Integrators.RungeKutta4),
            (TwinMethod.ForwardEuler, Integrators.ForwardEuler),
    ];

    private static readonly LaneWidth[] widths = [LaneWidth.Auto, LaneWidth.Bits256, LaneWidth.Bits128, LaneWidth.Scalar];

    private static readonly SynapseStorage[] storages = Enum.GetValues<SynapseStorage>();

    /// <summary>How many networks FsCheck draws: a few, or as many as the environment asks for.</summary>
    private static int Count => Environment("NEUROPIL_RANDOM_NETWORKS", 2);

    [Fact]
    public void Networks_are_their_twins_on_every_backend_and_number_of_threads_in_every_storage_and_after_a_resume()
    {
        // Method, width, threads and storage go round at paces of their own, so that few networks meet most of their pairs.
        const int networks = 4;
        int spikes = Enumerable.Range(0, networks).Sum(seed => Check(new Case(
            seed,
            seed % methods.Length,
            new Form(1 + (seed % 3), widths[seed % 4], storages[seed % 4]),
            new Form(1 + ((seed + 1) % 3), widths[(seed + 2) % 4], storages[(seed + 1) % 4]))));
        Assert.True(spikes >= 20 * networks, $"only {spikes} spikes of cells in {networks} networks");
    }

    [Fact]
    public void Random_networks_are_their_twins()
    {
        var form = Gen.Choose(1, 3).SelectMany(_ => Gen.Elements(widths), (threads, width) => (threads, width))
            .SelectMany(_ => Gen.Elements(storages), (both, storage) => new Form(both.threads, both.width, storage));
        var cases = Gen.Choose(0, int.MaxValue - 1).SelectMany(_ => Gen.Choose(0, methods.Length - 1), (seed, method) => (seed, method))
            .SelectMany(_ => form.Two(), (both, forms) => new Case(both.seed, both.method, forms.Item1, forms.Item2));
        Prop.ForAll(Arb.From(cases), drawn => Check(drawn) >= 0).Check(Config.QuickThrowOnFailure.WithQuietOnSuccess(true).WithMaxTest(Count));
    }

    [Fact]
    public void The_twin_decays_as_the_closed_form_and_spikes_where_it_should()
    {
        // 200 pA: V = -40 - 20 e^(-t/20) mV reaches -50 mV after 13.86 ms; then 5 ms of refractoriness.
        var cell = new LeakyIntegrateAndFire { Inputs = [new ConstantCurrent { Amplitude = 200 * pA }] };
        var receptor = new Exponential("e") { Decay = 3 * ms, Reversal = -60 * mV };
        foreach (var method in Enum.GetValues<TwinMethod>())
        {
            var twin = new TwinNetwork([new TwinPopulation("a", 1, cell, [receptor])],
                [new TwinProjection(0, 0, receptor, [new TwinContact(0, 0, 2e-9, 3, 1)])], method);
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

    private static int Check(Case drawn)
    {
        var network = new RandomNetwork(drawn.Seed, Steps);
        var (twinMethod, method) = methods[drawn.Method];
        var twin = TwinRun.Of(network, twinMethod, Steps);
        var (one, other) = (drawn.One.Options(method), drawn.Other.Options(method));
        var interpreted = one with { Backend = Backend.Interpreter, Threads = drawn.Other.Threads };

        twin.RequireEqual(TwinRun.Of(network, interpreted, Steps), Tolerance, $"{drawn}, interpreter");
        var compiled = TwinRun.Of(network, one, Steps);
        twin.RequireEqual(compiled, Tolerance, $"{drawn}");
        compiled.RequireEqual(TwinRun.Of(network, one, Steps, resumed: other), tolerance: 0, $"{drawn}, resumed");
        return twin.Spikes.Count;
    }

    /// <summary>A network, its method, how it runs, and how it goes on after a checkpoint.</summary>
    private sealed record Case(int Seed, int Method, Form One, Form Other);

    private sealed record Form(int Threads, LaneWidth Width, SynapseStorage Storage)
    {
        public RunOptions Options(Integrator method) => new() { Method = method, Threads = Threads, Width = Width, Storage = Storage };
    }

    private static int Environment(string name, int otherwise)
        => int.TryParse(System.Environment.GetEnvironmentVariable(name), NumberStyles.Integer, CultureInfo.InvariantCulture, out int value) ? value : otherwise;
}
