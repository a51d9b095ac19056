using static Neuropil.Units;

namespace Neuropil.Tests.Models;

/// <summary>Every cell model gives in a simulation, compiled or interpreted, what its step's formulas give one cell at a time.</summary>
public class ModelsInSimulationsTests
{
    private const int Cells = 3;
    private const double TimeStep = 0.05; // ms

    private static readonly Current[] amplitudes = [150 * pA, 300 * pA, 900 * pA];

    private static readonly InjectedCurrent[] inputs =
    [
        new StepCurrent { Amplitude = amplitudes, Start = new[] { 1 * ms, 2.5 * ms, 3 * ms }, Stop = 40 * ms },
        new SinusoidalCurrent { Amplitude = 20 * pA, Frequency = 80 * Hz },
        new ArrayCurrent { Samples = [.. Enumerable.Range(0, 40).Select(k => ((k * 7) % 11) * pA)], Interval = 1 * ms, Scale = new double[] { 1, 2, -3 } },
    ];

    private static readonly Mechanism[] squid =
    [
        new Sodium { Reversal = 50 * mV, Channels = [new SodiumHodgkinHuxley()] },
        new Potassium { InnerConcentration = 400 * mM, OuterConcentration = 20 * mM, Channels = [new PotassiumHodgkinHuxley()] },
        new Leak { Reversal = -54.3 * mV, Conductance = 0.3 * mS / cm2 },
    ];

    private static readonly Dictionary<string, (Neuron Cell, string Method)> models = new()
    {
        ["leaky, exact"] = (new LeakyIntegrateAndFire { Inputs = inputs, Capacitance = new[] { 100 * pF, 200 * pF, 300 * pF } }, "exact-linear"),
        ["leaky"] = (new LeakyIntegrateAndFire { Inputs = inputs, RefractoryPeriod = new[] { 0 * ms, 1 * ms, 3 * ms } }, "exponential-euler"),
        ["exponential"] = (new ExponentialIntegrateAndFire { Inputs = inputs }, "exponential-euler"),
        ["adaptive exponential"] = (new AdaptiveExponential { Inputs = inputs }, "exponential-euler"),
        ["adaptive exponential, rk4"] = (new AdaptiveExponential { Inputs = inputs }, "rk4"),
        ["Izhikevich"] = (new Izhikevich { Inputs = inputs, Capacitance = 20 * pF }, "forward-euler"),
        ["squid"] = (new PointNeuron { Area = 3000 * um2, Mechanisms = squid, Inputs = inputs,
            Temperature = new[] { Celsius(6.3), Celsius(10), Celsius(15) } }, "exponential-euler"),
        ["squid, rk4"] = (new PointNeuron { Area = 3000 * um2, Mechanisms = squid, Inputs = inputs }, "rk4"),
        ["text"] = (new EquationCell("""
            dV/dt = (g*(E - V) - w + gain*tanh(x)*cos(V/(30 mV)) + I)/C : mV
            dw/dt = (select(V > E, 2*(a*(V - E)), 0 pA) - w)/tau : pA
            dx/dt = (clip(floor(V/(5 mV)), -9, 3) - x + sqrt(1 + abs(x)) + log(1 + x^2))/tau : 1
            tau = 20 ms*(1 + sin(t/ms)/4)
            """)
        {
            Parameters = { ["g"] = 10 * nS, ["E"] = -65 * mV, ["C"] = new[] { 100 * pF, 150 * pF, 200 * pF }, ["a"] = 1 * nS, ["gain"] = 30 * pA },
            Initial = { ["V"] = "E + 3 mV" }, Threshold = "V > -50 mV and x < 2", Reset = "V = -60 mV; w += 20 pA", RefractoryPeriod = 2 * ms, Inputs = inputs,
        }, "exponential-euler"),
    };

    public static TheoryData<string, Backend> ModelsAndBackends
        => [.. models.Keys.SelectMany(model => new[] { (model, Backend.Simd), (model, Backend.Interpreter) })];

    [Theory]
    [MemberData(nameof(ModelsAndBackends))]
    public void A_population_does_what_its_cells_do_alone(string model, Backend backend)
    {
        var (cell, method) = models[model];
        int steps = backend == Backend.Interpreter ? 150 : 1000;
        string voltage = cell is Izhikevich ? "v" : "V";
        var network = new Network();
        var population = network.Add(new Population("cells", Cells, cell));
        using var run = new Simulation(network,
            new RunOptions { TimeStep = TimeStep * ms, Backend = backend, Method = Integrators.ByName(method), Threads = 1 });
        var spikes = run.Record(population.Spikes);
        var traces = run.Record(population.Trace(voltage, 0, 1, 2));
        run.Advance(steps * TimeStep * ms);

        for (int i = 0; i < Cells; i++)
        {
            var alone = new CellRun(cell, TimeStep, Integrators.ByName(method), i);
            double[] expected = [alone[voltage], .. Enumerable.Range(0, steps).Select(_ => alone.Step()[voltage])];
            Assert.Equal(alone.SpikeSteps, spikes.Trains().StepsOf(i).ToArray());
            var found = traces.Traces().Columns[i].Values;
            for (int n = 0; n < expected.Length; n++)
            {
                Assert.True(Math.Abs(expected[n] - found[n]) < 1e-8, $"cell {i}, step {n}: {expected[n]} alone, {found[n]} in the population");
            }
        }

        Assert.True(spikes.Count > 0 || backend == Backend.Interpreter);
    }
}
