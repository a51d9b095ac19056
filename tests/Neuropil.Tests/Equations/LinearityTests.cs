using static Neuropil.Functions;
using static Neuropil.Units;

namespace Neuropil.Tests.Equations;

public class LinearityTests
{
    private static readonly Symbol v = new("V", Voltage.Dimension, SymbolKind.State);
    private static readonly Symbol w = new("w", Current.Dimension, SymbolKind.State);
    private static readonly Symbol m = new("m", Dimension.None, SymbolKind.State);

    [Fact]
    public void A_gate_is_linear_in_itself_whatever_its_rates_do_with_the_voltage()
    {
        var opening = 1.28 / ms / Exprel((13 - (v / mV)) / 4);
        var gate = (opening * (1 - m)) - (4 / ms * Exp(-v / (18 * mV)) * m);
        Assert.True(Linearity.IsConditionallyLinear(gate, m));
        Assert.False(Linearity.IsConditionallyLinear(gate, v));
        Assert.False(Linearity.IsConditionallyLinear(gate * m, m));
    }

    [Fact]
    public void A_held_or_jumping_term_is_no_linear_one()
    {
        Assert.False(Linearity.IsConditionallyLinear(Held(v) - v, v));
        Assert.False(Linearity.IsConditionallyLinear(Floor(v / mV) + (v / mV), v));
        Assert.True(Linearity.IsConditionallyLinear(Held(w * (1 * mV)) + (v * (1 * pA)), v));
    }

    [Fact]
    public void The_coefficients_of_a_linear_system_are_found_however_it_is_written()
    {
        // dV/dt = (10 nS (-60 mV - V) - w + 30 pA)/(200 pF), with the leak written as a product of sums.
        var voltage = ((((-60 * mV) - v) * (4 * nS)) + (6 * nS * ((-60 * mV) - v)) - w + (30 * pA)) / (200 * pF);
        var adaptation = ((2 * nS * v) - w - (2 * nS * (-60 * mV))) / (100 * ms);
        var (matrix, constant, reason) = Linearity.Coefficients([(v, voltage), (w, adaptation)]);
        Assert.Null(reason);
        Assert.Equal(-50, Values.InSi(matrix![0, 0]), 1e-12);      // -10 nS/200 pF = -50 /s
        Assert.Equal(-5e9, Values.InSi(matrix[0, 1]), 1e-2);       // -1/200 pF
        Assert.Equal(2e-8, Values.InSi(matrix[1, 0]), 1e-20);      // 2 nS/100 ms
        Assert.Equal(-10, Values.InSi(matrix[1, 1]), 1e-12);
        Assert.Equal((-600e-12 + 30e-12) / 200e-12, Values.InSi(constant![0]), 1e-10);
        Assert.Equal(1.2e-9, Values.InSi(constant[1]), 1e-20);
    }
}
