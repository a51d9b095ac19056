using Neuropil.Experiments;
using static Neuropil.Units;

namespace Neuropil.Tests.Experiments;

/// <summary>The experiments on balance in short forms: all checks pass, and figures are there.</summary>
public sealed class BalanceLaboratoryTests
{
    [Fact]
    public void Large_currents_cancel()
    {
        var result = Passed(new BalanceExperiment().Run(new BalanceParameters { Inputs = [50, 100], Units = [2000, 1000], Duration = 60 * ms },
            new ExperimentContext()));
        result.Draws(("rule", 2), ("conductances", 2), ("network", 4));
        result.Labels("network", "excitation", "inhibition", "net");

        // Six slopes, five potentials, four mean fields, and three networks.
        Assert.Equal(6 + 5 + (2 * 4) + (3 * 3), result.Checks.Count);
    }

    [Theory]
    [InlineData(50, 0.2, 0.08668, 0.1441)]
    [InlineData(100, 0.2, 0.10581, 0.1524)] // drives that equal thresholds: fractions decide
    [InlineData(1000, 0.2, 0.155, 0.17665)]
    [InlineData(1000, 0.1, 0.0583, 0.07833)]
    [InlineData(1000, 0.3, 0.25323, 0.27311)]
    [InlineData(50, 0.15, 0.07133, 0.11184)] // few inputs, where Newton's method from m0 ends elsewhere
    [InlineData(50, 0.3, 0.17471, 0.23195)]
    [InlineData(100, 0.1, 0.00998, 0.0465)]
    [InlineData(200, 0.1, 0.03199, 0.06284)]
    public void Counting_gives_the_activities_of_the_mean_field(double inputs, double outside, double excitatory, double inhibitory)
    {
        // tests/references/networks/binary_mean_field.py, five digits.
        var (e, i) = BinaryNetwork.MeanField(inputs, outside);
        Assert.Equal(excitatory, e, 6e-6);
        Assert.Equal(inhibitory, i, 6e-6);
    }

    [Fact]
    public void Sums_that_are_kept_by_changes_are_those_that_are_added_up()
    {
        // The same units with the same chances, whose drives are sums over all sources in each step; weights that are whole numbers make both exact.
        var random = new Random(3);
        (int, int)[] pairs = [.. Enumerable.Range(0, 40 * 40).Where(_ => random.Next(4) == 0).Select(pair => (pair / 40, pair % 40))];
        double[][] courses = [.. new[] { true, false }.Select(isSwitching =>
        {
            var network = new Network { Seed = 7 };
            Neuron unit = isSwitching ? new SwitchingUnit { TimeConstant = 5 * ms, External = 3, Threshold = 1 } : new BinaryUnit { TimeConstant = 5 * ms,
                External = 3, Threshold = 1 };
            var units = network.Add(new Population("units", 40, unit));
            foreach (var (part, weight) in new[] { (units.Slice("E", ..20), 1), (units.Slice("I", 20..), -2) })
            {
                var wiring = new ExplicitPairs([.. pairs.Where(pair => pair.Item1 < 20)]);
                _ = isSwitching
                    ? network.Connect(part, units, wiring, new ActiveInputs(part.Name) { Weight = weight }, 1, release: new ChangeOfState())
                    : network.Connect(part, units, wiring, new DriveCoupling(part.Name), weight);
            }

            using var run = new Simulation(network);
            var trace = run.Record(units.Trace("r", [.. Enumerable.Range(0, 40)]));
            run.Advance(100 * ms);
            return trace.Traces().Columns.SelectMany(column => column.Values).ToArray();
        })];
        Assert.InRange(courses[0].Average(), 0.05, 0.95);
        Assert.Equal(courses[1], courses[0]);
    }

    [Fact]
    public void Threads_change_no_bit_of_a_binary_network()
    {
        long[][] activities = [.. new[] { 1, 2, 3 }.Select(threads =>
        {
            var network = new Network { Seed = 11 };
            var (e, i) = new BinaryNetwork(Units: 300, Inputs: 40, Outside: 0.3).AddTo(network);
            using var run = new Simulation(network, new RunOptions { TimeStep = BinaryNetwork.TimeStep, Threads = threads, Precision = Precision.Double });
            run.Advance(30 * ms);
            return new[] { e, i }.SelectMany(population => new[] { "r", "excitatory.active", "inhibitory.active" }
                .SelectMany(variable => run.Values(population, variable).Numbers().Select(BitConverter.DoubleToInt64Bits))).ToArray();
        })];
        Assert.True(activities[0].Distinct().Count() > 10);
        Assert.Equal(activities[0], activities[1]);
        Assert.Equal(activities[0], activities[2]);
    }

    [Fact]
    public void Inhibition_follows_excitation()
        => Passed(new DynamicBalanceExperiment().Run(new DynamicBalanceParameters { Duration = 2 * second }, new ExperimentContext()))
            .Draws(("dynamic-balance", 4));

    [Fact]
    public void A_delay_is_found_where_it_was_put()
    {
        // Noise that is smoothed, and the same 12 samples later.
        var random = new Random(1);
        double[] noise = [.. Enumerable.Range(0, 4000).Select(_ => random.NextDouble() - 0.5)];
        double[] smooth = [.. Enumerable.Range(20, 3960).Select(i => Enumerable.Range(i - 10, 21).Average(k => noise[k]))];
        var currents = new CurrentLag([smooth[12..3912]], [smooth[..3900]], Interval: 0.2, Windows: 3);
        Assert.All(currents.Curves, curve => Assert.Equal(2.4, currents.Peak(curve), 0.05));
        Assert.Equal(1, currents.Curves[0].Max(), 1e-9);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(0.5)]
    public void Bombardment_shortens_the_time_constant(double factor)
    {
        var parameters = new HighConductanceParameters { Bombardment = factor, Cells = 40, Duration = 400 * ms };
        Passed(new HighConductanceExperiment().Run(parameters, new ExperimentContext())).Draws(("high-conductance", 4));
    }

    [Fact]
    public void Balanced_cells_fire_at_random()
    {
        var result = Passed(new IrregularFiringExperiment().Run(new IrregularFiringParameters { Cells = 200, Intervals = 2 }, new ExperimentContext()));
        result.Draws(("irregular-firing", 4));
        result.Labels("irregular-firing", "perfect integrator", "leaky cell", "inverse Gaussian");
    }

    [Fact]
    public void A_distribution_that_is_another_is_found_out()
    {
        var integrator = new PerfectIntegrator(0.05, 1, 15);
        var random = new Random(5);
        double[] exponential = [.. Enumerable.Range(0, 1000).Select(_ => -300 * Math.Log(1 - random.NextDouble()))];
        double[] right = [.. new MathNet.Numerics.Distributions.InverseGaussian(300, 225, random).Samples().Take(1000)];
        Assert.InRange(integrator.Distance(exponential), 3, 40);
        Assert.InRange(integrator.Distance(right), 0, 1.95);
        Assert.Equal(0.5 * Math.Sqrt(1000), integrator.Distance([.. Enumerable.Repeat(Median(integrator), 1000)]), 0.1);

        static double Median(PerfectIntegrator integrator)
            => MathNet.Numerics.FindRoots.OfFunction(t => new MathNet.Numerics.Distributions.InverseGaussian(300, 225).CumulativeDistribution(t) - 0.5, 10,
                1000);
    }

    [Fact]
    public void Feedback_takes_back_what_inputs_share()
        => Passed(new DecorrelationExperiment().Run(new DecorrelationParameters { Units = [250, 500], Duration = 600 * ms }, new ExperimentContext()))
            .Draws(("decorrelation", 4));

    [Fact]
    public void The_mean_of_cells_with_a_common_part_keeps_it()
    {
        const double Common = 0.3;
        var random = new Random(2);
        double[,] values = new double[4000, 20];
        for (int sample = 0; sample < 4000; sample++)
        {
            double shared = Normal();
            for (int cell = 0; cell < 20; cell++)
            {
                values[sample, cell] = (Math.Sqrt(Common) * shared) + (Math.Sqrt(1 - Common) * Normal());
            }
        }

        // (1 + (n - 1) c)/n; 4000 samples give a standard deviation to about a hundredth.
        Assert.Equal(Math.Sqrt((1 + (9 * Common)) / 10), new UnitStates(values, skipped: 0).DeviationOfMean(10), 0.02);

        double Normal() => MathNet.Numerics.Distributions.Normal.Sample(random, 0, 1);
    }

    [Theory]
    [InlineData(5)]
    [InlineData(2)]
    public void Untuned_inhibition_keeps_the_width_of_tuning(double pool)
        => Passed(new GainControlExperiment().Run(new GainControlParameters { Pool = pool, Duration = 200 * ms }, new ExperimentContext()))
            .Draws(("gain-control", 4));

    // One thread: few cells and many steps.
    [Fact]
    public void What_learns_restores_the_rate()
        => Passed(new BalancedPlasticityExperiment().Run(
            new BalancedPlasticityParameters { Cells = 10, Duration = 40 * second, LearningRate = 2e-3 }, new ExperimentContext { Threads = 1 }))
            .Draws(("balanced-plasticity", 4));

    [Fact]
    public void A_balanced_network_computes_a_line()
        => Passed(new BalancedComputationExperiment().Run(
            new BalancedComputationParameters { Inputs = 100, Units = 2000, Outside = [0.15, 0.2, 0.25, 0.3], Duration = 60 * ms, Pathway = 1 * second },
                new ExperimentContext()))
            .Draws(("balanced-computation", 4));

    [Theory]
    [InlineData("inputs", "--inputs 3000 is more than --units 2000")]
    [InlineData("no units", "--units has no value")]
    [InlineData("outside", "--outside has 2 values; expected three or more for a line")]
    [InlineData("contrasts", "--contrasts has 1 values; expected two contrasts or more")]
    public void What_cannot_be_measured_is_refused(string what, string message)
    {
        var (experiment, parameters) = what switch
        {
            "inputs" => ((Experiment)new BalanceExperiment(), (object)new BalanceParameters { Inputs = [3000], Units = [2000] }),
            "no units" => (new BalanceExperiment(), new BalanceParameters { Units = [] }),
            "outside" => (new BalancedComputationExperiment(), new BalancedComputationParameters { Outside = [0.1, 0.2] }),
            _ => (new GainControlExperiment(), new GainControlParameters { Contrasts = [1] }),
        };
        Assert.StartsWith(message, Assert.Throws<UserErrorException>(() => experiment.RequireConsistent(parameters)).Message, StringComparison.Ordinal);
    }

    private static ExperimentResult Passed(ExperimentResult result)
    {
        Assert.NotEmpty(result.Checks);
        Assert.All(result.Checks, check => Assert.True(check.Passed, check.ToString()));
        return result;
    }
}
