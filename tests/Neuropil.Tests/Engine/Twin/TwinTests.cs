using System.Globalization;
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
        (TwinMethod.ExponentialEuler, Integrators.ExponentialEuler), (TwinMethod.RungeKutta4, Integrators.RungeKutta4), (TwinMethod.ForwardEuler, Integrators.ForwardEuler),
    ];

    private static readonly LaneWidth[] widths = [LaneWidth.Auto, LaneWidth.Bits256, LaneWidth.Bits128, LaneWidth.Scalar];

    private static readonly SynapseStorage[] storages = [SynapseStorage.Auto, SynapseStorage.Groups, SynapseStorage.Ring];

    /// <summary>How many networks: a few, or as many as the environment asks for, from a first one on.</summary>
    private static int Count => Environment("NEUROPIL_RANDOM_NETWORKS", 6);

    private static int First => Environment("NEUROPIL_FIRST_NETWORK", 0);

    [Fact]
    public void Random_networks_are_their_twins_on_every_backend_and_number_of_threads()
    {
        int spikes = Enumerable.Range(First, Count).Sum(Check);
        Assert.True(spikes >= 20 * Count, $"only {spikes} spikes of cells in {Count} networks");
    }

    [Fact]
    public void The_twin_decays_as_the_closed_form_and_spikes_where_it_should()
    {
        // 200 pA: V = -40 - 20 e^(-t/20) mV reaches -50 mV after 13.86 ms; then 5 ms of refractoriness.
        var cell = new LeakyIntegrateAndFire { Inputs = [new ConstantCurrent { Amplitude = 200 * pA }] };
        var receptor = new Exponential("e") { Decay = 3 * ms, Reversal = -60 * mV };
        foreach (var method in Enum.GetValues<TwinMethod>())
        {
            var twin = new TwinNetwork([new TwinPopulation("a", 1, cell, [receptor])], [new TwinProjection(0, 0, receptor, [new TwinContact(0, 0, 2e-9, 3, 1)])], method);
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

    // Method, width, threads and storage go round with the seed at paces of their own, so that few networks meet most of their pairs.
    private static int Check(int seed)
    {
        var network = new RandomNetwork(seed, Steps);
        var (twinMethod, method) = methods[seed % methods.Length];
        var twin = TwinRun.Of(network, twinMethod, Steps);
        var interpreted = new RunOptions { Method = method, Backend = Backend.Interpreter, Threads = 1, Storage = storages[seed % 3] };
        var one = new RunOptions { Method = method, Threads = 1 + (seed % 3), Width = widths[seed % 4], Storage = storages[(seed + 1) % 3] };
        var other = new RunOptions { Method = method, Threads = 1 + ((seed + 1) % 3), Width = widths[(seed + 1 + (seed / 4 % 3)) % 4], Storage = storages[(seed + 2) % 3] };

        twin.RequireEqual(TwinRun.Of(network, interpreted, Steps), Tolerance, $"seed {seed}, {method}, interpreter");
        var compiled = TwinRun.Of(network, one, Steps);
        twin.RequireEqual(compiled, Tolerance, $"seed {seed}, {Describe(one)}");
        compiled.RequireEqual(TwinRun.Of(network, one, Steps, resumed: other), tolerance: 0, $"seed {seed}, {Describe(one)}, resumed with {Describe(other)}");
        return twin.Spikes.Count;
    }

    private static string Describe(RunOptions options) => $"{options.Method}, {options.Width}, {options.Threads} threads, {options.Storage}";

    private static int Environment(string name, int otherwise)
        => int.TryParse(System.Environment.GetEnvironmentVariable(name), NumberStyles.Integer, CultureInfo.InvariantCulture, out int value) ? value : otherwise;
}
