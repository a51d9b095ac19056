using Neuropil.Experiments;
using static Neuropil.Units;

namespace Neuropil.Tests.Experiments;

/// <summary>The sparse network in a small form, and the mean field of the full one.</summary>
public class BrunelTests
{
    [Theory]
    [InlineData(5, 2, 37.95)]
    [InlineData(6, 4, 55.84)]
    [InlineData(3, 2, 327.0)]
    public void The_mean_field_is_that_of_the_paper(double g, double eta, double rate)
        => Assert.Equal(rate, BrunelTheory.Rate(new BrunelParameters { InhibitoryRatio = g, ExternalRatio = eta }) / Hz, 0.05);

    [Fact]
    public void A_small_network_is_measured_and_drawn()
    {
        var small = new BrunelParameters { Excitatory = 800, Inhibitory = 200, Duration = 600 * ms };
        Assert.Equal(20_000, small.ExternalRate / Hz, 1e-6);
        var found = new BrunelExperiment().Run(small, new ExperimentContext());
        Assert.Empty(found.Checks); // they are about the full network
        Assert.Equal(["raster", "spectrum"], found.Figures.Select(figure => figure.Name));
        double rate = found.Measurements.Single(measurement => measurement.Name == "rate (Hz)").Value;

        // With a tenth of the recurrent synapses inhibition is weaker: cells fire faster than in the full network, and slower than without any.
        Assert.InRange(rate, 40, 300);
        var diffusion = new BrunelExperiment().Run(small with { Drive = BrunelDrive.Diffusion }, new ExperimentContext());
        Assert.InRange(diffusion.Measurements.Single(measurement => measurement.Name == "rate (Hz)").Value / rate, 0.95, 1.05);
    }

    [Fact]
    public void The_networks_of_Vogels_and_Abbott_agree_with_an_independent_program()
    {
        var cuba = new CubaExperiment().Run(new CubaParameters(), new ExperimentContext());
        Assert.Equal(3, cuba.Checks.Count);
        Assert.All(cuba.Checks, check => Assert.True(check.Passed, check.ToString()));
        var coba = new CobaExperiment().Run(new CobaParameters(), new ExperimentContext());
        Assert.Equal(3, coba.Checks.Count);
        Assert.All(coba.Checks, check => Assert.True(check.Passed, check.ToString()));
    }
}
