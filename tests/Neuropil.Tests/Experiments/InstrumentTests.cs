using Neuropil.Experiments;
using static Neuropil.Units;

namespace Neuropil.Tests.Experiments;

/// <summary>What experiments measure and compare with, on data whose answers are known.</summary>
public class InstrumentTests
{
    [Fact]
    public void Spikes_close_together_are_one_event()
    {
        // Events of 1, 2 and 3 spikes 100 ms apart; the last one is within 15 ms of the end, so that it may not be over.
        double[] times = [5, 100, 104, 200, 210, 224, 300, 395];
        var bursts = Bursts.Of(times, 15, from: 50, until: 400);
        Assert.Equal([2, 3, 1], bursts.Sizes);
        Assert.Equal([100, 200, 300], bursts.Starts);
        Assert.Equal(2, bursts.MeanSize);
        Assert.Equal(5.0 / 6, bursts.PartInBursts, 1e-12);
        Assert.Equal(10, bursts.RateHz, 1e-9);
        Assert.Equal(0, bursts.PeriodCv, 1e-12);

        // Periods of 100 and 300 ms: standard deviation 100, mean 200.
        Assert.Equal(0.5, Bursts.Of([100, 200, 500], 15, 0, 1000).PeriodCv, 1e-12);
        Assert.Equal(1, Bursts.Of([0, 3, 10], 15, -1, 1000).PartInBursts);

        // The same of a recorded train: spikes at 10, 12 and 30 ms of a cell, another one's between.
        var trains = new SpikeTrains("cells", 2, 1 * ms, 0, 100, [9, 10, 11, 29], [1, 0, 1, 1]);
        Assert.Equal([2, 1], Bursts.Of(trains, 1, 5 * ms, 0 * ms).Sizes);
        Assert.Equal([2, 18], trains.IntervalsMs(1), (a, b) => Math.Abs(a - b) < 1e-9);
    }

    [Theory]
    [InlineData(50, 1)] // bins of one step
    [InlineData(6000, 99)] // bins of 99 steps: 99 % of 6000 are 5940, in 60 bins
    public void The_density_of_equally_frequent_intervals_is_flat(int longest, int stepsOfBin)
    {
        // Two cells whose intervals are 1, 2, ..., longest steps of 0.2 ms, each of them once.
        double width = 0.2 * stepsOfBin;
        var bars = Assert.IsType<Bars>(Assert.Single(IntervalDensity.Of("cells", Intervals(2, 0.2 * ms, Enumerable.Range(1, longest))).Layers));

        double flat = 1 / (0.2 * longest);
        for (int bin = 0; bin < bars.Heights.Count; bin++)
        {
            // Bin k has the intervals from k to k + 1 widths, the upper end excluded: the first lacks the interval 0.
            int first = Math.Max(1, bin * stepsOfBin), end = Math.Min((bin + 1) * stepsOfBin, (int)(0.99 * ((2 * longest) - 1)) / 2 + 1);
            Assert.Equal((bin * width, (bin + 1) * width), (bars.Edges[bin], bars.Edges[bin + 1]));
            Assert.Equal(flat * Math.Max(0, end - first) / stepsOfBin, bars.Heights[bin], 1e-12);
        }
    }

    [Fact]
    public void Rate_and_CV_of_a_train_are_those_of_its_intervals()
    {
        // Intervals of 1 and of 3 ms in turn: mean 2, standard deviation 1.
        var trains = Intervals(3, 0.5 * ms, Enumerable.Range(0, 40).Select(i => i % 2 == 0 ? 2 : 6));
        var found = RenewalStatistics.Of(trains, new DiffusionNeuron());
        Assert.Equal(0.5, found.Cv, 1e-12);
        Assert.Equal(41 / trains.Duration.SiValue, found.Rate, 1e-9);

        // A window of few intervals cuts off the long ones: no CV with 20 intervals of a cell or fewer.
        Assert.True(double.IsNaN(RenewalStatistics.Of(Intervals(3, 0.5 * ms, Enumerable.Repeat(4, 20)), new DiffusionNeuron()).Cv));
        Assert.Equal(0, RenewalStatistics.Of(Intervals(3, 0.5 * ms, Enumerable.Repeat(4, 21)), new DiffusionNeuron()).Cv, 1e-12);
    }

    // Inverse Gaussian intervals have more skewness and kurtosis at the same CV than gamma ones: a formula of the CV alone is right for one of them at most.
    [Theory]
    [InlineData("normal", 25, 0.1, 0.3)]
    [InlineData("gamma", 14, 0.45, 0.7)]
    [InlineData("inverse Gaussian", 14, 0.45, 0.7)]
    public void The_stated_errors_of_rate_and_CV_are_the_spread_of_repeated_measurements(string shape, double millivolts, double least, double most)
    {
        // Trains with the mean and the CV of theory: a spread of R repeats has a relative error of 1/sqrt(2 R), and four of them are exceeded once in 15 000.
        // What is estimated of the fourth moment of 600 skewed intervals lacks a few per cent.
        var theory = new DiffusionNeuron { Mean = millivolts * mV, Noise = millivolts == 25 ? 3 * mV : Math.Sqrt(1.5) * mV };
        var (mean, cv) = (1 / theory.Rate().SiValue, theory.CoefficientOfVariation());
        Assert.InRange(cv, least, most);
        const int Repeats = 400, CellsOfOne = 10, IntervalsOfOne = 60;
        var random = new Random(5);
        var all = Enumerable.Range(0, Repeats).Select(_ => RenewalStatistics.Of(Windowed(), theory)).ToList();

        double tolerance = 4 / Math.Sqrt(2.0 * Repeats);
        Assert.InRange(Spread(all.Select(one => one.Rate)) / all[0].RateError, 1 - tolerance, 1 + tolerance);
        Assert.InRange(Spread(all.Select(one => one.Cv)) / all.Average(one => one.CvError), 1 - tolerance, 1 + tolerance);
        Assert.InRange(all.Average(one => one.Rate) * mean, 1 - (4 * all[0].RateError * mean / Math.Sqrt(Repeats)) - (0.5 / IntervalsOfOne), 1.01);

        // A window of a given time, as a run has it.
        SpikeTrains Windowed()
        {
            const double Step = 1e-5;
            double end = mean * IntervalsOfOne;
            var spikes = new List<(int Step, int Cell)>();
            for (int cell = 0; cell < CellsOfOne; cell++)
            {
                for (double time = Interval(); time < end; time += Interval())
                {
                    spikes.Add(((int)(time / Step), cell));
                }
            }

            var sorted = spikes.Order().ToList();
            return new SpikeTrains("cells", CellsOfOne, Step * second, 0, (int)(end / Step) + 1, [.. sorted.Select(spike => spike.Step)],
                [.. sorted.Select(spike => spike.Cell)]);
        }

        double Interval() => shape switch
        {
            "normal" => mean * (1 + (cv * Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble()))),
            "gamma" => MathNet.Numerics.Distributions.Gamma.Sample(random, 1 / (cv * cv), 1 / (cv * cv * mean)),
            _ => MathNet.Numerics.Distributions.InverseGaussian.Sample(random, mean, mean / (cv * cv)),
        };

        static double Spread(IEnumerable<double> values)
        {
            double[] numbers = [.. values];
            double average = numbers.Average();
            return Math.Sqrt(numbers.Sum(value => (value - average) * (value - average)) / (numbers.Length - 1));
        }
    }

    // Cells that all have these intervals, in steps, from a first spike at the first step on.
    private static SpikeTrains Intervals(int cells, Time step, IEnumerable<int> intervals)
    {
        var steps = new List<int> { 0 };
        foreach (int interval in intervals)
        {
            steps.Add(steps[^1] + interval);
        }

        return new SpikeTrains("cells", cells, step, 0, steps[^1] + 1, [.. steps.SelectMany(at => Enumerable.Repeat(at, cells))],
            [.. steps.SelectMany(_ => Enumerable.Range(0, cells))]);
    }

    [Fact]
    public void Without_spikes_statistics_are_undefined()
    {
        var none = Bursts.Of([], 15, 0, 100);
        Assert.All([none.MeanSize, none.PartInBursts, none.RateHz, none.PeriodCv], value => Assert.True(double.IsNaN(value)));
    }

    [Fact]
    public void A_crossing_is_found_between_samples_to_the_stated_error()
    {
        // exp(t) crosses 2 at ln 2.
        const double Dt = 0.01;
        double[] samples = [.. Enumerable.Range(0, 101).Select(i => Math.Exp(i * Dt))];
        int step = Array.FindIndex(samples, value => value >= 2) - 1;
        var crossing = Assert.Single(LevelCrossings.Upwards([step], samples, 2, Dt));
        Assert.InRange(Math.Abs(crossing.Time - Math.Log(2)), 0, crossing.Error);
        Assert.InRange(crossing.Error, 0, Dt * Dt / 4);
    }

    [Fact]
    public void The_low_pass_follows_a_ramp_exactly_and_a_sine_to_the_error_of_straight_lines()
    {
        const double Dt = 0.1;
        const double Tau = 3;
        double[] ramp = LowPass.Filter([.. Enumerable.Range(0, 200).Select(i => 2 * i * Dt)], 1, Dt, Tau);
        Assert.Equal((2 * (19.9 - Tau)) + ((1 + (2 * Tau)) * Math.Exp(-19.9 / Tau)), ramp[^1], 1e-10);

        double[] sine = [.. Enumerable.Range(0, 2000).Select(i => Math.Sin(i * Dt))];
        double[] filtered = LowPass.Filter(sine, 0, Dt, Tau);
        double time = 1999 * Dt;
        double steady = (Math.Sin(time) - (Tau * Math.Cos(time))) / (1 + (Tau * Tau));
        Assert.Equal(steady, filtered[^1], LowPass.LargestSecondDifference(sine) / 8);
        Assert.Equal(2 * (1 - Math.Cos(Dt)), LowPass.LargestSecondDifference(sine), 1e-5);
    }

    [Fact]
    public void A_parameter_that_some_cells_lack_is_zero_there()
    {
        var cell = new RegularSpiking().WithOrWithout("potassium.muscarinic.conductance", [true, false]);
        var values = new double[2];
        ModelParameters.Of(cell)["potassium.muscarinic.conductance"].Fill(values, 1, RandomPurpose.Parameter, 0, 0);
        Assert.Equal([0.07e-3 * 1e4, 0], values, (a, b) => Math.Abs(a - b) < 1e-12);
        string unknown = Assert.Throws<UnknownNameException>(() => new RegularSpiking().WithOrWithout("potassium.muscarinic.conductanse", [true])).Message;
        Assert.Contains("potassium.muscarinic.conductance", unknown, StringComparison.Ordinal);
    }

    [Fact]
    public void A_cell_is_above_a_level_as_long_as_the_closed_form_says()
    {
        // A leak of 20 ms charged by a step for 50 ms: V - E = A (1 - e^(-t/tau)), then A (1 - e^(-50/tau)) e^(-(t - 50)/tau); half of A is crossed at tau ln
        // 2.
        var cell = new PointNeuron
        {
            Area = 20_000 * um2, Capacitance = 1 * uF / cm2, InitialVoltage = -70 * mV,
            Mechanisms = [new Leak { Reversal = -70 * mV, Conductance = 0.05 * mS / cm2 }], Inputs = [new StepCurrent { Amplitude = 0.2 * nA, Stop = 50 * ms }],
        };
        var above = Assert.Single(TimesAbove.Of(cell, -60 * mV, 200 * ms));
        Assert.Equal(20 * Math.Log(2), above.From, 1e-4);
        Assert.Equal(50 + (20 * Math.Log(2 * (1 - Math.Exp(-2.5)))), above.Until, 1e-3);
    }

    [Fact]
    public void First_order_methods_have_order_one_on_a_cell_that_they_do_not_solve_exactly()
    {
        Population Add(Network network) => network.Add(new Population("cell", 1, new HodgkinHuxley { Inputs = [new ConstantCurrent { Amplitude = 2 * nA }] }));
        var convergence = SpikeConvergence.Of(TestSession.With(new ExperimentContext()), 0.02 * ms, 30 * ms, Add, spikes: 1, [Integrators.ForwardEuler]);
        Assert.Equal(1, convergence.Spikes);
        Assert.Equal(1, convergence.Order(Integrators.ForwardEuler), 0.2);
        Assert.InRange(convergence.Error(Integrators.ForwardEuler, 2), 1e-6, 0.02);
        var findings = new Findings();
        convergence.Show(findings);
        convergence.CheckGrid(findings, "forward-euler", []);
        var result = findings.Close(TestSession.With(new ExperimentContext()), interrupted: false);
        Assert.Equal([true, true, false], result.Checks.Select(check => check.Passed)); // no spike on the grid: the check fails
        result.Draws(("convergence", 1));
        Assert.Contains("no spikes that follow from a threshold", Assert.Throws<ArgumentException>(() => SpikeConvergence.Of(
            TestSession.With(new ExperimentContext()), 0.02 * ms, 1 * ms, network
                => network.Add(new Population("none", 1, new EquationCell("dx/dt = -x/(10*ms) : 1"))))).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void A_reference_is_about_the_parameters_that_it_names()
    {
        var about = Reference.Defaults<BurstingParameters>(p => p.WeakCurrent, p => p.Couplings);
        Assert.True(about(new BurstingParameters { Duration = 1 * ms, Couplings = [.. new BurstingParameters().Couplings] }));
        Assert.False(about(new BurstingParameters { WeakCurrent = 0.7 * uA / cm2 }));
        Assert.False(about(new BurstingParameters { Couplings = [0.1 * mS / cm2] }));
        var bounds = new Reference<BurstingParameters>("rate (Hz)", 0, "a paper", about).Between(8, 20);
        Assert.Equal((14, 6), (bounds.Predicted, bounds.Tolerance(runs: 1)));
        var findings = new Findings();
        findings.Check(bounds, new BurstingParameters { WeakCurrent = 0.7 * uA / cm2 }, () => throw new InvalidOperationException("measured for nothing"));
        findings.Check(bounds, new BurstingParameters(), () => 20.1);
        Assert.False(Assert.Single(findings.Close(TestSession.With(new ExperimentContext()), interrupted: false).Checks).Passed);
    }

    [Fact]
    public void A_reference_may_be_a_bound()
    {
        var rate = new Reference<BurstingParameters>("rate (Hz)", 0, "a paper", _ => true);
        bool Passes(Reference<BurstingParameters> reference, double measured)
        {
            var findings = new Findings();
            findings.Check(reference, new BurstingParameters(), measured);
            return Assert.Single(findings.Close(TestSession.With(new ExperimentContext()), interrupted: false).Checks).Passed;
        }

        Assert.True(Passes(rate.AtLeast(8), 1000));
        Assert.False(Passes(rate.AtLeast(8), 7.9));
        Assert.True(Passes(rate.AtMost(8), -1000));
        Assert.False(Passes(rate.AtMost(8), 8.1));
        Assert.False(Passes(rate.AtMost(8).Within(1), 6.9)); // the last that is said counts
    }

    [Fact]
    public void A_table_has_a_row_for_each_thing_and_quotes_headers_with_commas()
    {
        var findings = new Findings();
        findings.Table("t.csv", "a table", [1, 2], ("n", n => n), ("half, or nothing", n => n > 1 ? double.NaN : 0.5));
        using var folder = new TemporaryFolder();
        findings.Close(TestSession.With(new ExperimentContext()), interrupted: false).Files[0].Save(folder["t.csv"]);
        Assert.Equal("n,\"half, or nothing\"\n1,0.5\n2,\n", File.ReadAllText(folder["t.csv"]));
    }

    [Fact]
    public void Text_options_name_themselves_when_they_cannot_be_read()
    {
        Assert.Equal(-65e-3, OptionText.Distribution<Voltage>("initial-voltage", "-65 mV").UniformSi);
        Assert.StartsWith(
            "--initial-voltage: ", Assert.Throws<UserErrorException>(() => OptionText.Distribution<Voltage>("initial-voltage", "5 nS")).Message,
                StringComparison.Ordinal);
        Assert.Same(Integrators.RungeKutta4, OptionText.Method("method", "rk4"));
        Assert.Contains("rk4", Assert.Throws<UserErrorException>(() => OptionText.Method("method", "rk5")).Message, StringComparison.Ordinal);
    }
}
