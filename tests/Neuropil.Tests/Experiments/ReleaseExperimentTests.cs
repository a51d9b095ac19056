using Neuropil.Experiments;
using static Neuropil.Units;

namespace Neuropil.Tests.Experiments;

/// <summary>The experiments on release in short forms: all checks pass, figures and tables are there, and what is wrong is refused.</summary>
public class ReleaseExperimentTests
{
    [Theory]
    [InlineData(0.5, 800, 0, 12)]
    [InlineData(0.03, 130, 530, 9)]
    [InlineData(0.1, 300, 400, 10)]
    public void Trains_pairs_and_steps_of_the_rate_follow_closed_forms(double utilization, double recovery, double facilitation, int checks)
    {
        var result = Passed(new ShortTermPlasticityExperiment().Run(
            new ShortTermPlasticityParameters { Utilization = utilization, Recovery = recovery * ms, Facilitation = facilitation * ms, Trains = 400 },
            new ExperimentContext()));
        Assert.Equal(checks, result.Checks.Count);
        Assert.Equal(["trains", "steady-states", "pairs-and-recovery", "rate-step"], result.Figures.Select(figure => figure.Name));
        Assert.Matches("A first spike lets out [0-9.]+ of the resource", result.Answer);
    }

    [Theory]
    [InlineData(5, 0.3, 0)]
    [InlineData(3, 0.6, 0.3)]
    public void Mean_variance_and_failures_are_those_of_the_sites(int sites, double probability, double variation)
    {
        var result = Passed(new QuantalReleaseExperiment().Run(
            new QuantalReleaseParameters { Sites = sites, Probability = probability, QuantalVariation = variation }, new ExperimentContext { Seed = 2 }));
        Assert.Equal(variation == 0 ? 6 : 5, result.Checks.Count);
        result.Draws(("trials", 2), ("amplitudes", 2));
    }

    [Fact]
    public void Certain_release_has_no_variance()
    {
        var result = new QuantalReleaseExperiment().Run(new QuantalReleaseParameters { Probability = 1 }, new ExperimentContext());
        Assert.Equal(0, result.Checks.Single(check => check.Name.StartsWith("variance", StringComparison.Ordinal)).Measured, 1e-9);
        Passed(result);
    }

    [Fact]
    public void Enhancement_has_its_values_and_gives_back_its_parameters()
    {
        var result = Passed(new EnhancementExperiment().Run(new EnhancementParameters(), new ExperimentContext()));
        Assert.Equal(12, result.Checks.Count);
        result.Draws(("enhancement", 3));
        Passed(new EnhancementExperiment().Run(new EnhancementParameters { Potentiation = 0, Pulses = 50, Frequency = 10 * Hz }, new ExperimentContext()));
    }

    [Fact]
    public void A_vesicle_chain_is_followed_by_u_and_R()
    {
        var result = Passed(new CalciumToReleaseExperiment().Run(new CalciumToReleaseParameters { Spikes = 8 }, new ExperimentContext()));
        Assert.Equal(6, result.Checks.Count);
        result.Draws(("trains", 2));
    }

    [Fact]
    public void A_synapse_is_found_again_in_its_amplitudes_and_what_they_do_not_tell_is_said()
    {
        var result = Passed(new FitSynapseExperiment().Run(new FitSynapseParameters { DataSets = 6 }, new ExperimentContext()));
        Assert.Contains(result.Notes, note => note.Contains(
            "single spikes from rest alone (the first of each train) the data would not tell U, tau_rec (ms), tau_fac (ms), N, q", StringComparison.Ordinal));
        result.Draws(("amplitudes", 2));

        // The table of simulated amplitudes is a file that the experiment reads, to the same estimates.
        using var folder = new TemporaryFolder();
        string data = Path.Combine(folder.Path, "data.csv");
        result.Files.Single(file => file.Name == "data.csv").Save(data);
        Assert.Equal(result.Answer, new FitSynapseExperiment().Run(new FitSynapseParameters { Data = data }, new ExperimentContext()).Answer);
        File.WriteAllText(data, "train,repeat,time (ms),amplitude\n0,0,1,5\n0,0,2,x\n");
        Assert.Contains("line 3, column \"amplitude\": \"x\" is no number",
            Assert.Throws<UserErrorException>(() => new FitSynapseExperiment().Run(new FitSynapseParameters { Data = data }, new ExperimentContext())).Message,
            StringComparison.Ordinal);
        File.WriteAllText(data, "train,repeat,amplitude\n0,0,1\n");
        Assert.Contains("has no column \"time (ms)\"",
            Assert.Throws<UserErrorException>(() => new FitSynapseExperiment().Run(new FitSynapseParameters { Data = data }, new ExperimentContext())).Message,
            StringComparison.Ordinal);
    }

    // The variances of the noise come out at -8.9 and -9.3, two and three standard deviations below the true 4: intervals that end at zero would not hold it.
    [Theory]
    [InlineData(3)]
    [InlineData(56)]
    public void An_interval_of_the_noise_reaches_above_zero_however_far_below_its_variance_comes_out(int seed)
    {
        var result = new FitSynapseExperiment().Run(new FitSynapseParameters { DataSets = 1 }, new ExperimentContext { Seed = (ulong)seed });
        Assert.True(result.Checks.Single(check => check.Name.EndsWith("holds noise", StringComparison.Ordinal)).Passed);
        Assert.Contains("noise is not told", result.Answer, StringComparison.Ordinal);
    }

    [Fact]
    public void N_and_q_follow_from_variance_and_mean_under_several_conditions()
    {
        var experiment = new FitSynapseExperiment();
        var p = experiment.Presets.Single(preset => preset.Name == "mean-variance").Apply(new FitSynapseParameters { DataSets = 8 });
        var result = Passed(experiment.Run(p, new ExperimentContext()));
        Assert.Equal(11, result.Checks.Count); // U of five conditions, two time constants, N, q, noise, and that all fits have converged
        Assert.Contains(result.Notes, note => note.StartsWith("These data do not tell tau_rec (ms), tau_fac (ms)", StringComparison.Ordinal));
        using var folder = new TemporaryFolder();
        string data = Path.Combine(folder.Path, "data.csv");
        result.Files.Single(file => file.Name == "data.csv").Save(data);
        Assert.StartsWith("train,repeat,time (ms),amplitude,condition\n", File.ReadAllText(data));
        Assert.Equal(result.Answer, experiment.Run(new FitSynapseParameters { Data = data }, new ExperimentContext()).Answer);
    }

    // 4 s: the stochastic network, which is what it is about, has 4000 cells.
    [Fact]
    public void Chance_at_synapses_adds_its_variance_and_no_thread_changes_it()
    {
        var result = Passed(new ReleaseStatisticsExperiment().Run(
            new ReleaseStatisticsParameters { Networks = 2, Duration = 200 * ms }, new ExperimentContext()));
        Assert.Equal(5, result.Checks.Count);
        result.Draws(("open-loop", 1), ("network", 3));
    }

    private static ExperimentResult Passed(ExperimentResult result)
    {
        Assert.All(result.Checks, check => Assert.True(check.Passed, check.ToString()));
        return result;
    }
}
