using static Neuropil.Units;

namespace Neuropil.Experiments;

/// <summary>Two equal synapses on the passive cell, on one compartment or on both: how much less than the sum of both single responses arrives at the soma.</summary>
internal sealed class SynapticSummation
{
    // Of each conductance, in this order: which compartments have a synapse, in units of one.
    private static readonly (int Soma, int Dendrite)[] placements = [(1, 0), (0, 1), (2, 0), (0, 2), (1, 1)];
    private static readonly Time endless = 1e9 * second;
    private readonly DendriticIntegrationParameters parameters;
    private readonly Precision precision;
    private readonly DendriteRun brief;
    private readonly DendriteRun lasting;
    private readonly PassivePair pair;

    private SynapticSummation(DendriticIntegrationParameters parameters, IReadOnlyList<Conductance> conductances, DendriteRun brief, DendriteRun lasting, Precision precision)
    {
        (this.parameters, Conductances, this.brief, this.lasting, this.precision) = (parameters, conductances, brief, lasting, precision);
        pair = PassivePair.Of(new PassiveTwoCompartment(), parameters.Coupling);
    }

    /// <summary>The conductances of one synapse, ascending.</summary>
    public IReadOnlyList<Conductance> Conductances { get; }

    /// <summary>Times of <see cref="Response"/>, ms from the onset.</summary>
    public double[] Times => [.. brief.Times.Skip(Onset).Select(time => time - brief.Times[Onset])];

    private int Onset => DendriteRun.IndexOf(parameters.Onset, parameters.TimeStep);

    // All synapses pull towards 0 mV from rest.
    private static double DrivingForce => -new PassiveTwoCompartment().InitialVoltage.UniformSi * 1000;

    /// <summary>Runs brief and lasting conductances.</summary>
    public static SynapticSummation Of(DendriticIntegrationParameters parameters, Session session)
    {
        Conductance[] conductances = [.. parameters.SynapticConductances.Distinct().Order()];
        var first = Simulate(parameters, "summation", conductances, parameters.SynapticDecay, session.Part(0, 2));
        var second = Simulate(parameters, "lasting summation", conductances, endless, session.Part(1, 2));
        return new SynapticSummation(parameters, conductances, first, second, session.Precision);
    }

    /// <summary>The soma's response, mV, to brief conductances in that placement.</summary>
    public double[] Response(int conductance, int soma, int dendrite) => Deviation(brief, conductance, soma, dendrite);

    /// <summary>The sum of the responses to the single synapses of a placement.</summary>
    public double[] LinearSum(int conductance, int soma, int dendrite)
    {
        double[] atSoma = Response(conductance, 1, 0);
        double[] atDendrite = Response(conductance, 0, 1);
        return [.. atSoma.Zip(atDendrite, (s, d) => (soma * s) + (dendrite * d))];
    }

    /// <summary>The peak of two brief conductances over the peak of the sum of single responses: 1 is linear.</summary>
    public double Linearity(int conductance, int soma, int dendrite) => Response(conductance, soma, dendrite).Max() / LinearSum(conductance, soma, dendrite).Max();

    /// <summary>The same of lasting conductances, simulated.</summary>
    public double SteadyLinearity(int conductance, int soma, int dendrite)
    {
        double Single(int s, int d) => Deviation(lasting, conductance, s, d)[^1];
        return Single(soma, dendrite) / ((soma * Single(1, 0)) + (dendrite * Single(0, 1)));
    }

    /// <summary>The same in closed form: the circuit with the synapses' conductances added.</summary>
    public double PredictedSteadyLinearity(double conductance, int soma, int dendrite)
    {
        return Steady(soma, dendrite) / ((soma * Steady(1, 0)) + (dendrite * Steady(0, 1)));

        double Steady(int s, int d) => pair.Stationary(s * conductance * DrivingForce, d * conductance * DrivingForce, s * conductance, d * conductance)[0];
    }

    /// <summary>Adds the figure, the table and the checks.</summary>
    public void Show(Findings findings, CancellationToken cancellation)
    {
        findings.Figure(Figure());
        findings.File(File());
        findings.Check(Checks(cancellation));
    }

    /// <summary>Measured against the circuit, and against the adaptive solver.</summary>
    private IEnumerable<Check> Checks(CancellationToken cancellation)
    {
        const string Order = "driving force: synapses on one compartment take it from each other, those apart less (Koch 1999, chapter 5); a strict order has no tolerance";
        int last = Conductances.Count - 1;
        double rounding = DendriteRun.Rounding(precision, pair.SlowTimeConstant / (parameters.TimeStep / ms));
        foreach (var (name, soma, dendrite) in new[] { ("both on the soma", 2, 0), ("both on the dendrite", 0, 2), ("on both compartments", 1, 1) })
        {
            double deviation = Enumerable.Range(0, Conductances.Count).Max(i => Math.Abs(SteadyLinearity(i, soma, dendrite) - PredictedSteadyLinearity(Conductances[i] / nS, soma, dendrite)));
            double smallest = Deviation(lasting, 0, 0, 1)[^1];
            double unsettled = Math.Exp(-parameters.StepDuration / ms / pair.SlowTimeConstant);
            yield return new Check(
                $"linearity of lasting synapses {name}: largest deviation", 0, deviation, 4 * (unsettled + (rounding / smallest)),
                "inverse of the 2 x 2 matrix with the synapses' conductances; tolerance: what has not yet settled, and rounding");
        }

        yield return Check.Between("linearity apart minus linearity together on the dendrite, smallest", double.Epsilon, 1, Enumerable.Range(0, last + 1).Min(i => Linearity(i, 1, 1) - Linearity(i, 0, 2)), Order);
        yield return Check.Between("linearity of any placement, largest", 0, 1, Enumerable.Range(0, last + 1).SelectMany(i => placements[2..].Select(p => Linearity(i, p.Soma, p.Dendrite))).Max(), "no response exceeds the sum of its parts in a passive cell");

        double converged = AdaptivePeak(cancellation);
        yield return new Check(
            $"peak of two synapses of {Conductances[last]} on the dendrite (mV)", converged, Response(last, 0, 2).Max(), converged * AccurateMath.Expm1(parameters.TimeStep / parameters.SynapticDecay),
            "the adaptive solver; the step sees a conductance larger than the true one by at most the factor exp(dt/decay), and the response grows less than in proportion");
    }

    /// <summary>The table of the sweep.</summary>
    private ExperimentFile File() => DataTable.Of(
        "summation.csv", "response of two synapses over the sum of the single responses, at the soma",
        ["conductance (nS)", "both on soma", "both on dendrite", "on both", "lasting, both on soma", "lasting, both on dendrite", "lasting, on both"],
        Conductances.Select((conductance, i) => (double[])[conductance / nS, .. placements[2..].Select(p => Linearity(i, p.Soma, p.Dendrite)), .. placements[2..].Select(p => SteadyLinearity(i, p.Soma, p.Dendrite))]));

    private static DendriteRun Simulate(DendriticIntegrationParameters parameters, string name, Conductance[] conductances, Time decay, Session session)
    {
        var network = session.NewNetwork();
        var cells = network.Add(new Population(name, conductances.Length * placements.Length, new PassiveTwoCompartment { Method = Integrators.RungeKutta4, Coupling = parameters.Coupling }));
        var source = network.Add(new Population("source", 1, new SpikeTimes([(0, parameters.Onset)])));
        foreach (bool dendritic in new[] { false, true })
        {
            var synapses = (from i in Enumerable.Range(0, conductances.Length)
                            from p in Enumerable.Range(0, placements.Length)
                            let count = dendritic ? placements[p].Dendrite : placements[p].Soma
                            where count > 0
                            select (Cell: (i * placements.Length) + p, Weight: count * conductances[i])).ToList();
            network.Connect(source, cells, new ExplicitPairs(synapses.ConvertAll(synapse => (0, synapse.Cell))), Synapse(dendritic, decay), synapses.ConvertAll(synapse => synapse.Weight));
        }

        return DendriteRun.Of(network, cells, parameters.TimeStep, parameters.Onset + parameters.StepDuration, session);
    }

    private static Exponential Synapse(bool dendritic, Time decay)
    {
        string compartment = dendritic ? "dendrite" : "soma";
        return new Exponential(compartment + "Synapse") { Decay = decay, Compartment = compartment, Reversal = 0 * mV };
    }

    private double[] Deviation(DendriteRun run, int conductance, int soma, int dendrite)
    {
        double[] trace = run.Soma[(conductance * placements.Length) + Array.IndexOf(placements, (soma, dendrite))];
        return [.. trace.Skip(Onset).Select(v => v - trace[0])];
    }

    private double AdaptivePeak(CancellationToken cancellation)
    {
        var input = new ReceptorInput<Conductance>(Synapse(dendritic: true, parameters.SynapticDecay), [(0 * ms, 2 * Conductances[^1])]);
        var run = new AdaptiveSimulation(new PassiveTwoCompartment { Coupling = parameters.Coupling }, null, input).Run(parameters.StepDuration, ["soma.V"], parameters.TimeStep, cancellation: cancellation);
        double[] voltages = run.Traces["soma.V"].In(mV);
        return voltages.Max() - voltages[0];
    }

    /// <summary>Two synapses together and apart.</summary>
    private ExperimentFigure Figure()
    {
        int last = Conductances.Count - 1;
        double[] times = Times;
        int shown = times.TakeWhile(time => time <= DendriteRun.ShownResponse).Count();
        double[] conductances = [.. Conductances.Select(g => g / nS)];
        int[] all = [.. Enumerable.Range(0, conductances.Length)];
        double[] line = [.. Enumerable.Range(0, 61).Select(i => conductances[0] * Math.Pow(conductances[^1] / conductances[0], i / 60.0))];
        return new ExperimentFigure(
            "summation", "Two synapses, together and apart",
            $"Above: the soma's response to two synapses of {Conductances[last]}, and the sum of the responses to each alone (dashed). Below: the peak over the peak of that sum; lines without points: lasting conductances in closed form, diamonds: simulated.", new Figure
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
            new Series(name, times[..shown], Response(last, soma, dendrite)[..shown]) { Colour = colour },
            new Series("", times[..shown], LinearSum(last, soma, dendrite)[..shown]) { Colour = colour, Line = LineStyle.Dashed },
        ];

        IEnumerable<PlotLayer> Curves(string name, int soma, int dendrite, Colour colour) =>
        [
            new Series(name, conductances, [.. all.Select(i => Linearity(i, soma, dendrite))]) { Colour = colour, Marker = Marker.Circle },
            new Series("", line, [.. line.Select(g => PredictedSteadyLinearity(g, soma, dendrite))]) { Colour = colour, LineWidth = 0.6 },
            new Series("", conductances, [.. all.Select(i => SteadyLinearity(i, soma, dendrite))]) { Colour = colour, Line = LineStyle.None, Marker = Marker.Diamond },
        ];
    }
}
