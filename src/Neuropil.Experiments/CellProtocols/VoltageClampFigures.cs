namespace Neuropil.Experiments;

/// <summary>The figures of <see cref="VoltageClampExperiment"/>. Currents are drawn positive inward, as everywhere here.</summary>
internal sealed class VoltageClampFigures(ChannelUnderTest channel, double[] potentials, Findings findings)
{
    private const int DeclaredPoints = 300;
    private const int ShownTraces = 7;
    private static readonly Axis potential = new("Membrane potential", "mV");

    /// <summary>Currents of steps from the holding potential.</summary>
    public void Family(ClampFamily family) => Currents(
        "currents", "Currents of voltage steps",
        $"Currents of {channel.Name}, positive inward, in steps from {family.Holding:G4} mV, where the channel is closed.", family.Record);

    /// <summary>Tail currents.</summary>
    public void Tails(ClampTails tails) => Currents(
        "tails", "Tail currents", $"Currents of {channel.Name}, positive inward, after a short step that opens it.", tails.Record);

    /// <summary>Peak, steady and instantaneous current.</summary>
    public void CurrentVoltage(ClampFamily family, ClampTails tails) => findings.Figure(
        "current-voltage", "I-V relation",
        "Currents, positive inward, over the potential: the largest and the last in a step from the closed channel, and the first one of the opened channel.",
        Plot.Panel(
            potential, new Axis("Current", "nA"), Plot.Curve("peak", potentials, Nano(family.Peaks)),
            Plot.Curve("end of the step", potentials, Nano(family.Steady), Marker.Square),
            Plot.Curve("first of tails", potentials, Nano(tails.Instantaneous), Marker.OpenCircle, LineStyle.Dashed), ReferenceLine.AtY(0))
            with { Height = 60 * Units.mm });

    /// <summary>Steady states and time constants, recovered and declared.</summary>
    public void Gates(IReadOnlyList<RecoveredGate> recovered, IReadOnlyList<DeclaredGate> gates)
    {
        findings.Figure(
            "steady-states", "Activation and inactivation", "Steady states recovered from currents (markers) and declared (lines).",
            Curves(recovered, gates, gate => gate.SteadyStates, (gate, v) => gate.SteadyState(v), new Axis("Steady state") { Minimum = 0, Maximum = 1 }));
        var time = new Axis("Time constant", "ms") { Scale = AxisScale.Logarithmic };
        findings.Figure(
            "time-constants", "Time constants", "Time constants recovered from currents (markers) and declared (lines).",
            Curves(recovered, gates, gate => gate.TimeConstants, (gate, v) => gate.TimeConstant(v), time));
    }

    private Panel Curves(
        IReadOnlyList<RecoveredGate> recovered, IReadOnlyList<DeclaredGate> gates, Func<RecoveredGate, double[]> measured,
        Func<DeclaredGate, double, double> declared, Axis y)
    {
        double[] fine = Plot.Range(potentials[0], potentials[^1], DeclaredPoints);
        return Plot.Panel(potential, y, recovered.SelectMany((gate, i) => new PlotLayer[]
        {
            Plot.Line("", fine, v => declared(gates.Single(each => each.ShortName == gate.Name), v), colour: Palette.At(i)),
            Plot.Points(gate.Name, potentials, measured(gate), colour: Palette.At(i), marker: i == 0 ? Marker.Circle : Marker.OpenCircle),
        })) with { Height = 60 * Units.mm };
    }

    private void Currents(string name, string title, string caption, ClampRecord record)
    {
        int[] shown = [.. Enumerable.Range(0, ShownTraces).Select(i => i * (potentials.Length - 1) / (ShownTraces - 1)).Distinct()];
        findings.Figure(name, title, caption, Plot.Panel(
            new Axis("Time after the step", "ms"), new Axis("Current", "nA"),
            shown.Select(i => Plot.Line($"{potentials[i]:G4} mV", record.TimesMs, Nano(record.Currents[i])))) with { Height = 60 * Units.mm });
    }

    private static IEnumerable<double> Nano(double[] picoamperes) => picoamperes.Select(value => value / 1000);
}
