using Neuropil.Experiments;
using static Neuropil.Units;

namespace Neuropil.Tests.Experiments;

/// <summary>The experiment on the noisy cell in a short form.</summary>
public class NoisyNeuronTests
{
    [Fact]
    public void A_short_run_agrees_with_theory()
    {
        var curve = new NoisyNeuronExperiment().Run(
            new NoisyNeuronParameters { Means = [13 * mV, 15 * mV, 18 * mV], Cells = 200, Duration = 1 * second }, new ExperimentContext());
        Assert.All(curve.Checks, check => Assert.True(check.Passed, check.ToString()));
        Assert.Equal(4 + 4, curve.Checks.Count);
        curve.Draws(("f-i-curve", 2), ("intervals", 2));
        curve.Labels("f-i-curve", "theory", "theory on a grid of 0.1 ms", "simulated");
        var response = new RateResponseExperiment().Run(
            new RateResponseParameters { Frequencies = [10 * Hz, 100 * Hz], Cells = 200, Duration = 1 * second }, new ExperimentContext());
        Assert.All(response.Checks, check => Assert.True(check.Passed, check.ToString()));
        Assert.Equal(10 + 2, response.Checks.Count);
        response.Draws(("response", 2));
    }

    [Fact]
    public void A_known_modulation_is_recovered_from_spikes()
    {
        // 100 cells whose spikes follow 20 Hz (1 + 0.5 cos(2 pi 5 Hz t - 0.3)) by inversion: spike k of cell c where the integral reaches k + c/100.
        const double Rate = 20;
        var spikes = new List<(int Step, int Cell)>();
        var next = Enumerable.Range(0, 100).Select(c => c / 100.0).ToArray();
        double integral = 0;
        for (int step = 5000; step < 25_000; step++)
        {
            integral += 1e-4 * Rate * (1 + (0.5 * Math.Cos((2 * Math.PI * 5 * step * 1e-4) - 0.3)));
            for (int cell = 0; cell < 100; cell++)
            {
                while (integral >= next[cell])
                {
                    spikes.Add((step, cell));
                    next[cell]++;
                }
            }
        }

        var trains = new SpikeTrains("cells", 100, 0.1 * ms, 5000, 25_000, [.. spikes.Select(spike => spike.Step)], [.. spikes.Select(spike => spike.Cell)]);
        var response = trains.ModulationAt(5 * Hz, 500 * ms, 2 * second);
        Assert.Equal(10, response.Magnitude, 0.05);
        Assert.Equal(-0.3, response.Phase, 0.01);
    }

    [Theory]
    [InlineData("reset", "--reset 16 mV is not below --threshold 15 mV")]
    [InlineData("duration", "--duration 500 ms is shorter than a period of --frequencies 1 Hz")]
    [InlineData("frequency", "--frequencies 6 kHz is beyond half a cycle")]
    public void What_cannot_be_measured_is_refused(string what, string message)
    {
        var (experiment, parameters) = what switch
        {
            "reset" => ((Experiment)new NoisyNeuronExperiment(), (object)new NoisyNeuronParameters { Reset = 16 * mV }),
            "duration" => (new RateResponseExperiment(), new RateResponseParameters { Duration = 500 * ms }),
            _ => (new RateResponseExperiment(), new RateResponseParameters { Frequencies = [6 * kHz] }),
        };
        Assert.StartsWith(message, Assert.Throws<UserErrorException>(() => experiment.RequireConsistent(parameters)).Message, StringComparison.Ordinal);
    }
}
