using static Neuropil.Units;

namespace Neuropil.Tests.Engine;

/// <summary>A state that is no finite number stops the run and is named.</summary>
public class DivergenceTests
{
    [Theory]
    [InlineData(1, LaneAndBackend.Simd)]
    [InlineData(2, LaneAndBackend.Simd)]
    [InlineData(3, LaneAndBackend.Interpreter)]
    public void A_step_that_is_too_long_names_population_cell_variable_and_time(int threads, LaneAndBackend backend)
    {
        // Forward Euler on dV/dt = -V/tau multiplies V by 1 - dt/tau in each step: at dt = 11 tau by -10, which is finite to 1e308. From 70 mV
        // (cell 130) the first step without a finite value follows after 306 steps, whatever the thread.
        var network = new Network();
        network.Add(new Population("quiet", 100, new LeakyCell { Refractory = 11 * ms }));
        var initial = Enumerable.Range(0, 200).Select(cell => cell == 130 ? 70 * mV : 0 * mV).ToArray();
        network.Add(new Population("loud", 200, new Decaying { Start = initial }));
        using var run = new Simulation(network, new RunOptions
        {
            TimeStep = 11 * ms, Threads = threads, Backend = backend == LaneAndBackend.Simd ? Backend.Simd : Backend.Interpreter,
        });
        var spikes = run.Record(network.Populations[0].Spikes);
        var trace = run.Record(network.Populations[1].Trace("V", 130));
        var error = Assert.Throws<SimulationDivergedException>(() => run.Advance(10_000 * run.TimeStep));
        Assert.Contains("Population 'loud', cell 130: V became infinite", error.Message);

        // What was computed before is there.
        var voltage = trace.Traces().Columns[0].Values;
        Assert.All(voltage.SkipLast(2), value => Assert.True(double.IsFinite(value)));
        Assert.False(double.IsFinite(voltage[^1]));
        Assert.Equal($"by {(voltage.Count - 1) * run.TimeStep}",
            error.Message[error.Message.IndexOf("by ", StringComparison.Ordinal)..error.Message.IndexOf(". ", StringComparison.Ordinal)]);
        Assert.InRange(voltage.Count, 307, 311);
        Assert.Equal(0, spikes.Count);

        // Nothing goes on from there.
        Assert.Throws<SimulationDivergedException>(() => run.Advance(run.TimeStep));
        Assert.Throws<SimulationDivergedException>(() => run.SaveCheckpoint(Stream.Null));
    }

    [Theory]
    [InlineData(Backend.Simd)]
    [InlineData(Backend.Interpreter)]
    public void A_cell_whose_voltage_is_no_number_does_not_spike(Backend backend)
    {
        var network = new Network();
        var cells = network.Add(new Population("cells", 3, new EquationCell("dV/dt = sqrt(x)*mV/ms : mV\ndx/dt = -20/ms : 1")
        {
            Threshold = "V > 1 mV", Initial = { ["x"] = "1" }, Method = Integrators.ForwardEuler,
        }));
        using var run = new Simulation(network, new RunOptions { Backend = backend });
        var spikes = run.Record(cells.Spikes);
        Assert.Throws<SimulationDivergedException>(() => run.Advance(2 * ms));
        Assert.Equal(0, spikes.Count);
    }

    [Fact]
    public void The_step_reached_does_not_depend_on_threads()
    {
        Assert.Equal(StepReached(1), StepReached(3));

        static long StepReached(int threads)
        {
            var network = new Network();
            network.Add(new Population("loud", 200, new Decaying { Start = 70 * mV }));
            using var run = new Simulation(network, new RunOptions { TimeStep = 11 * ms, Threads = threads });
            Assert.Throws<SimulationDivergedException>(() => run.Advance(10_000 * run.TimeStep));
            return run.Step;
        }
    }

    [Fact]
    public void A_variable_that_does_not_act_on_the_voltage_is_found_too()
    {
        var network = new Network();
        var cells = network.Add(
            new Population("cells", 70, new Watched()) { Initial = { ["x"] = Enumerable.Range(0, 70).Select(cell => cell == 66 ? 1.0 : 0.0).ToArray() } });
        using var run = new Simulation(network);
        var error = Assert.Throws<SimulationDivergedException>(() => run.Advance(1 * second));

        // x grows by e^2 in a step of 0.1 ms: e^708 after 354 of them is finite, and so is all along, though its square is not.
        Assert.StartsWith($"Population '{cells.Name}', cell 66: x became infinite or not a number by {355 * run.TimeStep}.", error.Message);
    }

    [Theory]
    [MemberData(nameof(Backends))]
    public void A_solution_that_ends_stops_the_run_where_it_ends(Backend backend, Precision precision)
    {
        // dx/dt = x^2 / ms from 1 is 1/(1 - t/ms).
        var network = new Network();
        var cells = network.Add(new Population("c", 1, new EquationCell("dV/dt = -V/(10*ms) : mV\ndx/dt = x^2/ms : 1") { Initial = { ["x"] = "1" } }));
        using var run = new Simulation(network,
            new RunOptions { TimeStep = 0.01 * ms, Method = Integrators.RungeKutta4, Backend = backend, Precision = precision });
        var trace = run.Record(cells.Trace("x", 0));
        var error = Assert.Throws<SimulationDivergedException>(() => run.Advance(5 * ms));
        Assert.StartsWith("Population 'c', cell 0: x became infinite or not a number by 1.0", error.Message);
        Assert.All(trace.Traces().Columns[0].Values.SkipLast(1), value => Assert.True(double.IsFinite(value)));
    }

    [Theory]
    [MemberData(nameof(Backends))]
    public void A_value_that_a_reset_has_overwritten_is_named(Backend backend, Precision precision)
    {
        // e^800 is infinite: the cell is beyond its threshold after a step, and is reset.
        var network = new Network();
        network.Add(new Population("cells", 70, new EquationCell("dV/dt = exp(V/mV)*mV/ms : mV; da/dt = -a/ms : 1")
        {
            Threshold = "V > 1000 mV", Reset = "a += 1; V = -70 mV", Method = Integrators.ForwardEuler,
        })
        {
            Initial = { ["V"] = Enumerable.Range(0, 70).Select(cell => (cell == 66 ? 800 : -70) * mV).ToArray() },
        });
        using var run = new Simulation(network, new RunOptions { Backend = backend, Precision = precision });
        var error = Assert.Throws<SimulationDivergedException>(() => run.Advance(1 * ms));
        Assert.StartsWith($"Population 'cells', cell 66: V became infinite or not a number by {run.TimeStep}.", error.Message);
    }

    public static TheoryData<Backend, Precision> Backends()
        => new MatrixTheoryData<Backend, Precision>([Backend.Simd, Backend.Interpreter], [Precision.Double, Precision.Single]);

    /// <summary>What executes the equations.</summary>
    public enum LaneAndBackend
    {
        Simd,
        Interpreter,
    }

    private sealed record Decaying : Neuron
    {
        public Parameter<Voltage> Start { get; init; } = 0 * mV;

        protected internal override void Declare(CellBuilder equations)
        {
            var v = equations.MembranePotential("V", Start);
            equations.Differential(v, -v / (1 * ms));
            equations.Spike(v >= 1e300 * mV);
        }

        public Decaying() => Method = Integrators.ForwardEuler;
    }

    /// <summary>A cell with a variable that runs away, dx/dt = x / ms, and that nothing else reads.</summary>
    private sealed record Watched : Neuron
    {
        protected internal override void Declare(CellBuilder equations)
        {
            var v = equations.MembranePotential("V", -65 * mV);
            equations.Differential(v, (-65 * mV - v) / (20 * ms));
            var x = equations.State("x", Dimension.None);
            equations.Differential(x, 20 * x / (1 * ms));
            equations.Spike(v >= -50 * mV);
        }
    }
}
