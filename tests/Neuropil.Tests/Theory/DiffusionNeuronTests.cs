using static Neuropil.Units;

namespace Neuropil.Tests.Theory;

/// <summary>The firing of the leaky cell in the diffusion limit, against published formulas evaluated elsewhere.</summary>
public class DiffusionNeuronTests
{
    // tau 10 ms, refractory 2 ms, threshold 15 mV, reset 0, sigma² 1.5 mV²: mpmath quadrature of Siegert's formula.
    [Fact]
    public void The_rate_is_that_of_Siegert() => Assert.Equal(27.1095934379309, new DiffusionNeuron().Rate().SiValue, 1e-8);

    [Fact]
    public void On_a_grid_the_threshold_lies_higher()
        => Assert.Equal(26.347, new DiffusionNeuron().OnGrid(0.1 * ms).Rate().SiValue, 1e-3);

    [Theory]
    [InlineData(15, 0.3007)]
    [InlineData(13, 0.8235)]
    [InlineData(12.5, 0.9389)]
    public void The_coefficient_of_variation_is_Brunels(double mean, double expected)
        => Assert.Equal(expected, new DiffusionNeuron { Mean = mean * mV }.CoefficientOfVariation(), 5e-5);

    [Fact]
    public void With_little_noise_far_above_threshold_the_rate_is_that_without_noise()
    {
        // tau 10 ms from 0 to 15 mV towards 30 mV: 2 + 10 ln 2 ms.
        var neuron = new DiffusionNeuron { Mean = 30 * mV, Noise = 0.05 * mV };
        Assert.Equal(1000 / (2 + (10 * Math.Log(2))), neuron.Rate().SiValue, 1e-3);
        Assert.InRange(neuron.CoefficientOfVariation(), 0, 0.01);
    }

    [Theory]
    [InlineData(12.0)]
    [InlineData(15.0)]
    [InlineData(18.0)]
    public void Threshold_integration_gives_the_same_rate(double mean)
    {
        var neuron = new DiffusionNeuron { Mean = mean * mV };
        Assert.Equal(1, ThresholdIntegration.Of(neuron).Rate / neuron.Rate(), 1e-6);
    }

    // Threshold integration by an independent program; Hz per mV of the mean, degrees.
    [Theory]
    [InlineData(1, 10.16, double.NaN)]
    [InlineData(10, 11.28, 15.9)]
    [InlineData(50, 15.03, -22.5)]
    [InlineData(100, 12.25, double.NaN)]
    [InlineData(200, 8.80, double.NaN)]
    [InlineData(500, 5.58, -42.7)]
    public void The_response_to_a_modulated_current_is_that_of_Richardson(double hertz, double gain, double degrees)
    {
        var response = ThresholdIntegration.Of(new DiffusionNeuron()).Response(hertz * Hz) / 10; // 1 mV of the mean is 0.1 mV/ms
        Assert.Equal(gain, response.Magnitude, 0.005 + (1e-3 * gain));
        if (!double.IsNaN(degrees))
        {
            Assert.Equal(degrees, response.Phase * 180 / Math.PI, 0.06);
        }
    }

    [Fact]
    public void The_response_to_a_slow_change_is_the_slope_of_the_rate()
    {
        double slope = (new DiffusionNeuron { Mean = 15.001 * mV }.Rate().SiValue - new DiffusionNeuron { Mean = 14.999 * mV }.Rate().SiValue) / 0.002;
        Assert.Equal(slope, (ThresholdIntegration.Of(new DiffusionNeuron()).Response(1e-3 * Hz) / 10).Real, 1e-3);
    }

    [Fact]
    public void An_exponential_cell_with_little_noise_fires_as_its_equation_without()
    {
        // The interval is the refractory period and the integral of dV/f from reset to peak.
        var neuron = new DiffusionNeuron { Mean = 18 * mV, Noise = 0.02 * mV, Threshold = 25 * mV };
        double passage = MathNet.Numerics.Integrate.GaussKronrod(v => 10 / (18 - v + (1.5 * Math.Exp((v - 15) / 1.5))), 0, 25, 1e-12);
        var cell = ThresholdIntegration.OfExponential(neuron, softThreshold: 15 * mV, slope: 1.5 * mV);
        Assert.Equal(1000 / (2 + passage), cell.Rate.SiValue, 0.01);
    }

    [Theory]
    [InlineData("noise", "The noise is 0 mV")]
    [InlineData("reset", "The reset value 20 mV is not below the threshold 15 mV")]
    [InlineData("tau", "The membrane time constant is -1 ms")]
    public void Impossible_cells_are_named(string what, string message)
    {
        var neuron = what switch
        {
            "noise" => new DiffusionNeuron { Noise = 0 * mV },
            "reset" => new DiffusionNeuron { Reset = 20 * mV },
            _ => new DiffusionNeuron { MembraneTimeConstant = -1 * ms },
        };
        Assert.StartsWith(message, Assert.Throws<ArgumentException>(() => neuron.Rate()).Message, StringComparison.Ordinal);
    }
}
