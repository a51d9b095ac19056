using Textbook = MathNet.Numerics.Distributions;
using static Neuropil.Distributions;
using static Neuropil.Units;

namespace Neuropil.Tests.Quantities;

public class DistributionTests
{
    private const int Count = 100_000;

    /// <summary>Each distribution with the cumulative distribution function of the textbook, in millivolts.</summary>
    public static TheoryData<string, Func<double, double>> Cumulatives => new()
    {
        { "uniform(-70 mV, -60 mV)", x => Math.Clamp((x + 70) / 10, 0, 1) },
        { "normal(-65 mV, 5 mV)", x => Textbook.Normal.CDF(-65, 5, x) },
        { "lognormal(2 mV, 3 mV)", Textbook.LogNormal.WithMeanVariance(2, 9).CumulativeDistribution },
        { "exponential(4 mV)", x => 1 - Math.Exp(-x / 4) },
        { "gamma(2 mV, 3 mV)", x => Textbook.Gamma.CDF(4.0 / 9, 2.0 / 9, x) },
        { "gamma(6 mV, 2 mV)", x => Textbook.Gamma.CDF(9, 1.5, x) },
        { "truncated(normal(-65 mV, 5 mV), -70 mV, -55 mV)",
            x => (Textbook.Normal.CDF(-65, 5, Math.Clamp(x, -70, -55)) - Textbook.Normal.CDF(-65, 5, -70)) / (Textbook.Normal.CDF(-65, 5, -55)
            - Textbook.Normal.CDF(-65, 5, -70)) },
    };

    [Theory]
    [MemberData(nameof(Cumulatives))]
    public void Draws_follow_the_cumulative_distribution(string text, Func<double, double> cumulative)
    {
        double[] draws = Draw(Parameter<Voltage>.Parse(text));
        Array.Sort(draws);
        double distance = draws.Select((x, i) => Math.Max(Math.Abs(cumulative(x) - ((double)i / Count)), Math.Abs(cumulative(x) - ((i + 1.0) / Count)))).Max();

        // Kolmogorov's limit: P(sqrt(n) D > 2.23) = 2 exp(-2 * 2.23^2) = 1e-4.
        Assert.True(distance < 2.23 / Math.Sqrt(Count), $"the distance is {distance}");
    }

    [Theory]
    [InlineData("uniform(-70 mV, -60 mV)", -65, 100 / 12.0, 1.8)]
    [InlineData("normal(-65 mV, 5 mV)", -65, 25, 3)]
    [InlineData("exponential(4 mV)", 4, 16, 9)]
    [InlineData("gamma(6 mV, 2 mV)", 6, 4, 3 + (6 / 9.0))]
    [InlineData("gamma(2 mV, 3 mV)", 2, 9, 3 + (6 * 9 / 4.0))]
    [InlineData("lognormal(2 mV, 1 mV)", 2, 1, 8.04)]
    public void Mean_and_variance_are_those_declared(string text, double mean, double variance, double kurtosis)
    {
        double[] draws = Draw(Parameter<Voltage>.Parse(text));
        double average = draws.Average();
        double spread = draws.Sum(x => (x - mean) * (x - mean)) / Count;
        Assert.InRange(average, mean - (4 * Math.Sqrt(variance / Count)), mean + (4 * Math.Sqrt(variance / Count)));

        // The mean of (x - mean)^2 has variance (kurtosis - 1) variance^2 / n.
        double standardError = variance * Math.Sqrt((kurtosis - 1) / Count);
        Assert.InRange(spread, variance - (4 * standardError), variance + (4 * standardError));
    }

    [Fact]
    public void Clipping_moves_values_onto_the_bounds_and_leaves_the_others()
    {
        double[] plain = Draw(Normal(-65 * mV, 5 * mV));
        double[] clipped = Draw(Clipped(Normal(-65 * mV, 5 * mV), -70 * mV, -60 * mV));
        Assert.Equal(plain.Select(x => Math.Clamp(x, -70, -60)), clipped, (a, b) => Math.Abs(a - b) < 1e-12);
    }

    [Theory]
    [InlineData("uniform(-70 mV, -60 mV)")]
    [InlineData("normal(-63.25 mV, 5 mV)")]
    [InlineData("lognormal(2 mV, 3 mV)")]
    [InlineData("exponential(4 mV)")]
    [InlineData("gamma(2 mV, 3 mV)")]
    [InlineData("clipped(lognormal(2 mV, 3 mV), 0 mV, 1.5 V)")]
    [InlineData("truncated(clipped(normal(2 mV, 3 mV), 0 mV, 50 mV), 1 mV, 4 mV)")]
    [InlineData("-63 mV")]
    public void Text_and_parameter_are_each_others_inverse(string text) => Assert.Equal(text, Parameter<Voltage>.Parse(text).ToString());

    [Theory]
    [InlineData("unifrom(1 mV, 2 mV)", "'unifrom' is no distribution. Did you mean 'uniform'?", 0)]
    [InlineData("uniform(1 mV)", "uniform takes 2 arguments, not 1", 0)]
    [InlineData("uniform(2 mV, 1 mV)", "low = 2 mV of a uniform distribution is above high = 1 mV", 8)]
    [InlineData("normal(2 mV, -1 mV)", "The standardDeviation of a normal distribution is -1 mV: it must be at least zero", 7)]
    [InlineData("normal(2 mV, 1 nS)", "\"1 nS\" is a Conductance (nS); expected a Voltage (mV)", 15)]
    [InlineData("normal(2 mV, 1 mW)", "'mW' is no unit", 15)]
    [InlineData("normal(2 mV, 1 mV", "')' is missing", 17)]
    [InlineData("normal(2 mV, 1 mV) mV", "nothing was expected after ')'", 18)]
    [InlineData("67 nS", "expected a Voltage", 3)]
    public void Bad_text_is_refused_with_reason_and_position(string text, string reason, int position)
    {
        var error = Assert.Throws<QuantityFormatException>(() => Parameter<Voltage>.Parse(text));
        Assert.Contains(reason, error.Message);
        Assert.Equal(position, error.Position);
    }

    [Fact]
    public void Bad_arguments_are_named()
    {
        AssertNames("low", () => Uniform(2 * mV, 1 * mV));
        AssertNames("high", () => Uniform(2 * mV, double.NaN * mV));
        AssertNames("standardDeviation", () => Normal(2 * mV, -1 * mV));
        AssertNames("mean", () => Normal(double.PositiveInfinity, 1));
        AssertNames("mean", () => Exponential(0 * ms));
        AssertNames("mean", () => LogNormal(-1 * mV, 1 * mV));
        AssertNames("low", () => Clipped(Uniform(0, 1), 2, 1));
    }

    [Fact]
    public void Bounds_that_hold_almost_nothing_are_an_error_rather_than_an_endless_loop()
        => Assert.Throws<InvalidOperationException>(() => Draw(Truncated(Normal(0 * mV, 1 * mV), 100 * mV, 101 * mV)));

    private static void AssertNames(string name, Func<object> make) => Assert.Equal(name, Assert.Throws<ArgumentException>(make).ParamName);

    private static double[] Draw(Parameter<Voltage> parameter)
    {
        double[] draws = new double[Count];
        parameter.Fill(draws, 2007, RandomPurpose.Parameter, 3, 0);
        return [.. draws.Select(si => si * 1000)];
    }

    public static TheoryData<string> Texts => new()
    {
        "uniform(-1 mV, 2 mV)", "normal(1 mV, 2 mV)", "lognormal(1 mV, 2 mV)", "exponential(3 mV)", "gamma(1 mV, 2 mV)",
        "clipped(normal(1 mV, 2 mV), 0 mV, 2 mV)", "truncated(normal(1 mV, 2 mV), 0 mV, 1.5 mV)", "truncated(normal(0 mV, 1 mV), 2 mV, 9 mV)",
        "truncated(uniform(-1 mV, 2 mV), 0 mV, 1 mV)",
    };

    [Theory]
    [MemberData(nameof(Texts))]
    public void Many_values_at_once_are_those_drawn_one_by_one_and_the_stream_goes_on_from_the_same_place(string text)
    {
        var distribution = Assert.IsType<Distribution<Voltage>>(Parameter<Voltage>.Parse(text));
        foreach (int count in (int[])[0, 1, 7, 16, 255, 257, 1000])
        {
            var many = new RandomStream(4, RandomPurpose.Weight, 9);
            var single = new RandomStream(4, RandomPurpose.Weight, 9);
            many.NextDouble();
            single.NextDouble();
            double[] values = new double[count];
            distribution.Shape.Draw(ref many, values);
            Assert.Equal([.. Enumerable.Range(0, count).Select(_ => distribution.Shape.Draw(ref single))], values);
            Assert.Equal(single.NextUInt64(), many.NextUInt64());
        }
    }

    [Fact]
    public void Bounds_that_hold_next_to_nothing_are_refused_however_many_are_drawn()
    {
        var shape = Distributions.Truncated(Distributions.Normal(0 * mV, 1 * mV), 8 * mV, 9 * mV).Shape;
        string message = Assert.Throws<InvalidOperationException>(() =>
        {
            var stream = new RandomStream(1, RandomPurpose.Weight, 1);
            shape.Draw(ref stream);
        }).Message;
        Assert.Equal(message, Assert.Throws<InvalidOperationException>(() =>
        {
            var stream = new RandomStream(1, RandomPurpose.Weight, 1);
            shape.Draw(ref stream, new double[3]);
        }).Message);
        Assert.StartsWith("None of 10000 draws fell between the bounds", message);
    }
}
