namespace Neuropil.Tests.Quantities;

public class DimensionTests
{
    [Fact]
    public void Products_and_quotients_add_and_subtract_exponents()
    {
        Dimension voltage = Dimension.Of(kilogram: 1, metre: 2, second: -3, ampere: -1);
        Dimension ampere = Dimension.Of(ampere: 1);
        Assert.Equal(Dimension.Of(kilogram: 1, metre: 2, second: -3), voltage * ampere);
        Assert.Equal(Dimension.Of(kilogram: 1, metre: 2, second: -3, ampere: -2), voltage / ampere);
        Assert.True((voltage / voltage).IsNone);
    }

    [Fact]
    public void The_square_root_of_a_time_has_half_an_exponent_and_its_square_is_the_time_again()
    {
        Dimension root = Dimension.Of(second: 1).Power(0.5);
        Assert.Equal(0.5, root.Exponent(2));
        Assert.Equal(Dimension.Of(second: 1), root * root);
    }

    [Fact]
    public void An_exponent_that_is_no_multiple_of_one_half_is_refused()
        => Assert.Throws<ArgumentOutOfRangeException>(() => Dimension.Of(second: 1).Power(1.0 / 3));

    [Fact]
    public void Exponents_that_no_longer_fit_are_refused_rather_than_wrapped()
        => Assert.Throws<ArgumentOutOfRangeException>(() => Dimension.Of(metre: 60) * Dimension.Of(metre: 60));

    [Fact]
    public void Base_units_appear_with_their_exponents()
        => Assert.Equal("kg m^2 s^-3 A^-1", Voltage.Dimension.ToString());
}
