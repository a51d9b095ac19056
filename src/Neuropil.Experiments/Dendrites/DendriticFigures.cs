using static Neuropil.Units;

namespace Neuropil.Experiments;

/// <summary>The figures of <see cref="DendriticIntegrationExperiment"/>.</summary>
internal static class DendriticFigures
{
    private const double ShownResponse = 60; // ms

    /// <summary>Responses of the passive pair in time, and what reaches the other compartment over couplings.</summary>
    public static ExperimentFigure Passive(DendriticIntegrationParameters parameters, PassiveResponses responses)
    {
        double dt = parameters.TimeStep / ms;
        int shown = Math.Min((int)(ShownResponse / dt), responses.Response(0, false, 0, 0).Length);
        int every = Math.Max(1, shown / 25);
        double[] times = [.. Enumerable.Range(0, shown).Select(i => i * dt)];
        double[] couplings = [.. responses.Couplings.Select(coupling => coupling / (mS / cm2))];
        int[] all = [.. Enumerable.Range(0, couplings.Length)];
        return new ExperimentFigure(
            "passive-pair", "The passive pair against its closed form",
            $"Inputs into the dendrite at a coupling of {parameters.Coupling / (mS / cm2):G4} mS/cm². Lines: closed form. Points: simulated. Below: what of a steady potential, and of the peak of a synaptic one, reaches the other compartment.", new Figure
            {
                SharedX = false,
                Panels =
                [
                    Course("Current step into the dendrite", synaptic: false),
                    Course($"Synaptic current into the dendrite, decay {parameters.SynapticDecay / ms:G4} ms", synaptic: true),
                    new Panel
                    {
                        X = new Axis("Coupling", "mS/cm²") { Scale = AxisScale.Logarithmic },
                        Y = new Axis("Part that reaches the other") { Minimum = 0, Maximum = 1 },
                        Layers =
                        [
                            new Series("dendrite to soma, steady", couplings, [.. responses.Pairs.Select(pair => pair.Resistance(0, 1) / pair.Resistance(1, 1))]),
                            new Series("soma to dendrite, steady", couplings, [.. responses.Pairs.Select(pair => pair.Resistance(1, 0) / pair.Resistance(0, 0))]),
                            new Series("", couplings, [.. all.Select(i => responses.SteadyTransfer(i, 1))]) { Line = LineStyle.None, Marker = Marker.Circle, Colour = Palette.At(0) },
                            new Series("", couplings, [.. all.Select(i => responses.SteadyTransfer(i, 0))]) { Line = LineStyle.None, Marker = Marker.Circle, Colour = Palette.At(1) },
                            new Series("dendrite to soma, synaptic peak", couplings, [.. all.Select(i => responses.PeakTransfer(i, 1))]) { Line = LineStyle.Dashed, Marker = Marker.Square, Colour = Palette.At(0) },
                            new Series("soma to dendrite, synaptic peak", couplings, [.. all.Select(i => responses.PeakTransfer(i, 0))]) { Line = LineStyle.Dashed, Marker = Marker.Square, Colour = Palette.At(1) },
                        ],
                    },
                ],
            });

        Panel Course(string title, bool synaptic)
        {
            var layers = new List<PlotLayer>();
            foreach (var (at, name) in new[] { (1, "dendrite"), (0, "soma") })
            {
                double[] theory = responses.Theory(responses.Main, synaptic, 1, at);
                double[] measured = responses.Response(responses.Main, synaptic, 1, at);
                int[] points = [.. Enumerable.Range(0, shown).Where(i => i % every == 0)];
                layers.Add(new Series(name, times, theory[..shown]) { Colour = Palette.At(layers.Count / 2) });
                layers.Add(new Series("", [.. points.Select(i => times[i])], [.. points.Select(i => measured[i])]) { Line = LineStyle.None, Marker = Marker.Circle, Colour = Palette.At(layers.Count / 2) });
            }

            return new Panel { Title = title, X = new Axis("Time after the onset", "ms"), Y = new Axis("Depolarisation", "mV") { Minimum = 0 }, Layers = layers };
        }
    }

    /// <summary>Two synapses together and apart.</summary>
    public static ExperimentFigure Summation(SynapticSummation summation)
    {
        int last = summation.Conductances.Count - 1;
        double[] times = summation.Times;
        int shown = times.TakeWhile(time => time <= ShownResponse).Count();
        double[] conductances = [.. summation.Conductances.Select(g => g / nS)];
        int[] all = [.. Enumerable.Range(0, conductances.Length)];
        double[] line = [.. Enumerable.Range(0, 61).Select(i => conductances[0] * Math.Pow(conductances[^1] / conductances[0], i / 60.0))];
        return new ExperimentFigure(
            "summation", "Two synapses, together and apart",
            $"Above: the soma's response to two synapses of {summation.Conductances[last]}, and the sum of the responses to each alone (dashed). Below: the peak over the peak of that sum; lines without points: lasting conductances in closed form, diamonds: simulated.", new Figure
            {
                SharedX = false,
                Panels =
                [
                    new Panel
                    {
                        X = new Axis("Time after the onset", "ms"),
                        Y = new Axis("Soma", "mV") { Minimum = 0 },
                        Layers =
                        [
                            .. Both("both on the dendrite", 0, 2, Palette.At(0)), .. Both("on both compartments", 1, 1, Palette.At(1)),
                        ],
                    },
                    new Panel
                    {
                        X = new Axis("Conductance of a synapse", "nS") { Scale = AxisScale.Logarithmic },
                        Y = new Axis("Response over linear sum") { Maximum = 1 },
                        Layers = [.. Curves("both on the soma", 2, 0, Palette.At(2)), .. Curves("both on the dendrite", 0, 2, Palette.At(0)), .. Curves("on both compartments", 1, 1, Palette.At(1))],
                    },
                ],
            });

        IEnumerable<PlotLayer> Both(string name, int soma, int dendrite, Colour colour) =>
        [
            new Series(name, times[..shown], summation.Response(last, soma, dendrite)[..shown]) { Colour = colour },
            new Series("", times[..shown], summation.LinearSum(last, soma, dendrite)[..shown]) { Colour = colour, Line = LineStyle.Dashed },
        ];

        IEnumerable<PlotLayer> Curves(string name, int soma, int dendrite, Colour colour) =>
        [
            new Series(name, conductances, [.. all.Select(i => summation.Linearity(i, soma, dendrite))]) { Colour = colour, Marker = Marker.Circle },
            new Series("", line, [.. line.Select(g => summation.PredictedSteadyLinearity(g, soma, dendrite))]) { Colour = colour, LineWidth = 0.6 },
            new Series("", conductances, [.. all.Select(i => summation.SteadyLinearity(i, soma, dendrite))]) { Colour = colour, Line = LineStyle.None, Marker = Marker.Diamond },
        ];
    }

    /// <summary>The calcium spike of the dendrite.</summary>
    public static ExperimentFigure Calcium(CalciumSpike spike)
    {
        double[] times = spike.Times;
        int first = times.TakeWhile(time => time < -5).Count();
        double[] conductances = [.. spike.Conductances];
        PlotLayer[] courses = !spike.IsFound ? [] :
        [
            Course($"{spike.Below:G4} nS", CalciumSpike.Variant.SodiumBlocked, spike.Below, LineStyle.Solid),
            Course($"{spike.Above:G4} nS", CalciumSpike.Variant.SodiumBlocked, spike.Above, LineStyle.Solid),
            Course($"{spike.Above:G4} nS, calcium blocked too", CalciumSpike.Variant.Passive, spike.Above, LineStyle.Dashed),
        ];
        var responses = new Panel
        {
            X = new Axis("Conductance of the dendritic synapse", "nS") { Scale = AxisScale.Logarithmic },
            Y = new Axis("Peak in the dendrite", "mV") { Minimum = 0 },
            Layers =
            [
                Curve("intact", CalciumSpike.Variant.Intact), Curve("sodium blocked", CalciumSpike.Variant.SodiumBlocked), Curve("calcium blocked too", CalciumSpike.Variant.Passive),
                .. spike.IsFound ? (PlotLayer[])[ReferenceLine.AtX(spike.BlockedThreshold)] : [],
            ],
        };
        var panels = new List<Panel> { responses };
        if (spike.IsFound)
        {
            panels.Insert(0, new Panel { X = new Axis("Time after the onset", "ms"), Y = new Axis("V in the dendrite", "mV"), Layers = courses });
        }

        return new ExperimentFigure(
            "calcium-spike", "Calcium spike of the dendrite", "Peak depolarisation of the dendrite under a synapse on it, and its course around the threshold without the soma's sodium current (dashed line).",
            new Figure { SharedX = false, Panels = panels });

        Series Course(string name, CalciumSpike.Variant variant, double conductance, LineStyle style) => new(name, times[first..], spike.Trace(variant, conductance)[first..]) { Line = style };
        Series Curve(string name, CalciumSpike.Variant variant) => new(name, conductances, [.. conductances.Select(g => spike.Response(variant, g))]) { Marker = Marker.Circle };
    }

    /// <summary>Back-propagation over couplings.</summary>
    public static ExperimentFigure BackPropagating(DendriticIntegrationParameters parameters, BackPropagation back)
    {
        double[] times = [.. back.Run.Times.Select(time => time - (parameters.Onset / ms))];
        int first = times.TakeWhile(time => time < -2).Count();
        double published = new PinskyRinzel().Coupling.UniformSi;
        int shown = Enumerable.Range(0, back.Couplings.Count).MinBy(i => Math.Abs(Math.Log(back.Couplings[i].SiValue / published)));
        double[] couplings = [.. back.Couplings.Select(coupling => coupling / (mS / cm2))];
        int[] all = [.. Enumerable.Range(0, couplings.Length)];
        return new ExperimentFigure(
            "back-propagation", "Back-propagation of a somatic spike",
            $"Above: soma and dendrite at a coupling of {couplings[shown]:G4} mS/cm². Below: the dendrite's peak over the soma's; line: the soma's course through the passive dendrite's low-pass; dotted: transfer of steady potentials. Filled points only where the soma spiked.", new Figure
            {
                SharedX = false,
                Panels =
                [
                    new Panel
                    {
                        X = new Axis("Time after the onset", "ms"),
                        Y = new Axis("V", "mV"),
                        Layers =
                        [
                            Course("soma", back.Run.Soma, active: false, Colour.Black, LineStyle.Solid), Course("dendrite, passive", back.Run.Dendrite, active: false, Palette.At(0), LineStyle.Solid),
                            Course("dendrite, active", back.Run.Dendrite, active: true, Palette.At(1), LineStyle.Solid),
                        ],
                    },
                    new Panel
                    {
                        X = new Axis("Coupling", "mS/cm²") { Scale = AxisScale.Logarithmic },
                        Y = new Axis("Peak of dendrite over soma") { Minimum = 0 },
                        Layers =
                        [
                            new Series("low-pass of the soma", couplings, [.. all.Select(back.PredictedRatio)]) { Colour = Palette.At(0) },
                            Points("passive", active: false, Palette.At(0)),
                            Points("active", active: true, Palette.At(1)),
                            new Series("steady", couplings, [.. all.Select(back.SteadyTransfer)]) { Colour = Colour.Grey, Line = LineStyle.Dotted },
                        ],
                    },
                ],
            });

        Series Course(string name, double[][] traces, bool active, Colour colour, LineStyle style) => new(name, times[first..], traces[back.Cell(shown, active)][first..]) { Colour = colour, Line = style };

        Series Points(string name, bool active, Colour colour) => new(name, couplings, [.. all.Select(i => back.Spiked(i, active) ? back.Ratio(i, active) : double.NaN)])
        {
            Line = active ? LineStyle.Dashed : LineStyle.None, Marker = Marker.Circle, Colour = colour,
        };
    }
}
