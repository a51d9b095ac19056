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

    [Theory]
    [InlineData(2, 0.5, 2)] // near silence, and near the largest rate
    [InlineData(3, 0.7, 2)]
    [InlineData(5, 0.7, 1)]
    [InlineData(3, 2, 1)]
    [InlineData(5, 2, 1)]
    public void All_rates_that_keep_themselves_are_found_and_are_stable(double g, double eta, int count)
    {
        var p = new BrunelParameters { InhibitoryRatio = g, ExternalRatio = eta };
        double[] rates = [.. BrunelTheory.StableRates(p).Select(rate => rate / Hz)];
        Assert.Equal(count, rates.Length);
        Assert.Equal(rates.Order(), rates);

        // Brunel's equations 4 and 5 written out: 1000 and 250 synapses of 0.1 mV, 20 ms, and eta times the input of 20 mV / (0.1 mV 20 ms).
        double Fired(double rate)
        {
            double excitation = 0.02 * ((eta * 10_000) + (1000 * rate)), inhibition = 0.02 * 250 * rate;
            return new DiffusionNeuron
            {
                MembraneTimeConstant = 20 * ms, RefractoryPeriod = 2 * ms, Threshold = 20 * mV, Reset = 10 * mV,
                Mean = 0.1 * (excitation - (g * inhibition)) * mV, Noise = 0.1 * Math.Sqrt(excitation + (g * g * inhibition)) * mV,
            }.Rate() / Hz;
        }

        Assert.All(rates, rate =>
        {
            Assert.Equal(rate, Fired(rate), 1e-6 * Math.Max(1, rate));
            double more = (1.03 * rate) + 1e-3, less = 0.97 * rate;
            Assert.True(Fired(more) < more);
            Assert.True(Fired(less) >= less);
        });
    }

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
