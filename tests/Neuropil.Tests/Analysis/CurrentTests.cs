using static Neuropil.Units;

namespace Neuropil.Tests.Analysis;

public class CurrentTests
{
    private static readonly Capacitance C = 200 * pF;
    private static readonly Conductance Leak = 10 * nS;

    [Fact]
    public void Currents_and_conductances_of_a_simulated_cell_are_those_that_move_its_potential()
    {
        // The exponential Euler step: V(t + dt) = V + dt exprel(-dt G/C) I/C, with the net current I and the total conductance G at t.
        var traces = Recorded();
        var currents = CurrentDecomposition.Of(traces, ["excitation.current"], ["inhibition.current"], Leak, -60 * mV, neuron: 0);
        var state = ConductanceState.Of(traces, C, Leak, -60 * mV, [("excitation.g", 0 * mV), ("inhibition.g", -80 * mV)], neuron: 0);
        double[] voltage = traces["V", 0].In(mV);
        for (int i = 0; i + 1 < voltage.Length; i++)
        {
            double z = -0.1 * state.Total.Values[i] / 200;
            Assert.Equal(0.1 * currents.Net.Values[i] / 200 * (Math.Exp(z) - 1) / z, voltage[i + 1] - voltage[i], 1e-9);
            Assert.Equal(state.Total.Values[i] * (state.Pull.Values[i] - voltage[i]), currents.Net.Values[i], 1e-6);
            Assert.Equal(200 / state.Total.Values[i], state.TimeConstant.Values[i], 1e-9);
        }

        Assert.Equal(200 / state.MeanConductance.Value, state.MeanTimeConstant.Value, 1e-12);
        Assert.Equal(state.Total.Values.Average() / 10, state.OverLeak.Value, 1e-12);
        Assert.True(currents.Excitation.Values.Min() >= 0 && currents.Inhibition.Values.Max() <= 0);
    }

    [Fact]
    public void Inhibition_that_follows_excitation_is_found_and_what_is_left_is_measured()
    {
        // Excitation 100 + 20 x(t), inhibition -(80 + 16 x(t - 4 ms)): a fifth is left.
        double[] x = RandomSignals.Autoregressive(10_004, 0.8, 5);
        double[] times = [.. Enumerable.Range(0, 10_000).Select(i => i * 1e-3)];
        var traces = new Traces(times,
        [
            new Trace("e.current", "nA", [.. times.Select((_, i) => 0.1 + (0.02 * x[i + 4]))], 3),
            new Trace("i.current", "pA", [.. times.Select((_, i) => -80 - (16 * x[i]))], 3),
            new Trace("leak.current", "pA", [.. times.Select(_ => -20.0)], 3),
        ]);
        var currents = CurrentDecomposition.Of(traces, ["e.current"], ["i.current"], ["leak.current"]);
        Assert.InRange(Math.Abs(currents.Imbalance.StandardErrorsAbove(0.2)), 0, 4);
        Assert.InRange(Math.Abs(CurrentDecomposition.Mean(currents.Net).StandardErrorsAbove(0)), 0, 4);
        var following = currents.Following(20 * ms);
        Assert.Equal(0.004, following.PeakLag.Value, 1e-4);
        Assert.Equal(1, following.PeakValue.Value, 0.01);
        Assert.Equal("pA", currents.All["net"].Unit);
    }

    [Fact]
    public void The_error_of_the_imbalance_is_that_of_repeats()
        => RandomSignals.AreCalibrated(0.2, Enumerable.Range(0, 300).Select(repeat =>
        {
            double[] e = RandomSignals.Autoregressive(2000, 0.8, (ulong)repeat + 1), i = RandomSignals.Autoregressive(2000, 0.8, (ulong)repeat + 7000);
            var traces = new Traces([.. e.Select((_, k) => k * 1e-3)],
                [new Trace("e", "pA", [.. e.Select(value => 100 + (50 * value))]), new Trace("i", "pA", [.. i.Select(value => -80 - (50 * value))])]);
            return CurrentDecomposition.Of(traces, ["e"], ["i"]).Imbalance;
        }));

    [Fact]
    public void What_was_not_recorded_or_is_no_current_is_named()
    {
        double[] times = [0, 1e-3, 3e-3];
        var traces = new Traces(times, [new Trace("e", "pA", [1, 1, 1]), new Trace("V", "mV", [-60, -60, -60])]);
        Assert.Contains("No trace 'x' was recorded", Assert.Throws<KeyNotFoundException>(() => CurrentDecomposition.Of(traces, ["x"], [])).Message);
        Assert.Throws<DimensionMismatchException>(() => CurrentDecomposition.Of(traces, ["V"], []));
        Assert.StartsWith("The samples at 0 s and 0.001 s are not as far apart",
            Assert.Throws<ArgumentException>(() => CurrentDecomposition.Of(traces, ["e"], [])).Message);
        var few = new Traces([0, 1e-3], [new Trace("e", "pA", [1, 1])]);
        Assert.Equal("the imbalance of currents needs at least 20 samples; there are 2", CurrentDecomposition.Of(few, ["e"], []).Imbalance.Reason);
        Assert.StartsWith("The leak conductance and the capacitance, 200 pF, must be positive",
            Assert.Throws<ArgumentOutOfRangeException>(() => ConductanceState.Of(traces, C, 0 * nS, -60 * mV, [])).Message);
        Assert.StartsWith("Traces of 1 samples", Assert.Throws<ArgumentException>(() => new Traces([0], []).SampleInterval()).Message);
    }

    private static Traces Recorded()
    {
        var network = new Network { Seed = 5 };
        var cell = new LeakyIntegrateAndFire { Capacitance = C, LeakConductance = Leak, LeakReversal = -60 * mV, Threshold = 0 * mV };
        var cells = network.Add(new Population("cells", 1, cell));
        var sources = network.Add(new Population("sources", 40, new PoissonSource { Rate = 50 * Hz }));
        network.Connect(sources.Slice("E", ..20), cells, new AllToAll(), new Exponential("excitation") { Decay = 3 * ms, Reversal = 0 * mV }, 1 * nS);
        network.Connect(sources.Slice("I", 20..), cells, new AllToAll(), new Exponential("inhibition") { Decay = 8 * ms, Reversal = -80 * mV }, 3 * nS);
        using var run = new Simulation(network, new RunOptions { TimeStep = 0.1 * ms });
        string[] names = ["V", "excitation.g", "excitation.current", "inhibition.g", "inhibition.current"];
        var records = names.Select(name => run.Record(cells.Trace(name, 0))).ToList();
        run.Advance(100 * ms);
        var all = records.ConvertAll(record => record.Traces());
        int samples = all.Min(each => each.TimesSeconds.Count);
        return new Traces(
            [.. all[0].TimesSeconds.Take(samples)],
            [.. all.Select(each => each.Columns[0] with { Values = [.. each.Columns[0].Values.Take(samples)] })]);
    }
}
