using static Neuropil.Units;

namespace Neuropil.Tests.Quantities;

public class QuantityParserTests
{
    // Values in SI by hand.
    [Theory]
    [InlineData("67 nS", 67e-9, "Conductance")]
    [InlineData("67nS", 67e-9, "Conductance")]
    [InlineData("-63 mV", -63e-3, "Voltage")]
    [InlineData("−63 mV", -63e-3, "Voltage")]
    [InlineData("+1.5e3mV", 1.5, "Voltage")]
    [InlineData(".5 V", 0.5, "Voltage")]
    [InlineData("5. V", 5, "Voltage")]
    [InlineData("0.05 mS/cm^2", 0.5, "ConductanceDensity")]
    [InlineData("0.05 mS/cm2", 0.5, "ConductanceDensity")]
    [InlineData("0.05 mS cm-2", 0.5, "ConductanceDensity")]
    [InlineData("0.05 mS·cm⁻²", 0.5, "ConductanceDensity")]
    [InlineData("0.05 mS/cm²", 0.5, "ConductanceDensity")]
    [InlineData("5e-5 siemens/cm**2", 0.5, "ConductanceDensity")]
    [InlineData("5e-5*siemens*cm**-2", 0.5, "ConductanceDensity")]
    [InlineData("1 uF cm^-2", 0.01, "CapacitanceDensity")]
    [InlineData("1 µF/cm2", 0.01, "CapacitanceDensity")]
    [InlineData("1 μF/(cm cm)", 0.01, "CapacitanceDensity")]
    [InlineData("0.1/ms", 100, "Frequency")]
    [InlineData("0.1 1/ms", 100, "Frequency")]
    [InlineData("20 Hz", 20, "Frequency")]
    [InlineData("20000 um2", 2e-8, "Area")]
    [InlineData("20000 umetre^2", 2e-8, "Area")]
    [InlineData("2 millivolt", 2e-3, "Voltage")]
    [InlineData("2 mvolt", 2e-3, "Voltage")]
    [InlineData("3 C", 3, "Charge")]
    [InlineData("3 mC/s", 3e-3, "Current")]
    [InlineData("36 degC", 309.15, "Temperature")]
    [InlineData("36 C°", 309.15, "Temperature")]
    [InlineData("36°C", 309.15, "Temperature")]
    [InlineData("-10 celsius", 263.15, "Temperature")]
    [InlineData("310 K", 310, "Temperature")]
    [InlineData("1.1/mM/ms", 1100, "BindingRate")]
    [InlineData("1.1e6 M^-1 s^-1", 1100, "BindingRate")]
    [InlineData("2 min", 120, "Time")]
    [InlineData("100 Ω", 100, "Resistance")]
    [InlineData("1 uL", 1e-9, "Volume")]
    [InlineData("5 mV mV/mV", 5e-3, "Voltage")]
    [InlineData("  5\tmV ", 5e-3, "Voltage")]
    [InlineData("mV", 1e-3, "Voltage")]
    public void Text_with_a_unit_is_a_quantity(string text, double si, string type)
    {
        Quantity value = Quantity.Parse(text);
        Assert.Equal(si, value.SiValue, Math.Abs(si) * 1e-15);
        Assert.Equal(type, QuantityCatalogue.Name(value.Dimension));
    }

    [Theory]
    [InlineData("2 mV/sqrt(ms)")]
    [InlineData("2 mV ms^-0.5")]
    [InlineData("2 mV/ms^(1/2)")]
    [InlineData("2 sqrt(mV mV / ms)")]
    public void Noise_amplitudes_have_half_exponents(string text)
    {
        Quantity value = Quantity.Parse(text);
        Assert.Equal(2e-3 / Math.Sqrt(1e-3), value.SiValue, 1e-14);
        Assert.Equal(Voltage.Dimension / Dimension.Of(second: 0.5), value.Dimension);
    }

    [Fact]
    public void Text_and_program_give_the_same_bits()
    {
        Assert.Equal((67 * nS).SiValue, Conductance.Parse("67 nS").SiValue);
        Assert.Equal((5 * nS / cm2).SiValue, ConductanceDensity.Parse("5 nS/cm^2").SiValue);
        Assert.Equal((100 * mS / cm2).SiValue, ConductanceDensity.Parse("100mS/cm2").SiValue);
        Assert.Equal((20_000 * um2).SiValue, Area.Parse("20000 um^2").SiValue);
        Assert.Equal((1.1 / ms / mM).SiValue, BindingRate.Parse("1.1/ms/mM").SiValue);
    }

    [Theory]
    [InlineData("67 mV", "\"67 mV\" is a Voltage (mV); expected a Conductance (nS).", 3)]
    [InlineData("67", "\"67\" has no unit; expected a Conductance (nS).", 2)]
    [InlineData("67 mV mV", "\"67 mV mV\" is a quantity in V^2; expected a Conductance (nS).", 3)]
    public void A_unit_of_another_dimension_is_named_beside_the_expected_one(string text, string message, int position)
    {
        var error = Assert.Throws<QuantityFormatException>(() => Conductance.Parse(text));
        Assert.Equal(message, error.Message);
        Assert.Equal(position, error.Position);
    }

    [Theory]
    [InlineData("67 nSS", "'nSS' is no unit. Did you mean 'nS'?", 3)]
    [InlineData("67 MV", "'MV' is no unit. Did you mean 'mV'?", 3)]
    [InlineData("67 sieemns", "'sieemns' is no unit. Did you mean 'siemens'?", 3)]
    [InlineData("5 nS/cmm^2", "'cmm' is no unit.", 5)]
    [InlineData("5 xyzzy", "'xyzzy' is no unit.", 2)]
    [InlineData("", "a unit is missing", 0)]
    [InlineData("   ", "a unit is missing", 3)]
    [InlineData("-", "a number must follow the sign", 0)]
    [InlineData("5 nS/", "a unit is missing", 5)]
    [InlineData("5 nS/(cm^2", "')' is missing", 10)]
    [InlineData("5 nS 7", "'7' was not expected", 4)]
    [InlineData("5 nS/0", "expected instead of '0'", 5)]
    [InlineData("5 cm^x", "a power was expected", 5)]
    [InlineData("5 cm^0.3", "no multiple of one half", 4)]
    [InlineData("5 cm^99", "a power is too large", 4)]
    [InlineData("5 36 degC", "expected instead of '3'", 2)]
    [InlineData("1e999 mV", "it is too large", 0)]
    [InlineData("nan", "it must be finite", 0)]
    [InlineData("NaN mV", "it must be finite", 0)]
    [InlineData("-inf mV", "it must be finite", 0)]
    [InlineData("5 degC/s", "'degC' is no unit", 2)]
    public void Bad_text_is_refused_with_reason_and_position(string text, string reason, int position)
    {
        var error = Assert.Throws<QuantityFormatException>(() => Quantity.Parse(text));
        Assert.Contains(reason, error.Message);
        Assert.DoesNotContain('\n', error.Message);
        Assert.Equal(position, error.Position);
        Assert.False(Quantity.TryParse(text, out _));
    }

    [Fact]
    public void Nesting_is_bounded()
        => Assert.Throws<QuantityFormatException>(() => Quantity.Parse("5 " + new string('(', 100_000)));

    [Fact]
    public void A_unit_expression_is_read_from_the_middle_of_a_line_and_stops_where_it_ends()
    {
        const string Line = "dV/dt = g : mV/ms (unless refractory)";
        int position = Line.IndexOf(':') + 1;
        Assert.True(UnitParser.TryParse(Line, ref position, out Quantity unit));
        Assert.Equal(VoltageRate.Dimension, unit.Dimension);
        Assert.Equal(Line.IndexOf(" (", StringComparison.Ordinal), position);
    }

    [Theory]
    [InlineData("um2", 1e-12)]
    [InlineData("mV", 1e-3)]
    [InlineData("litre", 1e-3)]
    [InlineData("kg", 1)]
    public void Units_are_found_by_name(string name, double si)
    {
        Assert.True(UnitTable.TryGet(name, out Quantity unit));
        Assert.Equal(si, unit.SiValue);
    }

    [Theory]
    [InlineData("V2x")]
    [InlineData("2")]
    [InlineData("")]
    [InlineData("E_L")]
    [InlineData("g")]
    public void Names_that_are_no_electrical_unit_are_not_found(string name) => Assert.Equal(name == "g", UnitTable.TryGet(name, out _));

    [Fact]
    public void Every_member_of_Units_is_understood_in_texts_with_the_same_bits()
    {
        foreach (var field in typeof(Units).GetFields())
        {
            object value = field.GetValue(null)!;
            Quantity parsed = Quantity.Parse(field.Name);
            Assert.Equal(value.GetType().Name, QuantityCatalogue.Name(parsed.Dimension));
            Assert.Equal((double)value.GetType().GetProperty("SiValue")!.GetValue(value)!, parsed.SiValue);
        }
    }
}
