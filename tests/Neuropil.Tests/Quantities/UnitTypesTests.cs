using static Neuropil.Units;

namespace Neuropil.Tests.Quantities;

public class UnitTypesTests
{
    [Fact]
    public void Units_make_typed_quantities()
    {
        Conductance weight = 6 * nS;
        ConductanceDensity sodium = 100 * mS / cm2;
        CapacitanceDensity membrane = 1 * uF / cm2;
        Conductance whole = mS / cm2 * um2;
        Area square = 2 * um * um;
        VoltageRate slope = mV / ms;
        Frequency rate = 0.1 / ms;
        Time constant = membrane / (5 * nS / cm2);
        Quantity squared = mV * mV;
        Assert.Equal(6e-9, weight.SiValue, 1e-24);
        Assert.Equal(1000, sodium.SiValue, 1e-10);
        Assert.Equal(1e-2, membrane.SiValue, 1e-16);
        Assert.Equal(1e-11, whole.SiValue, 1e-25);
        Assert.Equal(2e-12, square.SiValue, 1e-26);
        Assert.Equal(1, slope.SiValue, 1e-15);
        Assert.Equal(100, rate.SiValue, 1e-12);
        Assert.Equal(200, constant.SiValue, 1e-12);
        Assert.Equal(1e-6, squared.SiValue, 1e-20);
        Assert.Equal(309.15, Celsius(36).SiValue, 1e-12);
    }

    [Fact]
    public void A_wrong_explicit_conversion_names_both_units()
    {
        var error = Assert.Throws<DimensionMismatchException>(() => (Voltage)(mV * mV));
        Assert.Contains("V^2", error.Message);
        Assert.Contains("Voltage (mV)", error.Message);
    }
}
