using MathNet.Numerics.LinearAlgebra;
using Neuropil.Experiments;
using static Neuropil.Units;

namespace Neuropil.Tests.Experiments;

public sealed class FitTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Rates_of_a_leaky_cell_are_those_of_the_closed_form_between_grid_points()
    {
        // T = refractory + C/g ln((I - g (E_reset - E_L)) / (I - g (threshold - E_L))), here with reset at E_L.
        double[] currents = [110e-12, 150e-12, 200e-12, 333e-12, 700e-12];
        double[] capacitances = [200e-12, 201e-12, 202e-12];
        var problem = Problem(currents, "capacitance");

        double[][] rates = problem.Predict([.. capacitances.Select(c => new[] { c })]);

        for (int set = 0; set < capacitances.Length; set++)
        {
            for (int i = 0; i < currents.Length; i++)
            {
                double period = 5e-3 + (capacitances[set] / 10e-9 * Math.Log(currents[i] / (currents[i] - 100e-12)));
                Assert.Equal(1, rates[set][i] * period, 1e-6);
            }
        }
    }

    [Fact]
    public void A_straight_line_is_fitted_with_the_errors_of_the_textbook()
    {
        double[] y = [1.1, 2.9, 5.2, 6.8, 9.1, 10.8];
        var line = new Line(6);

        var fit = Fit(line, y);

        // Slope and its error by sums of squares, residual variance with 4 degrees of freedom.
        double[] x = [0, 1, 2, 3, 4, 5];
        double meanX = x.Average(), meanY = y.Average();
        double sxx = x.Sum(value => (value - meanX) * (value - meanX));
        double slope = x.Zip(y, (a, b) => (a - meanX) * (b - meanY)).Sum() / sxx;
        double intercept = meanY - (slope * meanX);
        double variance = x.Zip(y, (a, b) => Math.Pow(b - intercept - (slope * a), 2)).Sum() / 4;
        Assert.True(fit.Converged);
        Assert.Equal(intercept, fit.Values[0], 1e-6);
        Assert.Equal(slope, fit.Values[1], 1e-6);
        Assert.Equal(Math.Sqrt(variance / sxx), fit.Error(1), 1e-6);
        Assert.Equal(-meanX / Math.Sqrt(x.Average(value => value * value)), fit.Correlation(0, 1), 1e-6);
        Assert.Equal(2.7764451052 * fit.Error(1), fit.HalfWidth(1, 0.95), 1e-6);
        Assert.Equal(1.9599639845 / Math.Sqrt(sxx), Fit(line, y, [1, 1, 1, 1, 1, 1]).HalfWidth(1, 0.95), 1e-6);
    }

    [Fact]
    public void A_bound_holds_and_the_others_are_fitted_beside_it()
    {
        double[] y = [1.1, 2.9, 5.2, 6.8, 9.1, 10.8];

        var fit = Fit(new Line(6, steepest: 1.5), y);

        Assert.Equal(1.5, fit.Values[1]);
        Assert.Equal(y.Average() - (1.5 * 2.5), fit.Values[0], 1e-6);
    }

    [Fact]
    public void Twenty_synthetic_data_sets_give_intervals_that_hold_the_truth()
    {
        var parameters = new FitParameters { Repeats = 20, TimeStep = 0.1 * ms, Duration = 150 * ms, Settle = 20 * ms };

        var result = new FitExperiment().Run(parameters, new ExperimentContext { Seed = 1, Threads = 1 });

        Assert.Equal(2, result.Checks.Count);
        Assert.All(result.Checks, check => Assert.True(check.Passed, check.ToString()));
    }

    [Fact]
    public void One_synthetic_data_set_gives_its_values_back_and_shows_the_curve()
    {
        var parameters = new FitParameters { Points = 8, TimeStep = 0.1 * ms, Duration = 150 * ms, Settle = 20 * ms };

        var result = new FitExperiment().Run(parameters, new ExperimentContext { Seed = 1, Threads = 1 });

        Assert.Equal(["capacitance (pF)", "threshold (mV)"], result.Checks.Select(check => check.Name));
        Assert.All(result.Checks, check => Assert.True(check.Passed, check.ToString()));
        Assert.Equal(result.Checks.Select(check => check.Measured), result.Measurements.Select(each => each.Value));
        Assert.Contains("true value", result.Answer, StringComparison.Ordinal);
        result.Draws(("fit", 2));
        Assert.Equal(["fit.csv", "curve.csv"], result.Files.Select(file => file.Name));
    }

    [Theory]
    [InlineData(100, 85, 100)]
    [InlineData(20, 14, 20)]
    public void The_bounds_on_coverage_are_those_of_the_binomial_distribution(int sets, int lowest, int highest)
    {
        // The largest number of misses that comes up with a probability above 5e-5, by summing the terms from the other side.
        double term = Math.Pow(0.95, sets), sum = term;
        int misses = 0;
        while (1 - sum > 5e-5)
        {
            misses++;
            term *= 0.05 / 0.95 * (sets - misses + 1) / misses;
            sum += term;
        }

        Assert.Equal(lowest, sets - misses);
        Assert.Equal((lowest, highest), FitExperiment.CoverageBounds(sets));
    }

    [Fact]
    public void Data_are_read_with_the_units_of_their_header_and_fitted()
    {
        // Rates of the cell with C = 180 pF and threshold = -51 mV, by the closed form, rounded to 0.1 Hz; its deviations are those of the rounding.
        string[] rows = [.. Enumerable.Range(0, 12).Select(i => 0.11 + (0.02 * i))
            .Select(nA => FormattableString.Invariant($"{nA:F2},{Rate(nA * 1e-9):F1},0.03"))];
        File.WriteAllLines(folder["data.csv"], ["# a comment", "current (nA),rate (Hz),sd [Hz]", .. rows]);

        var result = new FitExperiment().Run(new FitParameters { Data = folder["data.csv"], TimeStep = 0.1 * ms }, new ExperimentContext { Threads = 1 });

        Assert.Contains("chi squared", result.Answer, StringComparison.Ordinal);
        Assert.Empty(result.Checks);
        string path = folder["fit.csv"];
        result.Files[0].Save(path);
        string[][] table = [.. File.ReadLines(path).Skip(1).Select(line => line.Split(','))];
        Assert.Equal(["capacitance", "pF"], table[0][..2]);
        Assert.Equal(180, double.Parse(table[0][2], System.Globalization.CultureInfo.InvariantCulture), 1.0);
        Assert.Equal(-51, double.Parse(table[1][2], System.Globalization.CultureInfo.InvariantCulture), 0.05);

        static double Rate(double current) => 1 / (5e-3 + (180e-12 / 10e-9 * Math.Log(current / (current - 90e-12))));
    }

    [Theory]
    [InlineData("current (pA),rate\n100,5\n200,x\n300,4\n", "line 3, column \"rate\": \"x\" is no number")]
    [InlineData("current (pA),rate\n100,NaN\n200,1\n300,4\n", "line 2, column \"rate\": \"NaN\" is not finite")]
    [InlineData("current (pA),rate\n100,5\n\n200,\n300,4\n", "line 4, column \"rate\": there is no value")]
    [InlineData("current (pA),rate,sd\n100,5,1\n200,6,0\n300,4,1\n", "line 3, column \"sd\": \"0\" is no standard deviation")]
    [InlineData("current (pA),rate\n100,5\n200,6,7\n300,4\n", "line 3: there are 3 values, but the header has 2 columns")]
    [InlineData("current (pA),frequency\n100,5\n200,6\n300,4\n", "has no column \"rate\" (--rate-column); it has \"current (pA)\", \"frequency\"")]
    [InlineData("current,rate\n100,5\n200,6\n300,4\n", "give --current-unit pA")]
    [InlineData("current (mV),rate\n100,5\n200,6\n300,4\n", "\"mV\" is no unit of a Current")]
    [InlineData("current (pA),rate\n100,5\n200,6\n", "has 2 rows of data, but a fit of 2 parameters needs 3 or more")]
    [InlineData("", "is empty")]
    public void What_is_wrong_with_a_file_is_named_by_line_and_column(string content, string expected)
    {
        File.WriteAllText(folder["data.csv"], content);

        var error = Assert.Throws<UserErrorException>(() => FitPlan.Of(new FitParameters { Data = folder["data.csv"] }));

        Assert.Contains(folder["data.csv"], error.Message, StringComparison.Ordinal);
        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
    }

    public static TheoryData<object, string> Mistakes => new()
    {
        { new FitParameters { Data = "/nowhere/data.csv" }, "/nowhere/data.csv" },
        { new FitParameters { Model = "leaky-integrate-and-fir" }, "Did you mean 'leaky-integrate-and-fire'?" },
        { new FitParameters { Model = "leak" }, "is a mechanism; expected a cell" },
        { new FitParameters { Model = "rate-unit" }, "no f-I curve" },
        { new FitParameters { Parameters = ["capacitance", "treshold"] }, "Did you mean 'threshold'?" },
        { new FitParameters { Parameters = ["threshold", "threshold"] }, "named twice" },
        { new FitParameters { Parameters = [""] }, "names no parameter" },
        { new FitParameters { Start = ["200 pF"] }, "--start: there are 1 values for 2 parameters" },
        { new FitParameters { Start = ["200 mV", "-50 mV"] }, "\"200 mV\" is no value of \"capacitance\"" },
        { new FitParameters { Lower = ["300 pF", "-60 mV"] }, "outside its bounds" },
        { new FitParameters { Lower = ["300 pF", "-60 mV"], Upper = ["200 pF", "-40 mV"] }, "expected an interval" },
        { new FitParameters { Points = 2 }, "--points" },
        { new FitParameters { LargestCurrent = 100 * pA }, "--largest-current" },
    };

    [Theory]
    [MemberData(nameof(Mistakes))]
    public void A_mistake_is_named_before_anything_is_made(object parameters, string expected)
        => Assert.Contains(expected, Assert.Throws<UserErrorException>(() => FitPlan.Of((FitParameters)parameters)).Message, StringComparison.Ordinal);

    [Fact]
    public void A_cell_that_never_fires_is_named_with_the_largest_current()
    {
        var silent = new FitParameters { SmallestCurrent = 10 * pA, LargestCurrent = 90 * pA, Points = 3, Duration = 50 * ms };

        var error = Assert.Throws<UserErrorException>(() => new FitExperiment().Run(silent, new ExperimentContext { Threads = 1 }));

        Assert.Contains("does not fire", error.Message, StringComparison.Ordinal);
        Assert.Contains("90 pA", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Currents_in_a_unit_a_thousand_times_too_large_are_named()
    {
        // Measured in pA: at 110 nA the cell fires as often as its refractory period allows, whatever its capacitance.
        File.WriteAllLines(folder["data.csv"], ["current (nA),rate (Hz)", "110,16", "150,31", "200,42", "333,72", "400,83"]);
        var parameters = new FitParameters { Data = folder["data.csv"], TimeStep = 0.1 * ms, Duration = 100 * ms, Settle = 20 * ms };

        var error = Assert.Throws<UserErrorException>(() => new FitExperiment().Run(parameters, new ExperimentContext { Threads = 1 }));

        Assert.Contains("at currents from 110 nA to 400 nA", error.Message, StringComparison.Ordinal);
        Assert.Contains("Is that the unit of column \"current\"?", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Parameters_that_the_data_cannot_tell_apart_are_named()
    {
        // Without refractory period only C / g_L and g_L (threshold - E_L) matter: and of the voltages only differences: one parameter is too many.
        var parameters = new FitParameters { Parameters = ["capacitance", "leakConductance", "threshold", "leakReversal", "reset"], TimeStep = 0.1 * ms,
            Duration = 150 * ms, Settle = 20 * ms };

        var error = Assert.Throws<UserErrorException>(() => new FitExperiment().Run(parameters, new ExperimentContext { Threads = 1 }));

        Assert.Contains("apart", error.Message, StringComparison.Ordinal);
    }

    private static FitEstimate Fit(IFitProblem problem, double[] data, double[]? deviations = null)
        => FitEstimate.Of(problem, LevenbergMarquardt.Minimize(problem, [data], FitPrecision.Simulated, deviations)[0]);

    private static FICurveProblem Problem(double[] currents, params string[] names)
    {
        var cell = new LeakyIntegrateAndFire();
        var known = ModelParameters.Of(cell);
        var free = names.Select(name
            => new FreeParameter(name, known[name].Dimension, known[name].UniformSi, 0.01 * known[name].UniformSi, 100 * known[name].UniformSi)).ToList();
        return new FICurveProblem(cell, free, currents, new FICurveProtocol(0.1 * ms, 20 * ms, 400 * ms),
            TestSession.With(new ExperimentContext { Threads = 1 }));
    }

    /// <summary>y = a + b x at x = 0, 1, 2, ...</summary>
    private sealed class Line(int points, double steepest = 100) : IFitProblem
    {
        public IReadOnlyList<FreeParameter> Parameters { get; } = [new("a", Dimension.None, 3, -100, 100), new("b", Dimension.None, 1, -100, steepest)];

        public int PointCount => points;

        public double[][] Predict(IReadOnlyList<double[]> parameterSets)
            => [.. parameterSets.Select(set => Vector<double>.Build.Dense(points, i => set[0] + (set[1] * i)).ToArray())];
    }
}
