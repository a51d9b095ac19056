using static Neuropil.Distributions;
using static Neuropil.Units;

namespace Neuropil.Experiments;

/// <summary>The parameters of <see cref="ReleaseStatisticsExperiment"/>.</summary>
internal sealed record ReleaseStatisticsParameters
{
    [Option("release sites of an excitatory synapse", AtLeast = "1", AtMost = "256")] public int Sites { get; init; } = 5;
    [Option("probability that a site releases at a spike", MoreThan = "0", AtMost = "1")] public double Probability { get; init; } = 0.3;
    [Option("part of the resource that a first spike uses, of synapses that tire", MoreThan = "0", AtMost = "1")]
    public double Utilization { get; init; } = 0.2;
    [Option("time constant with which the resource recovers", MoreThan = "1 ms", Unit = "ms")] public Time Recovery { get; init; } = 200 * ms;
    [Option("networks of each kind", AtLeast = "2", AtMost = "100")] public int Networks { get; init; } = 4;
    [Option("simulated time of each", AtLeast = "200 ms", AtMost = "100 s", Unit = "ms")] public Time Duration { get; init; } = 500 * ms;

    /// <summary>Sites that release by chance; the weight times N p is what a deterministic synapse lets out.</summary>
    public BinomialRelease Stochastic => new("quanta") { Sites = Sites, Probability = Probability };

    /// <summary>The square of the coefficient of variation of what a spike lets out: (1 - p)/(N p).</summary>
    public double RelativeVariance => (1 - Probability) / (Sites * Probability);
}

/// <summary>Stochastic and tiring synapses in an open loop and in a network of excitation and inhibition, beside deterministic ones.</summary>
internal sealed class ReleaseStatisticsExperiment : Experiment<ReleaseStatisticsParameters>
{
    private const double Transient = 100; // ms
    private static readonly Time dt = 0.1 * ms;
    private static readonly Time excitatoryDecay = 5 * ms;

    private enum Kind
    {
        Deterministic,
        Stochastic,
        Tiring,
    }

    public override string Name => "release-statistics-in-network";

    public override string Question => "What does a network notice of the chance at its synapses?";

    public override string Source => "Brette et al., J. Comput. Neurosci. 23 (2007), benchmark 1; transmission and plasticity, quantal release";

    public override void Run(ReleaseStatisticsParameters p, Session session, Findings findings)
    {
        findings.Note("Mean weights are equal: quanta are w/(N p), and tiring synapses have w divided by what they release at 20 Hz. "
            + "Where excitation tires, a network may fall silent after its common start.");
        double variance = OpenLoop(p, session.Part(0, 3), findings);
        var runs = Networks(p, session.Part(1, 3), findings);
        Hashes(p, session, findings);
        double Rate(Kind kind) => runs.Where(run => run.Kind == kind).Average(run => run.Rate);
        double Error(Kind kind) => StandardError.Of([.. runs.Where(run => run.Kind == kind).Select(run => run.Rate)]);

        foreach (var kind in Enum.GetValues<Kind>())
        {
            findings.Measure($"rate, {Word(kind)} synapses (Hz)", Rate(kind));
        }

        findings.Answer($"In an open loop chance multiplies the variance of the conductance by {variance:F3}. The network fires at "
            + $"{Rate(Kind.Deterministic):F1} ± {Error(Kind.Deterministic):F1} Hz with deterministic excitatory synapses, at {Rate(Kind.Stochastic):F1} ± "
            + $"{Error(Kind.Stochastic):F1} Hz with stochastic ones, and at {Rate(Kind.Tiring):F1} ± {Error(Kind.Tiring):F1} Hz with such as tire.");
    }

    private static string Word(Kind kind) => kind switch
    {
        Kind.Deterministic => "deterministic",
        Kind.Stochastic => "stochastic",
        _ => "tiring",
    };

    // The same Poisson spikes at deterministic and at stochastic synapses.
    private static double OpenLoop(ReleaseStatisticsParameters p, Session session, Findings findings)
    {
        var run = OpenLoopConductance.Of(p.Stochastic, p.Sites * p.Probability, excitatoryDecay, session);
        double expected = 1 + p.RelativeVariance;
        findings.Check(
            "variance of the conductance with stochastic synapses over that with deterministic ones", expected, run.Ratio, 3 * run.RatioError,
            "1 + (1 - p)/(N p) for Poisson spikes; tolerance: 3 standard errors (20 groups of cells)");
        findings.Check(
            "variance with deterministic synapses (nS^2): K r w^2 dt/(1 - exp(-2 dt/tau))", run.ExpectedVariance, run.Variance, 4 * run.VarianceError,
            "Campbell's theorem, on the grid; tolerance: 4 standard errors");
        double[] times = [.. Enumerable.Range(0, 300).Select(i => (double)i)];
        findings.Figure(
            "open-loop", "The same spikes at synapses with and without chance",
            $"Conductance of one cell under {OpenLoopConductance.Inputs} Poisson inputs of 10 Hz; N {p.Sites}, p {p.Probability:G3}. The mean is the same, the "
                + $"variance {run.Ratio:F2} times as large ({expected:F3} in theory).",
            Plot.Panel(
                new Axis("Time", "ms"), new Axis("Conductance", "nS") { Minimum = 0 },
                Plot.Line("stochastic", times, run.Stochastic.Skip(100).Take(300), colour: Palette.At(1)),
                Plot.Line("deterministic", times, run.Deterministic.Skip(100).Take(300), colour: Colour.Black)));
        return run.Ratio;
    }

    // COBA of Brette et al. (2007), of which excitatory synapses are of a kind.
    private static (Network Network, Population Cells) Build(ReleaseStatisticsParameters p, Kind kind, ulong seed)
    {
        var network = new Network { Seed = seed };
        var cells = network.Add(new Population("cells", 4000, new LeakyIntegrateAndFire())
        {
            Initial =
            {
                ["V"] = Normal(-65 * mV, 5 * mV), ["excitation.g"] = Normal(40 * nS, 15 * nS), ["inhibition.g"] = Normal(200 * nS, 120 * nS),
            },
        });
        var tiring = new ResourceFormulas(p.Utilization, p.Recovery / ms, 0);
        var (release, weight) = kind switch
        {
            Kind.Stochastic => ((Release?)p.Stochastic, 6 * nS / (p.Sites * p.Probability)),
            Kind.Tiring => (new TsodyksMarkram("tiring") { Utilization = p.Utilization, Recovery = p.Recovery }, 6 * nS / tiring.Poisson(0.02)),
            _ => (null, 6 * nS),
        };
        network.Connect(
            cells.Slice("E", ..3200), cells, new FixedProbability(0.02), new Exponential("excitation") { Decay = excitatoryDecay, Reversal = 0 * mV }, weight,
            name: "excitatory", release: release);
        network.Connect(
            cells.Slice("I", 3200..), cells, new FixedProbability(0.02), new Exponential("inhibition") { Decay = 10 * ms, Reversal = -80 * mV }, 67 * nS,
            name: "inhibitory");
        return (network, cells);
    }

    private static List<(Kind Kind, double Rate)> Networks(ReleaseStatisticsParameters p, Session session, Findings findings)
    {
        var found = new List<(Kind, double)>();
        var panels = new List<SpikeTrains>();
        int count = Enum.GetValues<Kind>().Length * p.Networks;
        foreach (var kind in Enum.GetValues<Kind>())
        {
            for (int n = 0; n < p.Networks; n++)
            {
                var (network, cells) = Build(p, kind, session.Seed + (ulong)n);
                using var run = session.Part(found.Count, count).Simulate(network, dt);
                var spikes = run.Record(cells.Spikes);
                var mean = run.Record(cells.Mean("excitation.g") with { Interval = 1 * ms });
                run.Advance((Transient * ms) + p.Duration);
                var trains = spikes.Trains();
                double[] g = mean.Traces().Columns[0].In(nS)[((int)Transient + 1)..];
                var (steps, neurons) = (trains.Steps.ToArray(), trains.Neurons.ToArray());
                double from = Transient / (dt / ms);
                int late = steps.Count(step => step >= from);
                found.Add((kind, late / 4000.0 / (p.Duration / second)));
                if (n == 0)
                {
                    panels.Add(trains);
                    CheckMean(p, kind, steps, neurons, from, g, findings);
                }
            }
        }

        double[] Rates(SpikeTrains trains)
        {
            double[] rates = new double[(int)Math.Floor(((Transient * ms) + p.Duration) / (5 * ms))];
            foreach (int step in trains.Steps)
            {
                if (step / 50 < rates.Length)
                {
                    rates[step / 50] += 1 / (4000 * 0.005);
                }
            }

            return rates;
        }

        findings.Figure(
            "network", "The network with three kinds of excitatory synapses",
            "The rate of all cells in bins of 5 ms, in the first network of each kind.",
            panels.Select((trains, i) =>
            {
                double[] rates = Rates(trains);
                return Plot.Panel(
                    new Axis("Time", "ms"), new Axis("Rate", "Hz") { Minimum = 0 },
                    Plot.Line("", [.. rates.Select((_, bin) => (bin * 5) + 2.5)], rates, colour: i == 0 ? Colour.Black : Palette.At(i - 1)))
                    with { Title = $"{char.ToUpperInvariant(Word((Kind)i)[0])}{Word((Kind)i)[1..]} synapses", Height = 30 * mm };
            }));
        findings.Populations(panels.Select((trains, i) => trains.Slice($"{Word((Kind)i)} synapses", ..)));
        findings.Table(
            "rates.csv", "rates of all networks; 0 deterministic, 1 stochastic, 2 tiring", found, ("synapses", row => (double)(int)row.Item1),
            ("rate (Hz)", row => row.Item2));
        return found;
    }

    // The mean conductance is what the spikes of the excitatory cells bring, w tau each on average, whatever chance does.
    private static void CheckMean(
        ReleaseStatisticsParameters p, Kind kind, ReadOnlySpan<int> steps, ReadOnlySpan<int> neurons, double from, double[] g, Findings findings)
    {
        if (kind == Kind.Tiring)
        {
            return;
        }

        double spikes = 0;
        for (int i = 0; i < steps.Length; i++)
        {
            spikes += steps[i] >= from && neurons[i] < 3200 ? 1 : 0;
        }

        // What a cell sends to is 80 on average and independent of its rate.
        const double OutDegree = 80;
        double mean = dt.SiValue / (1 - Math.Exp(-dt / excitatoryDecay)); // s: of the time that a spike's conductance lasts, on the grid
        double expected = spikes * OutDegree * 6 * mean / 4000 / (p.Duration / second);
        double events = spikes * OutDegree;
        double wiring = 1 / Math.Sqrt(OutDegree * 3200);
        double chance = kind == Kind.Stochastic ? Math.Sqrt(p.RelativeVariance / events) : 0;
        double edges = 2 * 5e-3 / (p.Duration / second); // of what began before and ends behind the time, at rates twice the mean
        findings.Check(
            $"mean excitation over that of its spikes, {Word(kind)} synapses", 1, g.Average() / expected, edges + (4 * (wiring + chance)),
            "w tau a spike and synapse; tolerance: both ends of the time, and 4 standard errors of wiring and chance");
    }

    // The targets of a thread are its tile of the synapses: what a source sends is cut where they end, so that the number of threads is the tile's size.
    private static void Hashes(ReleaseStatisticsParameters p, Session session, Findings findings)
    {
        string first = "";
        int different = 0;
        var options = new RunOptions { TimeStep = dt, Precision = session.Precision, Ranks = session.Ranks };
        foreach (var option in new[]
        {
            options with { Threads = 1 }, options with { Threads = 2 }, options with { Threads = 3, Width = LaneWidth.Scalar },
            options with { Threads = 5, Width = LaneWidth.Bits256 }, options with { Threads = 8 },
        })
        {
            session.Cancellation.ThrowIfCancellationRequested();
            var (network, cells) = Build(p, Kind.Stochastic, session.Seed);
            using var run = new Simulation(network, option);
            var spikes = run.Record(cells.Spikes);
            run.Advance(60 * ms);
            string hash = spikes.Trains().Hash();
            different += first.Length > 0 && hash != first ? 1 : 0;
            first = first.Length > 0 ? first : hash;
        }

        findings.Check(Experiments.Check.Exactly(
            "runs on 2, 3, 5 and 8 threads (tiles of 2000 to 500 targets) and other vector widths whose spikes differ from those on one", 0, different,
            "chances are functions of the synapse and the step: the hash of all spikes is the same"));
    }
}
