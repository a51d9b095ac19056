namespace Neuropil.Tests.Theory;

public class BalanceTests
{
    [Fact]
    public void Balanced_rates_cancel_the_currents_and_are_linear_in_the_input()
    {
        var network = new BinaryBalance();
        Assert.Equal(0.2, network.Limit().Excitatory, 1e-12);
        Assert.Equal(0.2, network.Limit().Inhibitory, 1e-12);
        Assert.Equal(0.1, (network with { External = 0.1 }).Limit().Excitatory, 1e-12);
        var (e, i) = (network with { InhibitionOfExcitatory = 2.3, ExternalOfInhibitory = 0.7 }).Limit();
        Assert.Equal(0, e - (2.3 * i) + 0.2, 1e-12);
        Assert.Equal(0, e - (1.8 * i) + (0.7 * 0.2), 1e-12);
    }

    // Counting mean field of an independent program (NumPy), which was simulated too.
    [Theory]
    [InlineData(100, 0.1006, 0.1504)]
    [InlineData(200, 0.1227, 0.1608)]
    [InlineData(500, 0.1431, 0.1707)]
    [InlineData(1000, 0.1550, 0.1766)]
    public void With_fewer_inputs_the_rates_are_those_of_counted_inputs(int inDegree, double excitatory, double inhibitory)
    {
        var network = new BinaryBalance { InDegree = inDegree };
        var (e, i) = network.Rates();
        Assert.Equal(excitatory, e, 5.1e-5);
        Assert.Equal(inhibitory, i, 5.1e-5);
        var (excitation, inhibition, variance) = network.InputOfExcitatory(e, i);
        Assert.InRange(excitation + inhibition, -2, 1);
        Assert.Equal(e + (4 * i), variance, 1e-12);
    }

    [Fact]
    public void Without_enough_inhibition_there_is_no_balance()
    {
        Assert.StartsWith("There is no balanced state: population", Assert.Throws<ArgumentException>(()
            => new BinaryBalance { InhibitionOfInhibitory = 2.2 }.Limit()).Message);
        Assert.Throws<ArgumentException>(() => BalanceEquations.Rates(new[,] { { 1.0, -2 } }, [1]));
        Assert.Throws<ArgumentException>(() => BalanceEquations.Rates(new[,] { { 1.0, -2 }, { 1, -2 } }, [1, 0.8]));
        Assert.Throws<ArgumentOutOfRangeException>(() => new BinaryBalance { InDegree = 0 }.Rates());
    }
}
