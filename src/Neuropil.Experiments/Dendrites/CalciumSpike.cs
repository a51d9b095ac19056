using static Neuropil.Units;

namespace Neuropil.Experiments;

/// <summary>The dendrite of the Pinsky-Rinzel cell under a synapse of its own, with the soma's sodium current, without it, and without calcium current too.</summary>
internal sealed class CalciumSpike
{
    // A twentieth below and above the threshold, where the gain of the response is measured.
    private const double Beside = 0.05;
    private const int CellsOfSearch = 64;
    private static readonly Time duration = 60 * ms;
    private readonly DendriticIntegrationParameters parameters;
    private readonly DendriteRun sweep;

    private CalciumSpike(DendriticIntegrationParameters parameters, double intact, double blocked, IReadOnlyList<double> conductances, DendriteRun run)
        => (this.parameters, IntactThreshold, BlockedThreshold, Conductances, sweep) = (parameters, intact, blocked, conductances, run);

    /// <summary>Which currents a cell has.</summary>
    public enum Variant
    {
        /// <summary>All.</summary>
        Intact,

        /// <summary>All but the soma's sodium current.</summary>
        SodiumBlocked,

        /// <summary>Neither sodium nor calcium current: nothing can spike.</summary>
        Passive,
    }

    /// <summary>The synaptic conductance, nS, above which the dendrite of the intact cell spikes; 0 where it spikes without, NaN where the largest does not suffice.</summary>
    public double IntactThreshold { get; }

    /// <summary>The same without sodium current.</summary>
    public double BlockedThreshold { get; }

    /// <summary>The conductances, nS, ascending: those asked for, and where there is a threshold without sodium two beside it.</summary>
    public IReadOnlyList<double> Conductances { get; }

    /// <summary>Whether the cell without sodium current has a threshold among the conductances.</summary>
    public bool IsFound => BlockedThreshold > 0;

    /// <summary>Times of <see cref="Trace"/>, ms from the onset.</summary>
    public double[] Times => [.. sweep.Times.Select(time => time - (parameters.Onset / ms))];

    /// <summary>Conductance just below the threshold without sodium, nS.</summary>
    public double Below => BlockedThreshold * (1 - Beside);

    /// <summary>Conductance just above it.</summary>
    public double Above => BlockedThreshold * (1 + Beside);

    /// <summary>Finds both thresholds, then runs all conductances in one simulation.</summary>
    public static CalciumSpike Of(DendriticIntegrationParameters parameters, Session session)
    {
        double largest = parameters.DendriticConductances.Max() / nS;
        var intact = (Low: 0.0, High: largest);
        var blocked = intact;
        bool first = true;
        while (first || Wide(intact) || Wide(blocked))
        {
            // Both brackets are cut into pieces by one simulation: half of its cells for each.
            double[] inIntact = Pieces(intact);
            double[] inBlocked = Pieces(blocked);
            var found = Simulate(parameters, "threshold search", [.. inIntact.Select(g => (g, Variant.Intact)), .. inBlocked.Select(g => (g, Variant.SodiumBlocked))], session.Part(0, 2));
            intact = Narrowed(parameters, inIntact, found.Dendrite[..CellsOfSearch]);
            blocked = Narrowed(parameters, inBlocked, found.Dendrite[CellsOfSearch..]);
            first = false;
        }

        double threshold = Middle(blocked);
        double[] conductances = [.. parameters.DendriticConductances.Select(g => g / nS).Concat(!(threshold > 0) ? [] : [threshold * (1 - Beside), threshold * (1 + Beside)]).Distinct().Order()];
        var run = Simulate(parameters, "calcium spike", [.. Enum.GetValues<Variant>().SelectMany(variant => conductances.Select(g => (g, variant)))], session.Part(1, 2));
        return new CalciumSpike(parameters, Middle(intact), threshold, conductances, run);

        bool Wide((double Low, double High) bracket) => bracket.High - bracket.Low > parameters.ThresholdPrecision * bracket.High;
        static double Middle((double Low, double High) bracket) => (bracket.Low + bracket.High) / 2;
    }

    /// <summary>The dendrite's potential, mV.</summary>
    public double[] Trace(Variant variant, double conductance) => sweep.Dendrite[Cell(variant, conductance)];

    /// <summary>The largest depolarisation of the dendrite, mV from its potential at the onset.</summary>
    public double Response(Variant variant, double conductance)
    {
        int onset = DendriteRun.IndexOf(parameters.Onset, parameters.TimeStep);
        double[] trace = Trace(variant, conductance);
        return trace.Skip(onset).Max() - trace[onset];
    }

    /// <summary>The relative change of the response over that of the conductance, around the threshold without sodium; a passive response has at most 1.</summary>
    public double Gain(Variant variant) => Math.Log(Response(variant, Above) / Response(variant, Below)) / Math.Log(Above / Below);

    /// <summary>Adds the figure, the table and the checks.</summary>
    public void Show(Findings findings, CancellationToken cancellation)
    {
        findings.Figure(Figure());
        findings.File(File());
        findings.Check(Checks(cancellation));
    }

    /// <summary>Thresholds against the adaptive solver, and how steep the response is there.</summary>
    private IEnumerable<Check> Checks(CancellationToken cancellation)
    {
        double converged = AdaptiveThreshold(cancellation);
        double smaller = -AccurateMath.Expm1(-parameters.TimeStep / parameters.SynapticDecay);
        yield return new Check(
            "threshold of the calcium spike without sodium (nS)", converged, BlockedThreshold, converged * (smaller + (2 * parameters.ThresholdPrecision)),
            "bisection with the adaptive solver; the step sees a conductance larger than the true one by at most the factor exp(dt/decay); both to the precision of the bisection");
        yield return Check.Between(
            "relative change of the conductance over that of the response at this threshold", 0, 1, IsFound ? 1 / Gain(Variant.SodiumBlocked) : double.NaN,
            "all or none: the response changes by a larger factor than the input, which no passive dendrite does");
        yield return Check.Between("gain of the passive dendrite there", 0, 1, IsFound ? Gain(Variant.Passive) : double.NaN, "driving force: a passive response grows less than in proportion");
    }

    /// <summary>The table of the sweep.</summary>
    private ExperimentFile File() => DataTable.Of(
        "calcium-spike.csv", "largest depolarisation of the dendrite under a synapse on it",
        ["conductance (nS)", "intact (mV)", "sodium blocked (mV)", "sodium and calcium blocked (mV)"],
        Conductances.Select(g => (double[])[g, .. Enum.GetValues<Variant>().Select(variant => Response(variant, g))]));

    /// <summary>The two neighbours of the rising conductances between which spikes begin; twice the first where all spike, NaN where none does.</summary>
    internal static (double Low, double High) Bracket(IReadOnlyList<double> conductances, IReadOnlyList<bool> spikes)
    {
        int first = Enumerable.Range(0, conductances.Count).FirstOrDefault(i => spikes[i], -1);
        return first < 0 ? (double.NaN, double.NaN) : (conductances[Math.Max(0, first - 1)], conductances[first]);
    }

    private static (double Low, double High) Narrowed(DendriticIntegrationParameters parameters, double[] conductances, double[][] dendrites)
        => Bracket(conductances, [.. dendrites.Select(trace => trace.Max() >= parameters.DendriticSpikeLevel / mV)]);

    // From one end of the bracket to the other, both included, so that one whose ends are known stays known. One without a spike goes on with no input, which changes nothing.
    private static double[] Pieces((double Low, double High) bracket)
    {
        const int Last = CellsOfSearch - 1;
        return [.. Enumerable.Range(0, CellsOfSearch).Select(i => double.IsNaN(bracket.Low) ? 0 : i == Last ? bracket.High : bracket.Low + ((bracket.High - bracket.Low) * i / Last))];
    }

    private static Exponential Synapse(DendriticIntegrationParameters parameters)
        => new("dendriteSynapse") { Decay = parameters.SynapticDecay, Compartment = "dendrite", Reversal = 0 * mV };

    private static PinskyRinzel CellWith(DendriticIntegrationParameters parameters, IReadOnlyList<Variant> variants) => PinskyRinzelVariants.Cell(
        [.. variants.Select(variant => variant == Variant.Intact ? PinskyRinzelVariants.Sodium : 0 * PinskyRinzelVariants.Sodium)],
        [.. variants.Select(variant => variant == Variant.Passive ? 0 * PinskyRinzelVariants.Calcium : PinskyRinzelVariants.Calcium)]) with { Inputs = [parameters.Holding] };

    private static DendriteRun Simulate(DendriticIntegrationParameters parameters, string name, List<(double Conductance, Variant Variant)> cases, Session session)
    {
        var network = session.NewNetwork();
        var cells = network.Add(new Population(name, cases.Count, CellWith(parameters, [.. cases.Select(each => each.Variant)])));
        var source = network.Add(new Population("source", 1, new SpikeTimes([(0, parameters.Onset)])));
        network.Connect(source, cells, new ExplicitPairs([.. Enumerable.Range(0, cases.Count).Select(cell => (0, cell))]), Synapse(parameters), cases.ConvertAll(each => each.Conductance * nS));
        return DendriteRun.Of(network, cells, parameters.TimeStep, parameters.Onset + duration, session);
    }

    private int Cell(Variant variant, double conductance) => ((int)variant * Conductances.Count) + Conductances.ToList().IndexOf(conductance);

    private double AdaptiveThreshold(CancellationToken cancellation)
    {
        var cell = CellWith(parameters, [Variant.SodiumBlocked]);
        var (low, high) = (0.0, Conductances[^1]);
        if (!Spikes(high) || Spikes(low))
        {
            return Spikes(low) ? 0 : double.NaN;
        }

        while (high - low > parameters.ThresholdPrecision * high)
        {
            double middle = (low + high) / 2;
            (low, high) = Spikes(middle) ? (low, middle) : (middle, high);
        }

        return (low + high) / 2;

        bool Spikes(double conductance)
        {
            var input = new ReceptorInput<Conductance>(Synapse(parameters), [(parameters.Onset, conductance * nS)]);
            var run = new AdaptiveSimulation(cell, null, input).Run(parameters.Onset + duration, ["dendrite.V"], parameters.TimeStep, cancellation: cancellation);
            return run.Traces["dendrite.V"].In(mV).Max() >= parameters.DendriticSpikeLevel / mV;
        }
    }

    /// <summary>The calcium spike of the dendrite.</summary>
    private ExperimentFigure Figure()
    {
        double[] times = Times;
        int first = times.TakeWhile(time => time < -5).Count();
        double[] conductances = [.. Conductances];
        PlotLayer[] courses = !IsFound ? [] :
        [
            Course($"{Below:G4} nS", Variant.SodiumBlocked, Below, LineStyle.Solid),
            Course($"{Above:G4} nS", Variant.SodiumBlocked, Above, LineStyle.Solid),
            Course($"{Above:G4} nS, calcium blocked too", Variant.Passive, Above, LineStyle.Dashed),
        ];
        var responses = new Panel
        {
            X = new Axis("Conductance of the dendritic synapse", "nS") { Scale = AxisScale.Logarithmic },
            Y = new Axis("Peak in the dendrite", "mV") { Minimum = 0 },
            Layers =
            [
                Curve("intact", Variant.Intact), Curve("sodium blocked", Variant.SodiumBlocked), Curve("calcium blocked too", Variant.Passive),
                .. IsFound ? (PlotLayer[])[ReferenceLine.AtX(BlockedThreshold)] : [],
            ],
        };
        var panels = new List<Panel> { responses };
        if (IsFound)
        {
            panels.Insert(0, new Panel { X = new Axis("Time after the onset", "ms"), Y = new Axis("V in the dendrite", "mV"), Layers = courses });
        }

        return new ExperimentFigure(
            "calcium-spike", "Calcium spike of the dendrite", "Peak depolarisation of the dendrite under a synapse on it, and its course around the threshold without the soma's sodium current (dashed line).",
            new Figure { SharedX = false, Panels = panels });

        Series Course(string name, Variant variant, double conductance, LineStyle style) => new(name, times[first..], Trace(variant, conductance)[first..]) { Line = style };
        Series Curve(string name, Variant variant) => new(name, conductances, [.. conductances.Select(g => Response(variant, g))]) { Marker = Marker.Circle };
    }
}
