using static Neuropil.Units;

namespace Neuropil.Experiments;

/// <summary>Cells under a steady conductance of GABA, whose reversal potential rises as in development it falls.</summary>
internal static class GabaSwitch
{
    private static readonly Conductance tonic = 20 * nS;

    /// <summary>Finds the potentials at which GABA turns from inhibition to excitation.</summary>
    public static void Find(SeizureParameters p, Session session, Findings findings)
    {
        Current quiet = 80 * pA, firing = 110 * pA;
        double[] reversals = Plot.Range(-80, -40, 400);
        var cell = new LeakyIntegrateAndFire();
        var network = session.NewNetwork();
        SpikeRecord[] records = new SpikeRecord[2];
        Population Add(string name, Current current) => network.Add(new Population(name, reversals.Length, new EquationCell(
            "dV/dt = (g_L*(E_L - V) + g*(E - V) + I_0)/C : mV")
        {
            Parameters =
            {
                ["g_L"] = cell.LeakConductance, ["E_L"] = cell.LeakReversal, ["g"] = tonic, ["E"] = Array.ConvertAll(reversals, reversal => reversal * mV),
                ["I_0"] = current, ["C"] = cell.Capacitance, ["theta"] = cell.Threshold, ["V_r"] = cell.Reset,
            },
            Initial = { ["V"] = "E_L" }, Threshold = "V >= theta", Reset = "V = V_r", RefractoryPeriod = cell.RefractoryPeriod,
        }));
        Population[] populations = [Add("quiet", quiet), Add("firing", firing)];
        var run = session.Simulate(network, p.TimeStep, precision: Precision.Double);
        for (int i = 0; i < records.Length; i++)
        {
            records[i] = run.Record(populations[i].Spikes);
        }

        run.Advance(2 * second);
        double[][] rates = [.. records.Select(record => OneOverInterval(record.Trains()))];
        double alone = new ShuntedCell(firing, 0 * nS, 0 * mV).Rate(p.TimeStep);
        double[] switches = [reversals[Array.FindIndex(rates[0], rate => rate > 0)], reversals[Array.FindIndex(rates[1], rate => rate > alone)]];
        double[] expected = [ShuntedCell.SwitchOfQuiet(quiet, tonic) / mV, ShuntedCell.SwitchOfFiring(firing, tonic) / mV];
        double apart = reversals[1] - reversals[0];
        findings.Check("reversal potential from which on GABA alone makes a quiet cell fire (mV)", expected[0], switches[0], apart + 1e-9,
            "threshold + (g_L (threshold - E_L) - I)/g; the reversals tried are so far apart");
        findings.Check("reversal potential from which on GABA makes a firing cell fire faster (mV)", expected[1], switches[1],
            apart + SlopeOfStep(firing, expected[1], p.TimeStep), "equal intervals with and without the conductance; tried so far apart, and a step "
                + "moves a rate");
        double[] theory = [.. reversals.Select(reversal => new ShuntedCell(firing, tonic, reversal * mV).Rate(p.TimeStep))];
        findings.Check("firing cell: largest difference of its rate from theory (Hz)", 0, rates[1].Zip(theory, (found, of) => Math.Abs(found - of)).Max(), 1e-6,
            "refractory + tau ln((V_inf - reset)/(V_inf - threshold)), rounded up to a step");
        findings.Figure("switch", "From excitation to inhibition",
            $"Rates of a cell that is quiet without GABA (80 pA) and of one that fires (110 pA), under a steady conductance of {tonic}, against its "
                + "reversal potential; the "
                + "dashed horizontal line is the firing cell without it, the vertical one the threshold.",
            Plot.Panel(new Axis("Reversal of GABA", "mV"), new Axis("Rate", "Hz") { Minimum = 0 },
                Plot.Line("quiet", reversals, rates[0], colour: Palette.At(2)), Plot.Line("firing", reversals, rates[1], colour: EiColours.Excitation),
                ReferenceLine.AtY(alone), ReferenceLine.AtX(ShuntedCell.Threshold / mV)));
        findings.Table("switch.csv", "rates under a steady conductance of GABA", Enumerable.Range(0, reversals.Length), ("reversal (mV)", i => reversals[i]),
            ("quiet cell (Hz)", i => rates[0][i]), ("firing cell (Hz)", i => rates[1][i]), ("firing cell, theory (Hz)", i => theory[i]));
        findings.Note($"The textbook sets the switch of GABA at the threshold. A quiet cell follows: it needs a reversal of {expected[0]:F1} mV, "
            + "above the threshold by what its "
            + $"leak takes. A cell that fires already is sped up from {expected[1]:F1} mV on, since between spikes it is below the threshold; and "
            + "between rest and there "
            + "GABA depolarises and inhibits, as a shunt.");
    }

    // By how much a reversal potential moves that is read off rates whose intervals are rounded up to a step, mV.
    private static double SlopeOfStep(Current current, double reversal, Time timeStep)
    {
        double Interval(double at) => 1000 / new ShuntedCell(current, tonic, at * mV).Rate(0 * ms);
        return timeStep / ms / Math.Abs((Interval(reversal + 0.5) - Interval(reversal - 0.5)) / 1.0);
    }

    private static double[] OneOverInterval(SpikeTrains spikes) => [.. Enumerable.Range(0, spikes.NeuronCount).Select(cell =>
    {
        var steps = spikes.StepsOf(cell);
        return steps.Length < 2 ? 0 : 1 / ((steps[^1] - steps[^2]) * spikes.TimeStep.SiValue);
    })];
}
