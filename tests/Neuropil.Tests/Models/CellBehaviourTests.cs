using static Neuropil.Units;

namespace Neuropil.Tests.Models;

/// <summary>What the papers say of their cells: where they begin to fire, whether they adapt, burst, rebound.</summary>
public class CellBehaviourTests
{
    [Theory]
    [InlineData(0.11, false)] // SciPy (spike_times.py): silent for 2 s at 0.10 uA/cm2, 1.4 Hz at 0.12, 5 Hz at 0.13
    [InlineData(0.13, true)]
    public void The_reduced_Traub_Miles_cell_begins_to_fire_at_0_12_uA_per_cm2(double density, bool fires)
        => Assert.Equal(fires, Intervals(new ReducedTraubMiles(), density, 2000).Length > 1);

    [Fact]
    public void The_reduced_Traub_Miles_cell_fires_at_54_17_Hz_under_1_4_uA_per_cm2()
        => Assert.Equal(54.17, 1000 / Intervals(new ReducedTraubMiles(), 1.4, 400)[^1], 0.03);

    [Fact]
    public void The_interneuron_of_Wang_and_Buzsaki_fires_from_some_hertz_to_400()
    {
        // Figure 1 of the paper: onset near 0.2 uA/cm2 at arbitrarily low rates, 400 Hz near 20 uA/cm2, no adaptation.
        Assert.Empty(Intervals(new WangBuzsaki(), 0.1, 1000));
        Assert.InRange(1000 / Intervals(new WangBuzsaki(), 0.2, 1000)[^1], 5, 12);
        double[] fast = Intervals(new WangBuzsaki(), 20, 200);
        Assert.InRange(1000 / fast[^1], 380, 430);
        Assert.Equal(fast[5], fast[^1], 0.01);
    }

    [Fact]
    public void Regular_spiking_cells_adapt_and_fast_spiking_ones_do_not()
    {
        double[] regular = Intervals(new RegularSpiking(), Density(0.75 * nA, 96), 400);
        Assert.True(regular[^1] > 3 * regular[0], string.Join(' ', regular));
        double[] fast = Intervals(new FastSpiking(), Density(0.8 * nA, 67), 400);
        Assert.True(fast.Length > 30);
        Assert.Equal(fast[1], fast[^1], 0.01);
    }

    [Theory]
    [InlineData(0.1, 0)]
    [InlineData(0.17, 1)]
    [InlineData(0.22, 2)]
    public void More_calcium_conductance_makes_regular_firing_one_burst_and_then_repeated_bursts(double conductance, int bursts)
    {
        // The comment in demo_PY_IB.hoc of ModelDB 123623.
        var cell = new IntrinsicallyBursting();
        var calcium = new Calcium { Reversal = 120 * mV, Channels = [new CalciumHighThreshold { Conductance = conductance * mS / cm2 }] };
        cell = cell with { Mechanisms = [.. cell.Mechanisms.Select(mechanism => mechanism is Calcium ? calcium : mechanism)] };
        double[] intervals = Intervals(cell, Density(0.15 * nA, 96), 900);

        // A burst: at least three intervals in a row below 15 ms.
        int found = 0;
        int row = 0;
        foreach (double interval in intervals)
        {
            row = interval < 15 ? row + 1 : 0;
            found += row == 3 ? 1 : 0;
        }

        Assert.Equal(bursts, found);
    }

    [Fact]
    public void A_low_threshold_cell_bursts_on_rebound_and_not_without_its_T_current()
    {
        var hyperpolarised = new StepCurrent { Amplitude = -0.15 * nA, Start = 100 * ms, Stop = 500 * ms };
        var cell = new LowThresholdSpiking { Inputs = [hyperpolarised] };
        double[] rebound = Spikes(cell, 800);
        Assert.True(rebound.Length > 1);
        Assert.All(rebound, time => Assert.InRange(time, 500, 700));
        Assert.True(rebound[1] - rebound[0] < 20);
        Assert.Empty(Spikes(cell with { Mechanisms = [.. cell.Mechanisms.Where(mechanism => mechanism is not Calcium)] }, 800));
    }

    [Fact]
    public void The_A_current_lets_the_Connor_Stevens_cell_fire_slowly()
    {
        // Without it the cell jumps to a high rate (Connor, Walter and McKown 1977; Dayan and Abbott 2001, figure 6.1).
        double[] slow = Intervals(new ConnorStevens(), 8.5, 500);
        Assert.True(slow[^1] > 70, string.Join(' ', slow));
        var without = new ConnorStevens();
        without = without with { Mechanisms = [.. without.Mechanisms.Where(mechanism => mechanism.Name != "transientPotassium")] };
        Assert.All(Intervals(without, 0, 300), interval => Assert.True(interval < 30));
    }

    [Fact]
    public void The_Pinsky_Rinzel_cell_bursts_slowly_under_a_weak_current_and_fires_fast_under_a_strong_one()
    {
        // The paper's figures 2 and 3: bursts below some 8 Hz at 0.75 uA/cm2, fast somatic spikes at 2.5.
        double[] weak = Intervals(new PinskyRinzel(), 0.75, 2500);
        Assert.True(weak.Count(interval => interval < 10) >= 4, "spikes within bursts");
        Assert.True(weak.Count(interval => interval > 300) >= 3, "silence between bursts");
        Assert.DoesNotContain(weak[3..], interval => interval is > 10 and < 300);
        Assert.All(Intervals(new PinskyRinzel(), 2.5, 1000)[20..], interval => Assert.True(interval < 50));
    }

    private static double Density(Current current, double length) => current.SiValue / (Math.PI * length * length * 1e-12) * 100; // uA/cm2

    private static double[] Intervals(Neuron cell, double density, double until)
    {
        double area = (cell as PointNeuron)?.Area.UniformSi ?? ((TwoCompartmentNeuron)cell).Area.UniformSi;
        double[] times = Spikes(cell with { Inputs = [new ConstantCurrent { Amplitude = density * uA / cm2 * Area.FromSi(area) }] }, until);
        return [.. times.Skip(1).Zip(times, (later, earlier) => later - earlier)];
    }

    private static double[] Spikes(Neuron cell, double until)
    {
        var network = new Network();
        var cells = network.Add(new Population("cells", 1, cell));
        using var run = new Simulation(network, new RunOptions { TimeStep = 0.01 * ms, Method = Integrators.RungeKutta4, Threads = 1 });
        var record = run.Record(cells.Spikes);
        run.Advance(until * ms);
        return record.Trains().StepsOf(0).ToArray().Select(step => (step + 1) * 0.01).ToArray();
    }
}
