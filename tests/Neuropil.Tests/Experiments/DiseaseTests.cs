using Neuropil.Experiments;
using static Neuropil.Units;

namespace Neuropil.Tests.Experiments;

/// <summary>The experiments on balance that fails in short forms.</summary>
public sealed class DiseaseTests
{
    [Fact]
    public void Balance_is_lost_on_three_ways_and_gaba_switches()
    {
        var result = new SeizureExperiment().Run(
            new SeizureParameters { Excitatory = 400, Networks = 2, Strengths = 5, Settling = 50 * ms, Duration = 100 * ms }, new ExperimentContext());
        Assert.All(result.Checks, check => Assert.True(check.Passed, check.ToString()));
        result.Draws(("switch", 1), ("onset", 3));
        Assert.InRange(Onset("weaker inhibition (%)"), 30, 100);
        Assert.InRange(Onset("stronger recurrent excitation (times)"), 1, 4);
        Assert.InRange(Onset("depolarised chloride (mV)"), -80, -40);

        double Onset(string name) => result.Measurements.Single(each => each.Name == $"onset by {name}").Value;
    }

    /// <summary>Every number of the other program, of the closed forms and of the tuning.</summary>
    // 6 s: the page at its defaults, which are those of the other program.
    [Fact]
    public void Three_hypotheses_predict_what_can_be_calculated()
    {
        var result = new PsychiatryExperiment().Run(
            new PsychiatryParameters { Excitations = [0.25 * mS / cm2, 0.13 * mS / cm2, 0.03 * mS / cm2], Losses = [0, 0.04, 0.15] }, new ExperimentContext());
        Assert.All(result.Checks, check => Assert.True(check.Passed, check.ToString()));
        Assert.Equal(15, result.Checks.Count);
        result.Draws(("psychiatry", 5));
    }

    /// <summary>Widths of stable bumps, and half-widths of normalised tuning, by another program.</summary>
    [Fact]
    public void Widths_are_those_of_another_program()
    {
        Assert.Equal(3.095808, new LineAttractor(0.5).Width, 1e-6);
        Assert.Equal(3.460743, new LineAttractor(0.48).Width, 1e-6);
        Assert.True(double.IsInfinity(new LineAttractor(0.425).Width));
        Assert.Equal(1.24354, new NormalisingCells(5).ExpectedHalfWidth, 1e-5);
        Assert.Equal(1.27352, new NormalisingCells(3).ExpectedHalfWidth, 1e-5);
        Assert.Equal(1.35373, new NormalisingCells(1).ExpectedHalfWidth, 1e-5);
    }
}
