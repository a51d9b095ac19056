using static Neuropil.Units;

namespace Neuropil.Tests.Adaptive;

/// <summary>What the adaptive method cannot do it refuses, naming the thing and its value.</summary>
public class AdaptiveErrorTests
{
    private static readonly EquationCell decay = new("dV/dt = -V/ms : mV") { Initial = { ["V"] = 1 * mV } };

    [Theory]
    [InlineData(0.0)]
    [InlineData(-1e-6)]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    public void A_tolerance_must_be_positive(double tolerance)
    {
        string relative = Assert.Throws<ArgumentException>(() => new AdaptiveSimulation(decay, new AdaptiveOptions { RelativeTolerance = tolerance })).Message;
        string absolute = Assert.Throws<ArgumentException>(() => new AdaptiveSimulation(decay, new AdaptiveOptions { AbsoluteTolerance = tolerance })).Message;
        Assert.Contains($"relative tolerance is {tolerance}", relative, StringComparison.Ordinal);
        Assert.Contains($"absolute tolerance is {tolerance}", absolute, StringComparison.Ordinal);
    }

    [Fact]
    public void Durations_intervals_cells_and_names_are_checked()
    {
        var simulation = new AdaptiveSimulation(decay);
        Assert.Contains("-1 ms", Assert.Throws<ArgumentException>(() => simulation.Run(-1 * ms)).Message, StringComparison.Ordinal);
        Assert.Contains("0 ms", Assert.Throws<ArgumentException>(() => simulation.Run(1 * ms, ["V"], 0 * ms)).Message, StringComparison.Ordinal);
        Assert.Contains("no cell 1", Assert.Throws<ArgumentException>(() => simulation.Run(1 * ms, cell: 1)).Message, StringComparison.Ordinal);
        Assert.Contains("'W'", Assert.Throws<UnknownNameException>(() => simulation.Run(1 * ms, ["W"])).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("dV/dt = -V/ms + dt*1 mV/ms^2 : mV", "dV/dt")]
    [InlineData("dV/dt = -V/ms + sqrt(1 ms/dt)*(1 mV/ms) : mV", "1 ms/dt")]
    [InlineData("dV/dt = select(t > 3*dt, 1, 2)*(1 mV/ms) : mV", "3*dt")]
    public void Equations_that_need_the_time_step_are_refused(string equations, string named)
    {
        string message = Assert.Throws<IntegratorRefusedException>(() => new AdaptiveSimulation(new EquationCell(equations))).Message;
        Assert.Contains("no fixed time step", message, StringComparison.Ordinal);
        Assert.Contains(named, message, StringComparison.Ordinal);
    }

    [Fact]
    public void Noise_couplings_and_steps_of_the_grid_are_refused_by_name()
    {
        string noise = Refusal(new EquationCell("dV/dt = -V/ms + 3*mV*sqrt(2/(10*ms))*xi : mV"));
        Assert.Contains("deterministic equations, but dV/dt contains the random 'xi'", noise, StringComparison.Ordinal);
        Assert.Contains("Noise'", Refusal(new LeakyIntegrateAndFire { Inputs = [new OrnsteinUhlenbeckCurrent()] }), StringComparison.Ordinal);
        Assert.Contains("changes in steps of the grid", Refusal(new BinaryUnit()), StringComparison.Ordinal);

        var network = new Network();
        var cells = network.Add(new Population("cells", 2, new LeakyIntegrateAndFire()));
        network.Connect(cells, cells, new AllToAll { SelfConnections = false }, new GapJunction("gap"), 1 * nS);
        Assert.Contains("a coupling brings", Assert.Throws<IntegratorRefusedException>(() => new AdaptiveSimulation(network, "cells")).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void A_mean_over_the_step_is_the_value_itself()
    {
        var cell = new LeakyIntegrateAndFire { Threshold = 100 * mV };
        double[] ends = [.. new[] { false, true }.Select(isMean => new AdaptiveSimulation(
            cell, null, new ReceptorInput<Conductance>(new Exponential("e") { MeanOverStep = isMean }, [(1 * ms, 5 * nS)])).Run(9 * ms)["V"].SiValue)];
        Assert.Equal(ends[0], ends[1]);
    }

    [Fact]
    public void Equality_of_moving_values_is_refused()
        => Assert.Contains("only for an instant", Assert.Throws<IntegratorRefusedException>(() => new AdaptiveSimulation(new Coincidence())).Message,
            StringComparison.Ordinal);

    [Fact]
    public void An_explosion_names_variable_and_time()
    {
        // dV/dt = V^2 from 1: V = 1/(1 - t).
        string message = Assert.Throws<SimulationDivergedException>(()
            => new AdaptiveSimulation(new EquationCell("dV/dt = V*V/(1 mV*ms) : mV") { Initial = { ["V"] = 1 * mV } }).Run(2 * ms)).Message;
        Assert.Matches("V .* at (1|0.99999999\\d*|1.00000000\\d*) ms", message);

        message = Assert.Throws<SimulationDivergedException>(() => new AdaptiveSimulation(new EquationCell("dV/dt = log(1 - t/(3*ms))*(1 mV/ms) : mV"))
            .Run(5 * ms)).Message;
        Assert.Contains("V", message, StringComparison.Ordinal);
        Assert.Matches("(2.9999|3 ms|3.0000)", message);
    }

    [Fact]
    public void A_slope_that_is_infinite_at_the_start_is_named()
        => Assert.Contains("dV/dt is",
            Assert.Throws<SimulationDivergedException>(() => new AdaptiveSimulation(new EquationCell("dV/dt = 1 mV*mV/V/ms : mV")).Run(1 * ms)).Message,
            StringComparison.Ordinal);

    [Fact]
    public void A_border_with_no_way_out_is_named()
    {
        var cell = new EquationCell("dV/dt = select(V < 1 mV, 1, -1)*(1 mV/ms) : mV");
        string message = Assert.Throws<SimulationDivergedException>(() => new AdaptiveSimulation(cell).Run(2 * ms)).Message;
        Assert.Contains("V < 1 mV", message, StringComparison.Ordinal);
        Assert.Contains("at 1", message, StringComparison.Ordinal);
    }

    [Fact]
    public void Endless_spiking_is_refused()
    {
        var cell = new EquationCell("dV/dt = 1 mV/ms : mV") { Threshold = "V > 1 mV" };
        Assert.Single(new AdaptiveSimulation(cell).Run(3 * ms).SpikeTimes);
        Assert.Contains("refractory", Assert.Throws<IntegratorRefusedException>(() => new AdaptiveSimulation(new PointNeuron
        {
            SpikesWhileAbove = true, InitialVoltage = 0 * mV, Mechanisms = [new Leak { Reversal = 0 * mV }],
        }).Run(1 * ms)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Steps_are_limited_and_runs_can_be_cancelled()
    {
        string message = Assert.Throws<SimulationDivergedException>(() => new AdaptiveSimulation(decay, new AdaptiveOptions { MostSteps = 10 }).Run(1000 * ms))
            .Message;
        Assert.Contains("10 steps", message, StringComparison.Ordinal);
        Assert.Throws<OperationCanceledException>(() => new AdaptiveSimulation(decay).Run(1 * ms, cancellation: new CancellationToken(canceled: true)));
    }

    [Fact]
    public void Bad_arrivals_and_sources_are_named()
    {
        var receptor = new Exponential("ampa");
        Assert.Contains("'ampa'", Assert.Throws<ArgumentException>(() => new AdaptiveSimulation(
            new LeakyIntegrateAndFire(), null, new ReceptorInput<Conductance>(receptor, [(-1 * ms, 1 * nS)]))).Message, StringComparison.Ordinal);
        var network = new Network();
        network.Add(new Population("source", 1, new PoissonSource { Rate = 1 * Hz }));
        Assert.Contains("PoissonSource", Assert.Throws<ArgumentException>(() => new AdaptiveSimulation(network, "source")).Message, StringComparison.Ordinal);
    }

    private static string Refusal(Neuron cell) => Assert.Throws<IntegratorRefusedException>(() => new AdaptiveSimulation(cell)).Message;

    private sealed record Coincidence : Neuron
    {
        protected internal override void Declare(CellBuilder equations)
        {
            var v = equations.MembranePotential("V", 0 * mV);
            equations.Differential(v, Functions.Select(Functions.Equal(v, 1 * mV), 1 * mV / ms, 2 * mV / ms));
        }
    }
}
