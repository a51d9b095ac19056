using static Neuropil.Units;

namespace Neuropil.Experiments;

/// <summary>The parameters of <see cref="CalciumSpikeExperiment"/>.</summary>
internal sealed record CalciumSpikeParameters
{
    [Option("current into the soma at all times, per area of the cell: without one it bursts by itself", Unit = "uA/cm^2")]
    public CurrentDensity HoldingCurrent { get; init; } = -0.5 * uA / cm2;

    [Option("conductances of the synapse on the dendrite", MoreThan = "0 nS", Unit = "nS")]
    public IReadOnlyList<Conductance> DendriticConductances { get; init; }
        = [1 * nS, 2 * nS, 5 * nS, 10 * nS, 20 * nS, 40 * nS, 60 * nS, 80 * nS, 95 * nS, 125 * nS, 160 * nS, 200 * nS, 300 * nS, 400 * nS];

    [Option("decay time constant of the synapse", MoreThan = "0 ms", Unit = "ms")] public Time SynapticDecay { get; init; } = 5 * ms;
    [Option("a response of the dendrite that exceeds this is a spike", Unit = "mV")] public Voltage DendriticSpikeLevel { get; init; } = -20 * mV;

    [Option("relative precision to which thresholds are bisected", MoreThan = "1e-9", AtMost = "0.01")]
    public double ThresholdPrecision { get; init; } = 1e-4;

    [Option("time step", Name = "dt", MoreThan = "0 ms", AtMost = "0.1 ms", Unit = "ms")] public Time TimeStep { get; init; } = 0.01 * ms;
}

/// <summary>The dendrite of the Pinsky-Rinzel cell under a synapse of its own: with sodium current, without it, and without calcium current too.</summary>
internal sealed class CalciumSpikeExperiment : Experiment<CalciumSpikeParameters>
{
    // A twentieth below and above the threshold, where the gain of the response is measured.
    private const double Beside = 0.05;
    private const int CellsOfSearch = 64;
    private static readonly Time duration = 60 * ms;

    /// <summary>Which currents a cell has.</summary>
    private enum Variant
    {
        Intact,
        SodiumBlocked,
        Passive, // neither sodium nor calcium current: nothing can spike
    }

    public override string Name => "calcium-spike";

    public override string Question => "Does a dendrite spike by itself: from which synaptic input on, and how steeply does its response grow there?";

    public override string Source => "Pinsky and Rinzel, J. Comput. Neurosci. 1 (1994); Koch, Biophysics of Computation (1999), chapter 5";

    public override void Run(CalciumSpikeParameters p, Session session, Findings findings)
    {
        findings.Note("The paper gives densities only; the area of 20 000 um² is ours, and so are the inputs and the block of sodium. "
            + "The holding current keeps the cell at the rest from which the paper starts. "
            + "\"Intact\" spikes of the dendrite may be somatic spikes that return.");
        var (intact, blocked) = Thresholds(p, session.Part(0, 2));
        double[] beside = blocked > 0 ? [blocked * (1 - Beside), blocked * (1 + Beside)] : [];
        double[] conductances = [.. p.DendriticConductances.Select(g => g / nS).Concat(beside).Distinct().Order()];
        var cases = Enum.GetValues<Variant>().SelectMany(variant => conductances.Select(g => (Conductance: g, Variant: variant))).ToList();
        var run = Simulate(p, "calcium spike", cases, session.Part(1, 2));
        double[] Course(Variant variant, double g) => run.Dendrite[cases.IndexOf((g, variant))];
        double Response(Variant variant, double g) => run.Height(Course(variant, g));

        // The relative change of the response over that of the conductance around the threshold; a passive response has at most 1.
        double Gain(Variant variant) => beside.Length == 0 ? double.NaN
            : Math.Log(Response(variant, beside[1]) / Response(variant, beside[0])) / Math.Log(beside[1] / beside[0]);
        Check(p, conductances[^1], blocked, Gain(Variant.SodiumBlocked), Gain(Variant.Passive), session.Cancellation, findings);
        Draw(run, conductances, beside, Course, Response, findings);
        findings.Table(
            "calcium-spike.csv", "largest depolarisation of the dendrite under a synapse on it", conductances,
            ("conductance (nS)", g => g), ("intact (mV)", g => Response(Variant.Intact, g)), ("sodium blocked (mV)", g => Response(Variant.SodiumBlocked, g)),
            ("sodium and calcium blocked (mV)", g => Response(Variant.Passive, g)));
        findings.Populations(run.Spikes);
        findings.Measure("threshold of the intact cell (nS)", intact);
        findings.Answer(blocked > 0
            ? $"Without sodium current the active dendrite spikes above {blocked:G4} nS, where its response changes "
                + $"{Gain(Variant.SodiumBlocked):F1} times as much as the input ({Gain(Variant.Passive):F2} times in a passive one){WithSodium(intact)}."
            : blocked == 0 ? "Without sodium current the active dendrite spikes without any input."
            : $"Without sodium current no input up to {conductances[^1]:G4} nS makes the active dendrite spike.");
    }

    protected override void Validate(CalciumSpikeParameters p)
    {
        var (rest, reversal) = (new PinskyRinzel().InitialVoltage, 0 * mV);
        Refuse.If(
            !(p.DendriticSpikeLevel.SiValue > rest.UniformSi) || !(p.DendriticSpikeLevel < reversal),
            $"--dendritic-spike-level {p.DendriticSpikeLevel} is not between the cell's rest, {rest}, and the synapse's reversal potential, {reversal}");
    }

    /// <summary>The two neighbours of the rising conductances between which spikes begin; twice the first where all spike, NaN where none does.</summary>
    internal static (double Low, double High) Bracket(IReadOnlyList<double> conductances, IReadOnlyList<bool> spikes)
    {
        int first = Enumerable.Range(0, conductances.Count).FirstOrDefault(i => spikes[i], -1);
        return first < 0 ? (double.NaN, double.NaN) : (conductances[Math.Max(0, first - 1)], conductances[first]);
    }

    private static string WithSodium(double intact)
        => double.IsNaN(intact) ? "" : intact == 0 ? "; with it, it spikes without any input" : $"; with it, {intact:G3} nS suffice";

    // The conductances, nS, above which the dendrite spikes; 0 where it spikes without, NaN where the largest does not suffice.
    private static (double Intact, double Blocked) Thresholds(CalciumSpikeParameters p, Session session)
    {
        var intact = (Low: 0.0, High: p.DendriticConductances.Max() / nS);
        var blocked = intact;
        do
        {
            // Both brackets are cut into pieces by one simulation: half of its cells for each.
            var (inIntact, inBlocked) = (Pieces(intact), Pieces(blocked));
            var cases = inIntact.Select(g => (g, Variant.Intact)).Concat(inBlocked.Select(g => (g, Variant.SodiumBlocked))).ToList();
            bool[] spikes = [.. Simulate(p, "threshold search", cases, session).Dendrite.Select(course => course.Max() >= p.DendriticSpikeLevel / mV)];
            (intact, blocked) = (Bracket(inIntact, spikes[..CellsOfSearch]), Bracket(inBlocked, spikes[CellsOfSearch..]));
        }
        while (Wide(intact) || Wide(blocked));
        return ((intact.Low + intact.High) / 2, (blocked.Low + blocked.High) / 2);

        bool Wide((double Low, double High) bracket) => bracket.High - bracket.Low > p.ThresholdPrecision * bracket.High;
    }

    // From one end of the bracket to the other, both included, so that one whose ends are known stays known. One without a spike goes on with no input,
    // which changes nothing.
    private static double[] Pieces((double Low, double High) bracket)
        => double.IsNaN(bracket.Low) ? new double[CellsOfSearch]
            : [.. Enumerable.Range(0, CellsOfSearch - 1).Select(i => bracket.Low + ((bracket.High - bracket.Low) * i / (CellsOfSearch - 1))), bracket.High];

    private static PinskyRinzel Cell(CalciumSpikeParameters p, IReadOnlyList<Variant> variants) => new PinskyRinzel()
        .WithOrWithout("soma.sodium.pinskyRinzel.conductance", variants.Select(variant => variant == Variant.Intact))
        .WithOrWithout("dendrite.calcium.pinskyRinzel.conductance", variants.Select(variant => variant != Variant.Passive)) with
        {
            Method = Integrators.RungeKutta4, Inputs = [DendriteRun.Holding(p.HoldingCurrent)],
        };

    private static Exponential Synapse(CalciumSpikeParameters p)
        => new("dendriteSynapse") { Decay = p.SynapticDecay, Compartment = "dendrite", Reversal = 0 * mV };

    private static DendriteRun Simulate(CalciumSpikeParameters p, string name, List<(double Conductance, Variant Variant)> cases, Session session)
    {
        var network = session.NewNetwork();
        var cells = network.Add(new Population(name, cases.Count, Cell(p, [.. cases.Select(each => each.Variant)])));
        var pairs = new ExplicitPairs([.. Enumerable.Range(0, cases.Count).Select(cell => (0, cell))]);
        network.Connect(DendriteRun.Source(network, p.TimeStep), cells, pairs, Synapse(p), cases.ConvertAll(each => each.Conductance * nS));
        return DendriteRun.Of(network, cells, p.TimeStep, duration, session);
    }

    private static void Check(
        CalciumSpikeParameters p, double largest, double blocked, double gain, double passiveGain, CancellationToken cancellation, Findings findings)
    {
        double converged = AdaptiveThreshold(p, largest, cancellation);
        double smaller = -AccurateMath.Expm1(-p.TimeStep / p.SynapticDecay);
        findings.Check(
            "threshold of the calcium spike without sodium (nS)", converged, blocked, converged * (smaller + (2 * p.ThresholdPrecision)),
            "bisection with the adaptive solver; the step sees a conductance larger than the true one by at most the factor exp(dt/decay); "
                + "both to the precision of the bisection");
        findings.Check(Experiments.Check.Between(
            "relative change of the conductance over that of the response at this threshold", 0, 1, 1 / gain,
            "all or none: the response changes by a larger factor than the input, which no passive dendrite does"));
        findings.Check(Experiments.Check.Between(
            "gain of the passive dendrite there", 0, 1, passiveGain, "driving force: a passive response grows less than in proportion"));
    }

    private static double AdaptiveThreshold(CalciumSpikeParameters p, double largest, CancellationToken cancellation)
    {
        var cell = Cell(p, [Variant.SodiumBlocked]);
        var (low, high) = (0.0, largest);
        if (!Spikes(high) || Spikes(low))
        {
            return Spikes(low) ? 0 : double.NaN;
        }

        while (high - low > p.ThresholdPrecision * high)
        {
            double middle = (low + high) / 2;
            (low, high) = Spikes(middle) ? (low, middle) : (middle, high);
        }

        return (low + high) / 2;

        bool Spikes(double conductance)
        {
            Time onset = DendriteRun.OnsetTime(p.TimeStep);
            var input = new ReceptorInput<Conductance>(Synapse(p), [(onset, conductance * nS)]);
            var run = new AdaptiveSimulation(cell, null, input).Run(onset + duration, ["dendrite.V"], p.TimeStep, cancellation: cancellation);
            return run.Traces["dendrite.V"].In(mV).Max() >= p.DendriticSpikeLevel / mV;
        }
    }

    private static void Draw(
        DendriteRun run, double[] conductances, double[] beside, Func<Variant, double, double[]> course, Func<Variant, double, double> response,
        Findings findings)
    {
        int first = run.Times.TakeWhile(time => time < -5).Count();
        Series Course(string name, Variant variant, double g, LineStyle style) => Plot.Line(name, run.Times[first..], course(variant, g)[first..], style);
        Series Curve(string name, Variant variant) => Plot.Curve(name, conductances, conductances.Select(g => response(variant, g)));
        bool isFound = beside.Length > 0;
        var responses = Plot.Panel(
            new Axis("Conductance of the dendritic synapse", "nS") { Scale = AxisScale.Logarithmic }, new Axis("Peak in the dendrite", "mV") { Minimum = 0 },
            [
                Curve("intact", Variant.Intact), Curve("sodium blocked", Variant.SodiumBlocked), Curve("calcium blocked too", Variant.Passive),
                .. isFound ? (PlotLayer[])[ReferenceLine.AtX(beside.Average())] : [],
            ]);
        const string Peaks = "eak depolarisation of the dendrite under a synapse on it";
        findings.SideBySide(
            "calcium-spike", "Calcium spike of the dendrite",
            !isFound ? $"P{Peaks}." : $"(A) The dendrite just below and above the threshold without the soma's sodium current. (B) P{Peaks}; "
                + "the dashed line is that threshold.",
            !isFound ? [responses] :
            [
                Plot.Panel(
                    new Axis("Time after the onset", "ms"), new Axis("V in the dendrite", "mV"),
                    Course($"{beside[0]:G4} nS", Variant.SodiumBlocked, beside[0], LineStyle.Solid),
                    Course($"{beside[1]:G4} nS", Variant.SodiumBlocked, beside[1], LineStyle.Solid),
                    Course($"{beside[1]:G4} nS, calcium blocked too", Variant.Passive, beside[1], LineStyle.Dashed)),
                responses,
            ]);
    }
}
