using System.Numerics;
using Neuropil.Experiments;
using static Neuropil.Units;

namespace Neuropil.Tests.Experiments;

/// <summary>The experiment on stability in short forms, and what it measures with.</summary>
public sealed class StabilityTests
{
    private static readonly StabilityParameters small = new()
    {
        Excitatory = 400, Synapses = 100, Strengths = [2, 6], Inputs = [0.5, 2], Duration = 100 * ms,
    };

    /// <summary>Critical strength 1, Hopf bifurcation at 40 ms with 5.627 Hz: by hand from trace and determinant.</summary>
    [Fact]
    public void The_circuit_is_held_where_its_eigenvalues_say()
    {
        var result = Passed(small);
        result.Draws(("eigenvalues", 2), ("paradox", 2), ("delay", 2), ("phases", 2));
        Assert.Equal(1, result.Checks.Single(check => check.Name.StartsWith("w_EI", StringComparison.Ordinal)).Measured, 1e-3);
        Assert.Equal(40, result.Checks.Single(check => check.Name.StartsWith("tau_I", StringComparison.Ordinal)).Measured, 0.04);
        Assert.Equal(5.627, result.Checks.Single(check => check.Name.StartsWith("frequency", StringComparison.Ordinal)).Measured, 0.006);

        // Eigenvalues of [[1/20, -1.5/20], [2/10, -2/10]] per ms: -0.05 and -0.1. The step's part is its half times their product and their sum.
        Assert.Equal(-50, result.Measurements.Single(each => each.Name.StartsWith("growth", StringComparison.Ordinal)).Value, 0.1);
    }

    [Fact]
    public void Other_weights_have_other_borders()
        => Passed(small with { RecurrentExcitation = 3, Inhibition = 4, DriveOfInhibition = 1.5, SelfInhibition = 0.5 });

    [Fact]
    public void Faster_circuits_are_sampled_faster()
        => Passed(small with { ExcitatoryTime = 2 * ms, InhibitoryTime = 1 * ms, RateStep = 0.002 * ms });

    [Fact]
    public void Too_weak_inhibition_shows_growth_and_nothing_that_needs_a_stable_point()
    {
        var result = Passed(small with { Inhibition = 0.5 });
        result.Draws(("eigenvalues", 1), ("phases", 2));
        Assert.True(result.Measurements.Single(each => each.Name.StartsWith("growth", StringComparison.Ordinal)).Value > 0);
    }

    [Theory]
    [InlineData(-0.05, 0.3)]
    [InlineData(0.02, 0.7)]
    public void A_pair_of_modes_is_found_in_its_course(double growth, double frequency)
    {
        double[] course = [.. Enumerable.Range(0, 40).Select(k => Math.Exp(growth * 0.5 * k) * Math.Cos((frequency * 0.5 * k) + 1))];
        var found = ExponentialModes.Leading([course], 0.5);
        Assert.Equal(growth, found.Real, 1e-9);
        Assert.Equal(frequency, found.Imaginary, 1e-9);
    }

    [Fact]
    public void Of_two_real_modes_the_one_that_grows_faster_is_found()
    {
        double[] course = [.. Enumerable.Range(0, 30).Select(k => (3 * Math.Exp(-0.2 * k)) + Math.Exp(-0.05 * k))];
        Assert.Equal(new Complex(-0.05, 0).Real, ExponentialModes.Leading([course], 1).Real, 1e-9);
    }

    [Fact]
    public void One_mode_or_too_few_samples_are_refused()
    {
        double[] single = [.. Enumerable.Range(0, 30).Select(k => Math.Exp(-0.1 * k))];
        Assert.Contains("one mode", Assert.Throws<ArgumentException>(() => ExponentialModes.Leading([single], 1)).Message, StringComparison.Ordinal);
        Assert.Contains("there are 2", Assert.Throws<ArgumentException>(() => ExponentialModes.Leading([[1, 2]], 1)).Message, StringComparison.Ordinal);
    }

    private static ExperimentResult Passed(StabilityParameters parameters)
    {
        var result = new StabilityExperiment().Run(parameters, new ExperimentContext());
        Assert.All(result.Checks, check => Assert.True(check.Passed, check.ToString()));
        return result;
    }
}
