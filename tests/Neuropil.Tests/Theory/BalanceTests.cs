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

    // tests/references/networks/binary_balance.py. With 100 inputs the sizes are whole parts of the threshold, so that ties are frequent: a tie is not
    // above it.
    [Theory]
    [InlineData(100, 0.105808, 0.152398)]
    [InlineData(200, 0.122710, 0.160789)]
    [InlineData(500, 0.143070, 0.170666)]
    [InlineData(1000, 0.155005, 0.176645)]
    public void With_fewer_inputs_the_rates_are_those_of_counted_inputs(int inDegree, double excitatory, double inhibitory)
    {
        var network = new BinaryBalance { InDegree = inDegree };
        var (e, i) = network.Rates();
        Assert.Equal(excitatory, e, 1e-6);
        Assert.Equal(inhibitory, i, 1e-6);
        var (excitation, inhibition, variance) = network.InputOfExcitatory(e, i);
        Assert.InRange(excitation + inhibition, -2, 1);
        Assert.Equal(e + (4 * i), variance, 1e-12);
    }

    // All numbers of inputs one by one, with K = 9: the size of a weight is a third.
    [Theory]
    [InlineData(0.2, 0.3)]
    [InlineData(0, 0.5)]
    [InlineData(1, 0)]
    public void Cells_above_threshold_are_those_that_a_sum_over_all_inputs_finds(double excitatory, double inhibitory)
    {
        double Above(double inhibition, double external, double threshold)
        {
            double sum = 0;
            for (int e = 0; e < 60; e++)
            {
                for (int i = 0; i < 60; i++)
                {
                    if (((e - (inhibition * i)) / 3) + (3 * external * 0.2) > threshold + 1e-9)
                    {
                        sum += Poisson(9 * excitatory, e) * Poisson(9 * inhibitory, i);
                    }
                }
            }

            return sum;
        }

        var (foundE, foundI) = new BinaryBalance { InDegree = 9 }.AboveThreshold(excitatory, inhibitory);
        Assert.Equal(Above(2, 1, 1), foundE, 1e-9);
        Assert.Equal(Above(1.8, 0.8, 0.7), foundI, 1e-9);
    }

    [Theory]
    [InlineData(-0.1, 0.2)]
    [InlineData(0.2, 1.1)]
    [InlineData(double.NaN, 0.2)]
    public void An_active_part_is_from_0_to_1(double excitatory, double inhibitory)
        => Assert.Throws<ArgumentOutOfRangeException>(() => new BinaryBalance().AboveThreshold(excitatory, inhibitory));

    private static double Poisson(double mean, int n) => mean == 0 ? (n == 0 ? 1 : 0)
        : Math.Exp(-mean) * Enumerable.Range(1, n).Aggregate(1.0, (product, k) => product * mean / k);

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
