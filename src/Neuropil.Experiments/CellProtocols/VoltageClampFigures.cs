using System.Globalization;

namespace Neuropil.Experiments;

/// <summary>The figures of <see cref="VoltageClampExperiment"/>. Currents are drawn positive inward, as everywhere here.</summary>
internal sealed class VoltageClampFigures(ChannelUnderTest channel, double[] potentials)
{
    private const int DeclaredPoints = 300;
    private const int ShownTraces = 7;

    /// <summary>Currents of steps from the holding potential.</summary>
    public ExperimentFigure Family(ClampFamily family) => new(
        "currents", "Currents of voltage steps",
        Text($"Currents of {channel.Name}, positive inward, in steps from {family.Holding:G4} mV, where the channel is closed."),
        Traces(family.Record));

    /// <summary>Tail currents.</summary>
    public ExperimentFigure Tails(ClampTails tails) => new(
        "tails", "Tail currents", Text($"Currents of {channel.Name}, positive inward, after a short step that opens it."), Traces(tails.Record));

    /// <summary>Peak, steady and instantaneous current.</summary>
    public ExperimentFigure CurrentVoltage(ClampFamily family, ClampTails tails)
    {
        var layers = new List<PlotLayer>
        {
            new Series("peak", potentials, Nano(family.Peaks)) { Marker = Marker.Circle },
            new Series("end of the step", potentials, Nano(family.Steady)) { Marker = Marker.Square },
        };
        layers.Add(new Series("first of tails", potentials, Nano(tails.Instantaneous)) { Marker = Marker.OpenCircle, Line = LineStyle.Dashed });
        layers.Add(ReferenceLine.AtY(0));
        return new("current-voltage", "I-V relation", "Currents, positive inward, over the potential: the largest and the last in a step from the closed channel, and the first one of the opened channel.", new Figure
        {
            Panels = [new Panel { X = new Axis("Membrane potential", "mV"), Y = new Axis("Current", "nA"), Layers = layers, Height = 60 * Units.mm }],
        });
    }

    /// <summary>Steady states, recovered and declared.</summary>
    public ExperimentFigure SteadyStates(IReadOnlyList<RecoveredGate> recovered, IReadOnlyList<DeclaredGate> gates) => new(
        "steady-states", "Activation and inactivation", "Steady states recovered from currents (markers) and declared (lines).",
        Curves(recovered, gates, gate => gate.SteadyStates, (gate, v) => gate.SteadyState(v), new Axis("Steady state") { Minimum = 0, Maximum = 1 }));

    /// <summary>Time constants, recovered and declared.</summary>
    public ExperimentFigure TimeConstants(IReadOnlyList<RecoveredGate> recovered, IReadOnlyList<DeclaredGate> gates) => new(
        "time-constants", "Time constants", "Time constants recovered from currents (markers) and declared (lines).",
        Curves(recovered, gates, gate => gate.TimeConstants, (gate, v) => gate.TimeConstant(v), new Axis("Time constant", "ms") { Scale = AxisScale.Logarithmic }));

    private Figure Curves(IReadOnlyList<RecoveredGate> recovered, IReadOnlyList<DeclaredGate> gates, Func<RecoveredGate, double[]> measured, Func<DeclaredGate, double, double> declared, Axis y)
    {
        double[] fine = [.. Enumerable.Range(0, DeclaredPoints + 1).Select(i => potentials[0] + (i * (potentials[^1] - potentials[0]) / DeclaredPoints))];
        var layers = recovered.SelectMany((gate, i) => new PlotLayer[]
        {
            new Series("", fine, [.. fine.Select(v => declared(gates.Single(each => each.ShortName == gate.Name), v))]) { Colour = Palette.At(i) },
            new Series(gate.Name, potentials, measured(gate)) { Line = LineStyle.None, Marker = i == 0 ? Marker.Circle : Marker.OpenCircle, Colour = Palette.At(i) },
        });
        return new Figure { Panels = [new Panel { X = new Axis("Membrane potential", "mV"), Y = y, Layers = [.. layers], Height = 60 * Units.mm }] };
    }

    private Figure Traces(ClampRecord record)
    {
        int[] shown = [.. Enumerable.Range(0, ShownTraces).Select(i => i * (potentials.Length - 1) / (ShownTraces - 1)).Distinct()];
        return new Figure
        {
            Panels =
            [
                new Panel
                {
                    X = new Axis("Time after the step", "ms"), Y = new Axis("Current", "nA"), Height = 60 * Units.mm,
                    Layers = [.. shown.Select(i => new Series(Text($"{potentials[i]:G4} mV"), record.TimesMs, Nano(record.Currents[i])))],
                },
            ],
        };
    }

    private static double[] Nano(double[] picoamperes) => [.. picoamperes.Select(value => value / 1000)];

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
