using static Neuropil.Units;

namespace Neuropil.Tests.Adaptive;

/// <summary>Spike times of the adaptive method against those of independent programs (NEURON with CVODE, LSODA, a small C program).</summary>
public class AdaptiveReferenceTests
{
    [Theory]
    [InlineData(7, 17.1056)]
    [InlineData(8, 15.9844)]
    [InlineData(10, 14.6221)]
    [InlineData(20, 11.5598)]
    public void Squid_axon_has_the_steady_intervals(double density, double interval)
    {
        var spikes = Spikes(new AdaptiveSimulation(Squid(density)).Run(300 * ms));
        Assert.Equal(interval, spikes[^1] - spikes[^2], 0.0002);
    }

    [Fact]
    public void Squid_axon_at_6_uA_per_cm2_spikes_twice_and_falls_silent()
        => Assert.Equal(2, new AdaptiveSimulation(Squid(6)).Run(300 * ms).SpikeTimes.Count);

    [Fact]
    public void Traub_Miles_cell_has_the_converged_period()
    {
        var cell = new PointNeuron
        {
            Area = 20_000 * um2, Capacitance = 1 * uF / cm2, Threshold = 0 * mV,
            Mechanisms =
            [
                new Sodium { Channels = [new SodiumTraubMiles()] },
                new Potassium { Channels = [new PotassiumTraubMiles()] },
                new Leak { Reversal = -65 * mV, Conductance = 0.05 * mS / cm2 },
            ],
            Inputs = [new StepCurrent { Amplitude = 0.2 * nA }],
        };
        var network = new Network();
        network.Add(new Population("cells", 1, cell) { Initial = { ["m"] = 0, ["h"] = 0, ["n"] = 0 } });
        var spikes = Spikes(new AdaptiveSimulation(network, "cells").Run(500 * ms));
        Assert.Equal(20, spikes.Length);
        Assert.Equal(25.6510, (spikes[^1] - spikes[^11]) / 10, 0.0005);
    }

    // By tests/references/cells/izhikevich.py. The resets 12.633, 16.122, 28.932, 55.931, 82.680 that are found elsewhere are those of forward Euler
    // with steps of 0.001 ms.
    [Fact]
    public void Izhikevich_cell_has_the_converged_resets()
        => Near(
            [12.6305237, 16.1171458, 28.9215699, 55.9179095, 82.6646503],
            1e-6,
            new Izhikevich { D = 6 * mV / ms, InitialVoltage = -70 * mV, Inputs = [new StepCurrent { Amplitude = 14 * pA, Start = 10 * ms }] },
            85 * ms);

    [Fact]
    public void Adaptive_exponential_cell_has_the_converged_resets()
        => Near(
            [18.7160, 30.5619, 42.4971, 54.5201],
            0.0001,
            new AdaptiveExponential
            {
                Capacitance = 200 * pF, LeakConductance = 11 * nS, LeakReversal = -70 * mV, Threshold = -50 * mV, SlopeFactor = 2 * mV,
                SubthresholdAdaptation = 3 * nS, SpikeAdaptation = 0 * pA, AdaptationTimeConstant = 300 * ms, InitialAdaptation = 5 * pA,
                Reset = -58 * mV, Peak = 0 * mV, Inputs = [new ConstantCurrent { Amplitude = 420 * pA }],
            },
            56 * ms);

    [Fact]
    public void Squid_axon_for_half_a_second_takes_few_steps()
    {
        // Order 5: a hundred times smaller a tolerance needs 100^(1/5) = 2.5 times as many steps.
        var cell = Squid(10);
        var coarse = new AdaptiveSimulation(cell, new AdaptiveOptions { RelativeTolerance = 1e-7, AbsoluteTolerance = 1e-7 }).Run(500 * ms);
        var fine = new AdaptiveSimulation(cell, new AdaptiveOptions { RelativeTolerance = 1e-9, AbsoluteTolerance = 1e-9 }).Run(500 * ms);
        Assert.InRange((double)fine.Steps / coarse.Steps, 2, 3);
        Assert.True(fine.Steps < 40_000, $"{fine.Steps} steps");
        Assert.True(fine.RejectedSteps < fine.Steps / 5, $"{fine.RejectedSteps} of {fine.Steps} rejected");
    }

    private static PointNeuron Squid(double density) => new()
    {
        Area = 1000 * um2, Capacitance = 1 * uF / cm2, InitialVoltage = -65 * mV, Threshold = 0 * mV,
        Mechanisms =
        [
            new Sodium { Reversal = 50 * mV, Channels = [new SodiumHodgkinHuxley()] },
            new Potassium { Reversal = -77 * mV, Channels = [new PotassiumHodgkinHuxley()] },
            new Leak { Reversal = -54.3 * mV, Conductance = 0.3 * mS / cm2 },
        ],
        Inputs = [new ConstantCurrent { Amplitude = density * uA / cm2 * (1000 * um2) }],
    };

    private static void Near(double[] expected, double tolerance, Neuron cell, Time duration)
    {
        double[] spikes = Spikes(new AdaptiveSimulation(cell).Run(duration));
        Assert.Equal(expected.Length, spikes.Length);
        for (int i = 0; i < expected.Length; i++)
        {
            Assert.Equal(expected[i], spikes[i], tolerance);
        }
    }

    private static double[] Spikes(AdaptiveRun run) => [.. run.SpikeTimes.Select(time => time / ms)];
}
