using static Neuropil.Units;

namespace Neuropil.Tests.Engine;

/// <summary>A leap of the potential within the step of its spike, which the reset hides, is told where it has left something behind.</summary>
public class LeapTests
{
    private const string Text = "dV/dt = (g_L*(E_L - V) + g_L*D*exp((min(V, 20 mV) - V_T)/D) - w + I)/C : mV\ndw/dt = (a*(V - E_L) - w)/tau_w : pA";

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void A_spike_that_leaves_an_adaptation_current_out_of_all_measure_is_warned_of_once(int threads)
    {
        using var run = Simulate(Text, Integrators.RungeKutta4, 40, threads);
        run.Advance(20 * ms);
        run.Advance(20 * ms);
        string warning = Assert.Single(run.Warnings);
        Assert.StartsWith("Population 'cells', cell 0: w is ", warning, StringComparison.Ordinal);
        Assert.Contains("Give it a ceiling", warning, StringComparison.Ordinal);
    }

    [Fact]
    public void With_a_ceiling_there_are_the_spikes_of_the_reference_and_no_warning()
    {
        using var run = Simulate($"{Text}\nV <= 20 mV", Integrators.RungeKutta4, 1, 1);
        var spikes = run.Record(run.Network.Populations[0].Spikes);
        run.Advance(300 * ms);
        Assert.Equal(11, spikes.Count);
        Assert.Empty(run.Warnings);
    }

    private static Simulation Simulate(string text, Integrator method, int size, int threads)
    {
        var cell = new EquationCell(text)
        {
            Parameters =
            {
                ["C"] = 281 * pF, ["g_L"] = 30 * nS, ["E_L"] = -70.6 * mV, ["V_T"] = -50.4 * mV, ["D"] = 2 * mV, ["a"] = 4 * nS, ["tau_w"] = 144 * ms,
            },
            Initial = { ["V"] = -70.6 * mV }, Threshold = "V >= 20 mV", Reset = "V = -70.6 mV; w += 80.5 pA",
            Inputs = [new ConstantCurrent { Amplitude = 1 * nA }],
        };
        var network = new Network();
        network.Add(new Population("cells", size, cell));
        return new Simulation(network, new RunOptions { TimeStep = 0.01 * ms, Method = method, Threads = threads });
    }
}
