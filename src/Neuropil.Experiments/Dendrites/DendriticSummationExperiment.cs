using static Neuropil.Units;

namespace Neuropil.Experiments;

/// <summary>The parameters of <see cref="DendriticSummationExperiment"/>.</summary>
internal sealed record DendriticSummationParameters
{
    [Option("conductance between the compartments, per area of the cell", MoreThan = "0 mS/cm^2", Unit = "mS/cm^2")]
    public ConductanceDensity Coupling { get; init; } = 0.05 * mS / cm2;

    [Option("conductances of one synapse", MoreThan = "0 nS", Unit = "nS")]
    public IReadOnlyList<Conductance> SynapticConductances { get; init; } = [0.2 * nS, 0.5 * nS, 1 * nS, 2 * nS, 5 * nS, 10 * nS, 20 * nS];

    [Option("decay time constant of the synapses", MoreThan = "0 ms", Unit = "ms")] public Time SynapticDecay { get; init; } = 5 * ms;
    [Option("how long lasting conductances are open", MoreThan = "10 ms", Unit = "ms")] public Time StepDuration { get; init; } = 200 * ms;
    [Option("time step", Name = "dt", MoreThan = "0 ms", AtMost = "0.1 ms", Unit = "ms")] public Time TimeStep { get; init; } = 0.01 * ms;
}

/// <summary>Two equal synapses on the passive cell, on one compartment or on both: how much less than their sum arrives at the soma.</summary>
internal sealed class DendriticSummationExperiment : Experiment<DendriticSummationParameters>
{
    private static readonly Time endless = 1e9 * second;

    // Which compartments have how many synapses: the single ones first, then the pairs.
    private static readonly (int Soma, int Dendrite)[] placements = [(1, 0), (0, 1), (2, 0), (0, 2), (1, 1)];

    // All synapses pull towards 0 mV from rest.
    private static readonly double drivingForce = -new PassiveTwoCompartment().InitialVoltage.UniformSi * 1000;

    public override string Name => "dendritic-summation";

    public override string Question => "How much of the sum of two synapses arrives at the soma: when both lie on one compartment, and when they lie apart?";

    public override string Source => "Koch, Biophysics of Computation (1999), chapter 5";

    public override void Run(DendriticSummationParameters p, Session session, Findings findings)
    {
        findings.Note("The passive cell has values of ours, whole numbers for closed forms (Neuropil's PassiveTwoCompartment).");
        Conductance[] conductances = [.. p.SynapticConductances.Distinct().Order()];
        var brief = Simulate(p, "summation", conductances, p.SynapticDecay, session.Part(0, 2));
        var lasting = Simulate(p, "lasting summation", conductances, endless, session.Part(1, 2));
        var sums = conductances.Select((each, i) => new Sum(each, brief, lasting, i * placements.Length)).ToList();
        var pair = PassivePair.Of(new PassiveTwoCompartment(), p.Coupling);
        Check(p, sums, pair, session, findings);
        Draw(sums, pair, findings);
        findings.Table(
            "summation.csv", "response of two synapses over the sum of the single responses, at the soma", sums,
            ("conductance (nS)", each => each.NanoSiemens), ("both on soma", each => each.Linearity((2, 0))),
            ("both on dendrite", each => each.Linearity((0, 2))), ("on both", each => each.Linearity((1, 1))),
            ("lasting, both on soma", each => each.SteadyLinearity((2, 0))),
            ("lasting, both on dendrite", each => each.SteadyLinearity((0, 2))), ("lasting, on both", each => each.SteadyLinearity((1, 1))));
        findings.Answer($"Two synapses of {conductances[^1]} reach {100 * sums[^1].Linearity((0, 2)):F0} % of their linear sum when both are on the dendrite "
            + $"and {100 * sums[^1].Linearity((1, 1)):F0} % when they are apart.");
    }

    protected override void Validate(DendriticSummationParameters p)
        => Refuse.If(p.SynapticDecay > p.StepDuration, $"--synaptic-decay {p.SynapticDecay} is longer than --step-duration {p.StepDuration}");

    private static DendriteRun Simulate(DendriticSummationParameters p, string name, Conductance[] conductances, Time decay, Session session)
    {
        var network = session.NewNetwork();
        var cell = new PassiveTwoCompartment { Method = Integrators.RungeKutta4, Coupling = p.Coupling };
        var cells = network.Add(new Population(name, conductances.Length * placements.Length, cell));
        var source = DendriteRun.Source(network, p.TimeStep);
        foreach (string compartment in new[] { "soma", "dendrite" })
        {
            var synapses = (from i in Enumerable.Range(0, conductances.Length)
                            from n in Enumerable.Range(0, placements.Length)
                            let count = compartment == "soma" ? placements[n].Soma : placements[n].Dendrite
                            where count > 0
                            select (Cell: (i * placements.Length) + n, Weight: count * conductances[i])).ToList();
            var pairs = new ExplicitPairs(synapses.ConvertAll(synapse => (0, synapse.Cell)));
            network.Connect(source, cells, pairs, Synapse(compartment, decay), synapses.ConvertAll(synapse => synapse.Weight));
        }

        return DendriteRun.Of(network, cells, p.TimeStep, p.StepDuration, session);
    }

    private static Exponential Synapse(string compartment, Time decay)
        => new($"{compartment}Synapse") { Decay = decay, Compartment = compartment, Reversal = 0 * mV };

    private static void Check(DendriticSummationParameters p, List<Sum> sums, PassivePair pair, Session session, Findings findings)
    {
        const string Order = "driving force: synapses on one compartment take it from each other, those apart less (Koch 1999, chapter 5); "
            + "a strict order has no tolerance";
        double rounding = DendriteRun.Rounding(session.Precision, pair.SlowTimeConstant / (p.TimeStep / ms));
        double unsettled = Math.Exp(-p.StepDuration / ms / pair.SlowTimeConstant);
        foreach (var (name, placement) in new[] { ("both on the soma", (2, 0)), ("both on the dendrite", (0, 2)), ("on both compartments", (1, 1)) })
        {
            findings.Check(
                $"linearity of lasting synapses {name}: largest deviation", 0,
                sums.Max(each => Math.Abs(each.SteadyLinearity(placement) - Predicted(pair, each.NanoSiemens, placement))),
                4 * (unsettled + (rounding / sums[0].Lasting((0, 1)))),
                "inverse of the 2 x 2 matrix with the synapses' conductances; tolerance: what has not yet settled, and rounding");
        }

        findings.Check(Experiments.Check.MoreThan(
            "linearity apart minus linearity together on the dendrite, smallest", 0,
            sums.Min(each => each.Linearity((1, 1)) - each.Linearity((0, 2))), Order));
        findings.Check(Experiments.Check.Between(
            "linearity of any placement, largest", 0, 1, sums.SelectMany(each => placements[2..].Select(each.Linearity)).Max(),
            "no response exceeds the sum of its parts in a passive cell"));

        var last = sums[^1];
        var input = new ReceptorInput<Conductance>(Synapse("dendrite", p.SynapticDecay), [(0 * ms, 2 * last.Conductance)]);
        var adaptive = new AdaptiveSimulation(new PassiveTwoCompartment { Coupling = p.Coupling }, null, input)
            .Run(p.StepDuration, ["soma.V"], p.TimeStep, cancellation: session.Cancellation).Traces["soma.V"].In(mV);
        double converged = adaptive.Max(v => v - adaptive[0]);
        findings.Check(
            $"peak of two synapses of {last.Conductance} on the dendrite (mV)", converged, last.Response((0, 2)).Max(),
            converged * AccurateMath.Expm1(p.TimeStep / p.SynapticDecay),
            "the adaptive solver; the step sees a conductance larger than the true one by at most the factor exp(dt/decay), "
                + "and the response grows less than in proportion");
    }

    // The linearity of lasting conductances in closed form: the circuit with the synapses' conductances added.
    private static double Predicted(PassivePair pair, double conductance, (int Soma, int Dendrite) at)
    {
        return Steady(at.Soma, at.Dendrite) / ((at.Soma * Steady(1, 0)) + (at.Dendrite * Steady(0, 1)));

        double Steady(int s, int d) => pair.Stationary(s * conductance * drivingForce, d * conductance * drivingForce, s * conductance, d * conductance)[0];
    }

    private static void Draw(List<Sum> sums, PassivePair pair, Findings findings)
    {
        var last = sums[^1];
        double[] times = [.. last.Times.TakeWhile(time => time <= DendriteRun.ShownResponse)];
        double[] conductances = [.. sums.Select(each => each.NanoSiemens)];
        IEnumerable<PlotLayer> Both(string name, (int, int) placement, int colour) =>
        [
            Plot.Line(name, times, last.Response(placement)[..times.Length], colour: Palette.At(colour)),
            Plot.Line("", times, last.LinearSum(placement)[..times.Length], LineStyle.Dashed, Palette.At(colour)),
        ];
        IEnumerable<PlotLayer> Curves(string name, (int, int) placement, int colour) =>
        [
            Plot.Curve(name, conductances, sums.Select(each => each.Linearity(placement)), colour: Palette.At(colour)),
            Plot.Line("", Plot.Range(conductances[0], conductances[^1], 60, logarithmic: true), g => Predicted(pair, g, placement), colour: Palette.At(colour)),
            Plot.Points("", conductances, sums.Select(each => each.SteadyLinearity(placement)), colour: Palette.At(colour), marker: Marker.Diamond),
        ];
        findings.SideBySide(
            "summation", "Two synapses, together and apart",
            $"(A) The soma's response to two synapses of {last.Conductance}, and the sum of the responses to each alone (dashed). "
                + "(B) The peak over the peak of that sum; lines without points: lasting conductances in closed form, diamonds: simulated.",
            Plot.Panel(
                new Axis("Time after the onset", "ms"), new Axis("Soma", "mV") { Minimum = 0 },
                [.. Both("both on the dendrite", (0, 2), 0), .. Both("on both compartments", (1, 1), 1)]),
            Plot.Panel(
                new Axis("Conductance of a synapse", "nS") { Scale = AxisScale.Logarithmic }, new Axis("Response over linear sum") { Maximum = 1 },
                [.. Curves("both on the soma", (2, 0), 2), .. Curves("both on the dendrite", (0, 2), 0), .. Curves("on both compartments", (1, 1), 1)]));
    }

    /// <summary>What two synapses of one conductance do, and each of them alone.</summary>
    private sealed class Sum(Conductance conductance, DendriteRun brief, DendriteRun lasting, int first)
    {
        public Conductance Conductance => conductance;

        public double NanoSiemens => conductance / nS;

        public IEnumerable<double> Times => brief.Times.Skip(brief.Onset);

        /// <summary>The soma's response, mV, to brief conductances in that placement, from the onset on.</summary>
        public double[] Response((int Soma, int Dendrite) at) => brief.Deviation(brief.Soma[first + Array.IndexOf(placements, at)]);

        /// <summary>The steady response to lasting ones.</summary>
        public double Lasting((int Soma, int Dendrite) at) => lasting.Deviation(lasting.Soma[first + Array.IndexOf(placements, at)])[^1];

        /// <summary>The sum of the responses to the single synapses of a placement.</summary>
        public double[] LinearSum((int Soma, int Dendrite) at) => [.. Response((1, 0)).Zip(Response((0, 1)), (s, d) => (at.Soma * s) + (at.Dendrite * d))];

        /// <summary>The peak of two brief conductances over the peak of the sum of single responses: 1 is linear.</summary>
        public double Linearity((int Soma, int Dendrite) at) => Response(at).Max() / LinearSum(at).Max();

        /// <summary>The same of lasting conductances.</summary>
        public double SteadyLinearity((int Soma, int Dendrite) at) => Lasting(at) / ((at.Soma * Lasting((1, 0))) + (at.Dendrite * Lasting((0, 1))));
    }
}
