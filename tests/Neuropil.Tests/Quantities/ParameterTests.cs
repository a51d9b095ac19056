using static Neuropil.Distributions;
using static Neuropil.Units;

namespace Neuropil.Tests.Quantities;

public class ParameterTests
{
    [Fact]
    public void A_value_serves_all()
    {
        Parameter<Voltage> shift = -63 * mV;
        double[] si = new double[3];
        shift.Fill(si, 1, RandomPurpose.Parameter, 1, 5);
        Assert.Equal([-0.063, -0.063, -0.063], si);
        Assert.True(shift.IsUniform);
        Assert.Equal(-0.063, shift.UniformSi);
        Assert.Null(shift.Count);
        Assert.Equal(Voltage.Dimension, shift.Dimension);
        Assert.Equal("-63 mV", shift.ToString());
    }

    [Fact]
    public void A_list_gives_each_its_own_and_later_changes_of_the_array_do_not_reach_it()
    {
        Voltage[] values = [1 * mV, 2 * mV, 3 * mV];
        Parameter<Voltage> listed = values;
        values[1] = 50 * mV;
        double[] si = new double[2];
        listed.Fill(si, 1, RandomPurpose.Parameter, 1, 1);
        Assert.Equal([0.002, 0.003], si);
        Assert.Equal(3, listed.Count);
        Assert.False(listed.IsUniform);
        Assert.Throws<InvalidOperationException>(() => listed.UniformSi);
        Assert.Throws<ArgumentOutOfRangeException>(() => listed.Fill(new double[3], 1, RandomPurpose.Parameter, 1, 1));
        Assert.Throws<InvalidOperationException>(() =>
        {
            var stream = new RandomStream(1, RandomPurpose.Parameter, 0);
            return listed.Sample(ref stream);
        });
    }

    [Fact]
    public void What_a_cell_draws_depends_on_its_own_number_alone()
    {
        Parameter<Conductance> weight = Normal(40 * nS, 15 * nS);
        double[] whole = new double[100];
        weight.Fill(whole, 7, RandomPurpose.Weight, 3, 0);
        double[] part = new double[10];
        weight.Fill(part, 7, RandomPurpose.Weight, 3, 42);
        Assert.Equal(whole[42..52], part);

        var stream = new RandomStream(7, RandomPurpose.Weight, RandomStream.Entity(3, 42));
        Assert.Equal(whole[42], weight.Sample(ref stream));

        weight.Fill(part, 8, RandomPurpose.Weight, 3, 42);
        Assert.NotEqual(whole[42..52], part);
    }

    [Fact]
    public void Values_that_are_not_finite_are_refused_where_they_are_written()
    {
        Assert.Contains("Voltage (mV) is NaN", Assert.Throws<ArgumentException>(() => (Parameter<Voltage>)(double.NaN * mV)).Message);
        Assert.Contains("pure number is Infinity", Assert.Throws<ArgumentException>(() => (NumberParameter)double.PositiveInfinity).Message);
        Assert.Contains("Value 1 in the list", Assert.Throws<ArgumentException>(() => (Parameter<Voltage>)new[] { mV, double.NaN * mV }).Message);
        Assert.Contains("empty", Assert.Throws<ArgumentException>(() => (Parameter<Voltage>)Array.Empty<Voltage>()).Message);
        Assert.Throws<ArgumentException>(() => (Parameter)double.NaN);
        Assert.Throws<ArgumentException>(() => (Parameter)(mV * mV * double.NaN));
    }

    [Fact]
    public void A_parameter_without_a_type_keeps_its_dimension()
    {
        Parameter noise = mV * mV;
        Assert.Equal(Voltage.Dimension * Voltage.Dimension, noise.Dimension);
        Assert.Equal(1e-6, noise.UniformSi, 1e-20);
        Parameter number = 0.5;
        Assert.True(number.Dimension.IsNone);
    }

    [Fact]
    public void Equal_values_are_not_the_same_parameter()
    {
        Parameter<Voltage> first = 1 * mV;
        Parameter<Voltage> second = 1 * mV;
        Assert.False(first.Equals(second));
        Assert.True(first.Equals(first));
    }

    [Fact]
    public void Numbers_and_their_distributions_are_parameters_without_dimension()
    {
        NumberParameter release = Uniform(0.25, 0.75);
        double[] values = new double[1000];
        release.Fill(values, 1, RandomPurpose.Parameter, 1, 0);
        Assert.All(values, value => Assert.InRange(value, 0.25, 0.75));
        Assert.Equal("uniform(0.25, 0.75)", release.ToString());
        Assert.Equal("normal(0.5, 0.1)", NumberParameter.Parse("normal(0.5, 0.1)").ToString());
    }
}
