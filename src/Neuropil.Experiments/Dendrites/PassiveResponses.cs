using static Neuropil.Units;

namespace Neuropil.Experiments;

/// <summary>A passive cell of two compartments under current steps and synaptic currents in either of them, over couplings; held to the closed form.</summary>
internal sealed class PassiveResponses
{
    // Of each coupling: a step into the soma, a step into the dendrite, a synaptic current into the soma, one into the dendrite.
    private const int CellsPerCoupling = 4;
    private readonly DendriticIntegrationParameters parameters;
    private readonly double rounding;
    private readonly int onset;

    private PassiveResponses(DendriticIntegrationParameters parameters, IReadOnlyList<ConductanceDensity> couplings, DendriteRun run, Precision precision)
    {
        (this.parameters, Couplings, Run) = (parameters, couplings, run);
        onset = DendriteRun.IndexOf(parameters.Onset, parameters.TimeStep);
        Pairs = [.. couplings.Select(coupling => PassivePair.Of(new PassiveTwoCompartment(), coupling))];
        rounding = DendriteRun.Rounding(precision, Pairs.Max(pair => pair.SlowTimeConstant) / (parameters.TimeStep / ms));
        Main = Couplings.ToList().IndexOf(parameters.Coupling);
    }

    /// <summary>The couplings, ascending.</summary>
    public IReadOnlyList<ConductanceDensity> Couplings { get; }

    /// <summary>The closed form for each of them.</summary>
    public IReadOnlyList<PassivePair> Pairs { get; }

    /// <summary>Which of the couplings the report is about.</summary>
    public int Main { get; }

    /// <summary>What was simulated.</summary>
    public DendriteRun Run { get; }

    /// <summary>Runs all couplings in one simulation.</summary>
    public static PassiveResponses Of(DendriticIntegrationParameters parameters, Session session)
    {
        ConductanceDensity[] couplings = [.. parameters.Couplings.Append(parameters.Coupling).Distinct().Order()];
        int size = couplings.Length * CellsPerCoupling;
        Current[] Into(int which) => [.. Enumerable.Range(0, size).Select(cell => cell % CellsPerCoupling == which ? parameters.StepCurrent : 0 * pA)];
        var cell = new PassiveTwoCompartment
        {
            Method = Integrators.ExactLinear,
            Coupling = couplings.SelectMany(coupling => Enumerable.Repeat(coupling, CellsPerCoupling)).ToArray(),
            Inputs = [new StepCurrent { Amplitude = Into(0), Start = parameters.Onset }, new StepCurrent { Amplitude = Into(1), Start = parameters.Onset, Compartment = "dendrite" }],
        };
        var network = session.NewNetwork();
        var cells = network.Add(new Population("passive pair", size, cell));
        var source = network.Add(new Population("source", 1, new SpikeTimes([(0, parameters.Onset)])));
        foreach (var (which, compartment) in new[] { (2, "soma"), (3, "dendrite") })
        {
            var targets = new ExplicitPairs([.. Enumerable.Range(0, couplings.Length).Select(i => (0, (i * CellsPerCoupling) + which))]);
            network.Connect(source, cells, targets, new ExponentialCurrent(compartment + "Synapse") { Decay = parameters.SynapticDecay, Compartment = compartment }, parameters.StepCurrent);
        }

        var run = DendriteRun.Of(network, cells, parameters.TimeStep, parameters.Onset + parameters.StepDuration, session);
        return new PassiveResponses(parameters, couplings, run, session.Precision);
    }

    /// <summary>The deviation from rest in compartment <paramref name="at"/>, of the cell of that coupling, mV, from the onset on; <paramref name="synaptic"/> for the synaptic current.</summary>
    public double[] Response(int coupling, bool synaptic, int into, int at)
    {
        double[] trace = (at == 0 ? Run.Soma : Run.Dendrite)[(coupling * CellsPerCoupling) + (synaptic ? 2 : 0) + into];
        return [.. trace.Skip(onset).Select(v => v - trace[0])];
    }

    /// <summary>The same in closed form.</summary>
    public double[] Theory(int coupling, bool synaptic, int into, int at)
    {
        double current = parameters.StepCurrent / pA;
        double decay = parameters.SynapticDecay / ms;
        double dt = parameters.TimeStep / ms;
        var pair = Pairs[coupling];
        return [.. Enumerable.Range(0, Run.Times.Length - onset).Select(i => current * (synaptic ? pair.Decaying(at, into, decay, i * dt) : pair.Step(at, into, i * dt)))];
    }

    /// <summary>The measured steady potential in <paramref name="at"/> per current into <paramref name="into"/>, MOhm.</summary>
    public double Resistance(int coupling, int at, int into) => 1000 * Response(coupling, synaptic: false, into, at)[^1] / (parameters.StepCurrent / pA);

    /// <summary>What of a steady potential reaches the other compartment.</summary>
    public double SteadyTransfer(int coupling, int from) => Resistance(coupling, 1 - from, from) / Resistance(coupling, from, from);

    /// <summary>What of the peak of a synaptic potential reaches the other compartment.</summary>
    public double PeakTransfer(int coupling, int from) => Response(coupling, synaptic: true, from, 1 - from).Max() / Response(coupling, synaptic: true, from, from).Max();

    /// <summary>Adds the figure, the table and the checks.</summary>
    public void Show(Findings findings)
    {
        findings.Figure(Figure());
        findings.File(File());
        findings.Check(Checks());
    }

    /// <summary>Measured against the circuit.</summary>
    private IEnumerable<Check> Checks()
    {
        const string Circuit = "inverse of the 2 x 2 matrix of conductances; tolerance: what has not yet settled, and rounding";
        var pair = Pairs[Main];
        foreach (var (name, at, into) in new[] { ("input resistance of the soma", 0, 0), ("input resistance of the dendrite", 1, 1), ("transfer resistance from dendrite to soma", 0, 1), ("transfer resistance from soma to dendrite", 1, 0) })
        {
            double predicted = 1000 * pair.Resistance(at, into);
            double unsettled = 1000 * pair.Resistance(into, into) * Math.Exp(-parameters.StepDuration / ms / pair.SlowTimeConstant);
            yield return new Check($"{name} (MOhm)", predicted, Resistance(Main, at, into), unsettled + (1000 * 2 * rounding / (parameters.StepCurrent / pA)), Circuit);
        }

        yield return new Check("course of step responses, all couplings: largest deviation (mV)", 0, LargestDeviation(synaptic: false), 2 * rounding, "sum of two exponentials; the method exact-linear has no error but rounding");
        yield return new Check("course of synaptic responses, all couplings: largest deviation (mV)", 0, LargestDeviation(synaptic: true), 2 * rounding, "sum of three exponentials; the method exact-linear has no error but rounding");
    }

    /// <summary>The table of the sweep.</summary>
    private ExperimentFile File() => DataTable.Of(
        "coupling.csv", "resistances and attenuation of the passive cell over couplings",
        ["coupling (mS/cm^2)", "soma resistance (MOhm)", "dendrite resistance (MOhm)", "transfer resistance (MOhm)", "steady soma to dendrite", "steady dendrite to soma", "synaptic peak soma to dendrite", "synaptic peak dendrite to soma", "slow time constant (ms)", "fast time constant (ms)"],
        Couplings.Select((coupling, i) => (double[])[coupling / (mS / cm2), Resistance(i, 0, 0), Resistance(i, 1, 1), Resistance(i, 0, 1), SteadyTransfer(i, 0), SteadyTransfer(i, 1), PeakTransfer(i, 0), PeakTransfer(i, 1), Pairs[i].SlowTimeConstant, Pairs[i].FastTimeConstant]));

    private double LargestDeviation(bool synaptic)
        => (from coupling in Enumerable.Range(0, Couplings.Count)
            from input in new[] { 0, 1 }
            from at in new[] { 0, 1 }
            select Response(coupling, synaptic, input, at).Zip(Theory(coupling, synaptic, input, at), (v, theory) => Math.Abs(v - theory)).Max()).Max();

    /// <summary>Responses of the passive pair in time, and what reaches the other compartment over couplings.</summary>
    private ExperimentFigure Figure()
    {
        double dt = parameters.TimeStep / ms;
        int shown = Math.Min((int)(DendriteRun.ShownResponse / dt), Response(0, false, 0, 0).Length);
        int every = Math.Max(1, shown / 25);
        double[] times = [.. Enumerable.Range(0, shown).Select(i => i * dt)];
        double[] couplings = [.. Couplings.Select(coupling => coupling / (mS / cm2))];
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
                            new Series("dendrite to soma, steady", couplings, [.. Pairs.Select(pair => pair.Resistance(0, 1) / pair.Resistance(1, 1))]),
                            new Series("soma to dendrite, steady", couplings, [.. Pairs.Select(pair => pair.Resistance(1, 0) / pair.Resistance(0, 0))]),
                            new Series("", couplings, [.. all.Select(i => SteadyTransfer(i, 1))]) { Line = LineStyle.None, Marker = Marker.Circle, Colour = Palette.At(0) },
                            new Series("", couplings, [.. all.Select(i => SteadyTransfer(i, 0))]) { Line = LineStyle.None, Marker = Marker.Circle, Colour = Palette.At(1) },
                            new Series("dendrite to soma, synaptic peak", couplings, [.. all.Select(i => PeakTransfer(i, 1))]) { Line = LineStyle.Dashed, Marker = Marker.Square, Colour = Palette.At(0) },
                            new Series("soma to dendrite, synaptic peak", couplings, [.. all.Select(i => PeakTransfer(i, 0))]) { Line = LineStyle.Dashed, Marker = Marker.Square, Colour = Palette.At(1) },
                        ],
                    },
                ],
            });

        Panel Course(string title, bool synaptic)
        {
            var layers = new List<PlotLayer>();
            foreach (var (at, name) in new[] { (1, "dendrite"), (0, "soma") })
            {
                double[] theory = Theory(Main, synaptic, 1, at);
                double[] measured = Response(Main, synaptic, 1, at);
                int[] points = [.. Enumerable.Range(0, shown).Where(i => i % every == 0)];
                layers.Add(new Series(name, times, theory[..shown]) { Colour = Palette.At(layers.Count / 2) });
                layers.Add(new Series("", [.. points.Select(i => times[i])], [.. points.Select(i => measured[i])]) { Line = LineStyle.None, Marker = Marker.Circle, Colour = Palette.At(layers.Count / 2) });
            }

            return new Panel { Title = title, X = new Axis("Time after the onset", "ms"), Y = new Axis("Depolarisation", "mV") { Minimum = 0 }, Layers = layers };
        }
    }
}
