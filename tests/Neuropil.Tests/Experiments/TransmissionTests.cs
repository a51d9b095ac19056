using Neuropil.Experiments;
using static Neuropil.Units;

namespace Neuropil.Tests.Experiments;

/// <summary>The experiments on synaptic transmission in a short form, and their formulas against slow ways.</summary>
public class TransmissionTests
{
    private static readonly CoincidenceDetectionParameters coincidence = new() { Timings = [-10 * ms, 0 * ms, 10 * ms, 100 * ms], TimeStep = 0.05 * ms };
    private static readonly ReceptorKineticsParameters kinetics = new() { Spikes = 3, TimeStep = 0.1 * ms };
    private static readonly SynapseAsFilterParameters filter = new() { Inputs = 200, Modulations = [1 * Hz], TimeStep = 0.1 * ms };
    private static readonly ChemicalVsElectricalParameters kinds = new() { Frequencies = [10 * Hz, 100 * Hz], TimeStep = 0.05 * ms };

    private static List<ExperimentResult> All(ExperimentContext context) =>
    [
        new NmdaBlockExperiment().Run(new NmdaBlockParameters(), context), new CoincidenceDetectionExperiment().Run(coincidence, context),
        new ChemicalVsElectricalExperiment().Run(kinds, context),
        new SynapticKernelsExperiment().Run(new SynapticKernelsParameters { TimeStep = 0.1 * ms }, context),
        new ReceptorKineticsExperiment().Run(kinetics, context), new SynapseAsFilterExperiment().Run(filter, context),
    ];

    // 6 s: four pages, each at several parameters.
    [Fact]
    public void Short_runs_agree_with_closed_forms()
    {
        var results = All(new ExperimentContext());
        Assert.All(results.SelectMany(result => result.Checks), check => Assert.True(check.Passed, check.ToString()));
        Assert.Equal([5, 8, 10, 9, 12, 14], results.Select(result => result.Checks.Count));
        results[0].Draws(("nmda-block", 2), ("courses", 1));
        results[1].Draws(("courses", 3), ("timing", 1));
        results[2].Draws(("pairs", 2), ("coupling", 1));
        results[3].Draws(("kernels", 3), ("error", 1));
        results[4].Draws(("kinetics", 4), ("trains", 2));
        results[5].Draws(("filter", 3), ("depression", 3));
        Assert.Contains("blocked at -20.53 mV, and the inward current is largest at -26.9", results[0].Answer, StringComparison.Ordinal);
        Assert.Matches("10 ms after the presynaptic one brings 3[.][0-9]+ times", results[1].Answer);
        Assert.Matches("passes 3[0-9] % of a depolarisation below threshold, the chemical one nothing", results[2].Answer);
    }

    // Up to 6 s on a slow machine: all experiments of this class once more, and their kernels compiled for single precision.
    [Fact]
    public void They_hold_in_single_precision_too()
        => Assert.All(All(new ExperimentContext { Precision = Precision.Single }).SelectMany(result => result.Checks),
            check => Assert.True(check.Passed, check.ToString()));

    [Theory]
    [InlineData(0.01)]
    [InlineData(0.3)]
    [InlineData(5)]
    public void Half_block_and_the_current_minimum_are_found_at_any_concentration(double millimolar)
    {
        var result = new NmdaBlockExperiment()
            .Run(new NmdaBlockParameters { Magnesium = millimolar * mM, Reversal = 5 * mV, OtherMagnesium = [] }, new ExperimentContext());
        Assert.All(result.Checks, check => Assert.True(check.Passed, check.ToString()));

        // The minimum of the closed form on a fine grid.
        var p = new NmdaBlockParameters { Magnesium = millimolar * mM, Reversal = 5 * mV };
        double[] grid = [.. Enumerable.Range(0, 200_001).Select(i => -150 + (0.001 * i))];
        Assert.Equal(grid.MaxBy(v => (5 - v) * p.Unblocked(p.Magnesium, v)), p.CurrentMinimum, 1e-3);
    }

    [Fact]
    public void Without_magnesium_nothing_is_blocked()
    {
        var result = new NmdaBlockExperiment().Run(new NmdaBlockParameters { Magnesium = 0 * mM }, new ExperimentContext());
        Assert.All(result.Checks, check => Assert.True(check.Passed, check.ToString()));
        Assert.StartsWith("Without magnesium", result.Answer, StringComparison.Ordinal);
    }

    [Fact]
    public void Other_kernels_keep_their_checks()
    {
        foreach (var p in new[]
        {
            new SynapticKernelsParameters { Rise = 8 * ms, Decay = 3 * ms, Stages = 2 },
            new SynapticKernelsParameters { Rise = 5 * ms, Decay = 5 * ms, Train = [1 * ms] },
        })
        {
            Assert.All(new SynapticKernelsExperiment().Run(p, new ExperimentContext()).Checks, check => Assert.True(check.Passed, check.ToString()));
        }
    }

    [Fact]
    public void Forms_of_kernels_are_what_differences_of_exponentials_give()
    {
        double peak = KernelForms.PeakTime(2, 8);
        Assert.Equal(3.696785, peak, 1e-6);
        double Difference(double t) => (Math.Exp(-t / 8) - Math.Exp(-t / 2)) * 2.116535;
        foreach (double t in new[] { 0, 0.5, 3, 20, 70 })
        {
            Assert.Equal(Difference(t), KernelForms.DoubleExponential(t, 2, 8), 1e-6);
            Assert.Equal(t / 3 * Math.Exp(1 - (t / 3)), KernelForms.DoubleExponential(t, 3, 3), 1e-14);
        }

        Assert.Equal(6 * 2.116535, KernelForms.Area(2, 8), 1e-5);
        Assert.Equal(2 * Math.Exp(-2), KernelForms.Stages(2, 3, 1), 1e-12);
    }

    [Fact]
    public void An_interrupted_run_returns_without_checks()
    {
        using var source = new CancellationTokenSource();
        source.Cancel();
        Assert.All(All(new ExperimentContext { Cancellation = source.Token }), result => Assert.True(result.Interrupted));
    }
}
