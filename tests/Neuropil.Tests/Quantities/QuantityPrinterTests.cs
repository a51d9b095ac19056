using static Neuropil.Units;

namespace Neuropil.Tests.Quantities;

public class QuantityPrinterTests
{
    public static TheoryData<Quantity, string> Printed => new()
    {
        { -63 * mV, "-63 mV" },
        { 6 * nS, "6 nS" },
        { 5 * nS / cm2, "5 nS/cm^2" },
        { 100 * mS / cm2, "100 mS/cm^2" },
        { 1 * uF / cm2, "1 uF/cm^2" },
        { 20_000 * um2, "20000 um^2" },
        { 1500 * ms, "1.5 s" },
        { 0.1 * ms, "0.1 ms" }, { 0.15 * ms, "0.15 ms" }, { 10 * us, "0.01 ms" }, { 5 * us, "5 us" }, { 999 * ms, "999 ms" }, { 1.5 * second, "1.5 s" },
        { 1 * mV, "1 mV" },
        { 0.999 * mV, "999 uV" },
        { 0 * mV, "0 mV" },
        { -0.0 * mV, "0 mV" },
        { Celsius(36), "309.15 K" },
        { 1.1 / ms / mM, "1.1/(mM*ms)" },
        { mV * mV, "1e-06 V^2" },
        { mV / (ms * ms), "1000 V s^-2" },
        { new Quantity(0.25, Dimension.None), "0.25" },
        { 0.1 * volt + 0.2 * volt, "300 mV" },
        { volt / 3, "333.333333333333 mV" },
    };

    [Theory]
    [MemberData(nameof(Printed))]
    public void Quantities_print_in_readable_units(Quantity value, string text) => Assert.Equal(text, value.ToString());

    [Fact]
    public void A_format_chooses_the_unit_and_the_digits()
    {
        Assert.Equal("-63000 uV", $"{-63 * mV:uV}");
        Assert.Equal("-63.00 mV", $"{-63 * mV:F2 mV}");
        Assert.Equal("33.3 mV", $"{volt / 30:F1}");
        Assert.Equal("0.05 mS/cm^2", $"{50 * uS / cm2:mS/cm^2}");
        Assert.Throws<QuantityFormatException>(() => $"{-63 * mV:nS}");
    }

    [Theory]
    [InlineData("Voltage", "mV")]
    [InlineData("Conductance", "nS")]
    [InlineData("Current", "pA")]
    [InlineData("Time", "ms")]
    [InlineData("Frequency", "Hz")]
    public void Figures_are_labelled_in_the_usual_unit(string type, string unit)
    {
        Dimension dimension = GeneratedOperatorsTests.DimensionOf(GeneratedOperatorsTests.QuantityTypes().Single(t => t.Name == type));
        DisplayUnit label = DisplayUnit.For(dimension);
        Assert.Equal(unit, label.Name);
        Assert.Equal(Quantity.Parse(unit).SiValue, label.SiValue);
    }

    [Fact]
    public void The_readable_units_of_every_type_have_its_dimension_and_grow()
    {
        foreach (Type type in GeneratedOperatorsTests.QuantityTypes())
        {
            Dimension dimension = GeneratedOperatorsTests.DimensionOf(type);
            var names = QuantityCatalogue.ReadableUnits(dimension).Append(QuantityCatalogue.Label(dimension)).ToList();
            Assert.All(names, unit => Assert.Equal(dimension, Quantity.Parse(unit.Name).Dimension));
            Assert.All(names.Zip(names.Skip(1)).SkipLast(1), pair => Assert.True(pair.First.SiValue < pair.Second.SiValue, $"{type.Name}: {pair}"));
        }
    }
}
