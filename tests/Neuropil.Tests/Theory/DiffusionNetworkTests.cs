using static Neuropil.Units;

namespace Neuropil.Tests.Theory;

public class DiffusionNetworkTests
{
    // Brunel (2000): tau 20 ms, threshold 20 mV, reset 10 mV, refractory 2 ms, J 0.1 mV, 1000 excitatory and 250 inhibitory inputs.
    private static DiffusionNetwork Brunel(double g, double eta)
    {
        double external = eta * 20 / (0.1 * 1000 * 0.02) * 1000; // spikes per s to each cell: eta times what reaches the threshold
        var cell = new DiffusionNeuron
        {
            MembraneTimeConstant = 20 * ms, Threshold = 20 * mV, Reset = 10 * mV, RefractoryPeriod = 2 * ms,
            Mean = external * 0.02 * 0.1 * mV, Noise = Math.Sqrt(external * 0.02) * 0.1 * mV,
        };
        return new DiffusionNetwork([cell, cell], new double[,] { { 1000, 250 }, { 1000, 250 } },
            new[,] { { 0.1 * mV, -g * 0.1 * mV }, { 0.1 * mV, -g * 0.1 * mV } });
    }

    // Siegert's formula by an independent quadrature, solved for the rate that keeps itself.
    [Theory]
    [InlineData(5, 2, 37.95, 0.005)]
    [InlineData(6, 4, 55.8, 0.05)]
    public void The_rates_of_the_sparse_network_are_those_of_others(double g, double eta, double rate, double within)
    {
        var rates = Brunel(g, eta).Rates();
        Assert.Equal(rate, rates[0] / Hz, within);
        Assert.Equal(rates[0] / Hz, rates[1] / Hz, 1e-8);
        Assert.Equal(rates[0] / Hz, Brunel(g, eta).CellAt(0, rates).Rate() / Hz, 1e-7);
    }

    [Fact]
    public void Its_response_is_the_difference_of_two_networks()
    {
        var cell = new DiffusionNeuron { MembraneTimeConstant = 20 * ms, Threshold = 20 * mV, Reset = 10 * mV, Mean = 18 * mV, Noise = 3 * mV };
        DiffusionNetwork With(double more) => new([cell, cell with { Mean = (18 + more) * mV }],
            new double[,] { { 100, 25 }, { 100, 25 } }, new[,] { { 0.1 * mV, -0.8 * mV }, { 0.12 * mV, -0.7 * mV } });
        var (low, high) = (With(-0.01).Rates(), With(0.01).Rates());
        var responses = With(0).Responses(With(0).Rates());
        Assert.Equal((high[0] - low[0]) / Hz / 0.02, responses[0, 1], 1e-3);
        Assert.Equal((high[1] - low[1]) / Hz / 0.02, responses[1, 1], 1e-3);
    }

    [Fact]
    public void What_does_not_fit_is_said()
    {
        var cell = new DiffusionNeuron();
        Assert.StartsWith("There are 1 cells, 1 x 2 numbers of inputs",
            Assert.Throws<ArgumentException>(() => new DiffusionNetwork([cell], new double[,] { { 1, 2 } }, new[,] { { 1 * mV } })).Message);
        Assert.StartsWith("Population 0 has -1 inputs",
            Assert.Throws<ArgumentException>(() => new DiffusionNetwork([cell], new double[,] { { -1 } }, new[,] { { 1 * mV } })).Message);
        Assert.Throws<ArgumentException>(() => new DiffusionNetwork([cell], new double[,] { { 1 } }, new[,] { { 0.1 * mV } }).Rates(1 * Hz, 2 * Hz));
    }
}
