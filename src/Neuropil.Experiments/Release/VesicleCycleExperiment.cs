using static Neuropil.Units;

namespace Neuropil.Experiments;

/// <summary>The parameters of <see cref="VesicleCycleExperiment"/>.</summary>
internal sealed record VesicleCycleParameters
{
    [Option("spikes per second of the train that is shown", AtLeast = "1 Hz", AtMost = "100 Hz", Unit = "Hz")]
    public Frequency Frequency { get; init; } = 20 * Hz;
    [Option("what a spike adds to calcium at the site", AtLeast = "0 uM", AtMost = "200 uM", Unit = "uM")]
    public Concentration LocalCalcium { get; init; } = 20 * uM;
    [Option("what a spike adds to calcium of the terminal", AtLeast = "0 uM", AtMost = "5 uM", Unit = "uM")]
    public Concentration ResidualCalcium { get; init; } = 0.5 * uM;

    [Option("cooperativity of synchronous release, n", AtLeast = "1", AtMost = "6")] public double SynchronousCooperativity { get; init; } = 4;
    [Option("cooperativity of asynchronous release, m", AtLeast = "1", AtMost = "6")] public double AsynchronousCooperativity { get; init; } = 2;
    [Option("rate from docked to primed", MoreThan = "0 Hz", AtMost = "1 kHz", Unit = "Hz")] public Frequency Priming { get; init; } = 10 * Hz;
    [Option("synapses whose mean is compared with the mean equations", AtLeast = "100", AtMost = "100000")] public int Trials { get; init; } = 1000;

    public MeanVesicleCycle Mean => new("cycle")
    {
        LocalCalcium = LocalCalcium, ResidualCalcium = ResidualCalcium, SynchronousCooperativity = SynchronousCooperativity,
        AsynchronousCooperativity = AsynchronousCooperativity, Priming = Priming,
    };

    public VesicleCycle Stochastic => new("cycle")
    {
        LocalCalcium = LocalCalcium, ResidualCalcium = ResidualCalcium, SynchronousCooperativity = SynchronousCooperativity,
        AsynchronousCooperativity = AsynchronousCooperativity, Priming = Priming,
    };
}

/// <summary>The vesicle cycle: its stationary state, a train, what calcium does to release, and how much of it is asynchronous.</summary>
internal sealed class VesicleCycleExperiment : Experiment<VesicleCycleParameters>
{
    private const int TrainLength = 20;
    private static readonly Time dt = 0.1 * ms;
    private static readonly string[] states = ["U", "D", "P", "F", "R"];
    private static readonly string[] stateNames = ["undocked", "docked", "primed", "fused", "recovered"];
    private static readonly double[] frequencies = [1, 2, 5, 10, 20, 50];

    public override string Name => "vesicle-cycle";

    public override string Question => "What becomes of vesicles under trains of spikes: depletion, recovery, release with the spike and behind it?";

    public override string Source
        => "Schneggenburger and Neher, Nature 406 (2000); Goda and Stevens, PNAS 91 (1994); transmission and plasticity, vesicle dynamics";

    public override void Run(VesicleCycleParameters p, Session session, Findings findings)
    {
        findings.Note("The rates of the cycle are those of a chain of reference, or ours; calcium's transients are idealised as jumps that decay "
            + "exponentially.");
        var shares = Stationary(p, session.Part(0, 3), findings);
        Calcium(session.Part(1, 3), findings);
        double left = Train(p, session.Part(2, 3), findings);
        findings.Answer($"A train of {TrainLength} spikes at {p.Frequency} leaves {100 * left:F0} % of the vesicles primed. Of what is released, "
            + $"{100 * shares[0]:F1} % comes asynchronously at {frequencies[0]} Hz and {100 * shares[^1]:F1} % at {frequencies[^1]} Hz.");
    }

    // The chain without calcium, and long trains: occupancies, flux, and the part of release that residual calcium makes.
    private static double[] Stationary(VesicleCycleParameters p, Session session, Findings findings)
    {
        Time duration = 20 * second;
        var chain = new MeanVesicleCycle("cycle") { SpontaneousRate = 2 * Hz, Sites = 1 };
        var cycle = p.Mean;
        List<SynapseUnderTest> cases =
        [
            new(chain, []),
            .. frequencies.Select(f => new SynapseUnderTest(
                cycle, ReleaseTrials.Train((int)(f * (duration / second)) - 1, (1 / (f * Hz)).OnGrid(dt), 1 * ms))),
        ];
        var trials = ReleaseTrials.Of(cases, duration, dt, session);
        double[] Occupancies(int synapse) => [.. states.Select(state => trials.Numbers(synapse, state)[0])];
        double[] found = Occupancies(0);
        double[] expected = [.10989, .05495, .27473, .01099, .54945];
        const string Chain = "stationary state of the chain with rates 5, 10, 2, 50, 1 per s, to five digits";
        for (int state = 0; state < states.Length; state++)
        {
            findings.Check($"part of sites {stateNames[state]}, without calcium", expected[state], found[state], 6e-6, Chain);
        }

        findings.Check("release without calcium (1/s)", .54945, trials.Course(0)[^2] / (dt / second), 6e-6, Chain);
        findings.Check(
            "sum of all parts: largest deviation from 1, all trains", 0, cases.Select((_, i) => Math.Abs(1 - Occupancies(i).Sum())).Max(), 1e-12,
            "no site is lost in 200 000 intervals; tolerance: rounding");
        double[] shares = [.. frequencies.Select((_, i) => trials.Numbers(i + 1, "releasedAsynchronously")[0] / trials.Numbers(i + 1, "released")[0])];
        if (p.ResidualCalcium > 0 * uM && p.LocalCalcium > 0 * uM)
        {
            findings.Check(Experiments.Check.MoreThan(
                "smallest growth of the asynchronous part from frequency to frequency, 1 to 50 Hz", 0,
                shares.Zip(shares.Skip(1), (one, next) => next - one).Min(), "residual calcium builds up; the transient of a spike does not"));
        }

        double[] perSpike = [.. frequencies.Select((f, i) => p.Mean.Sites * trials.Numbers(i + 1, "released")[0] / cases[i + 1].Spikes.Count)];
        findings.Panels(
            "frequencies", "Release over the frequency of long trains",
            "Means over 20 s from rest. Above: vesicles a spike, of all that the synapse lets out. Below: the part that residual calcium releases.",
            Plot.Panel(
                new Axis("Frequency", "Hz") { Scale = AxisScale.Logarithmic }, new Axis("Vesicles a spike") { Minimum = 0 },
                Plot.Curve("", frequencies, perSpike, colour: Colour.Black)) with { Height = 35 * mm },
            Plot.Panel(
                new Axis("Frequency", "Hz") { Scale = AxisScale.Logarithmic }, new Axis("Asynchronous part") { Minimum = 0 },
                Plot.Curve("", frequencies, shares, colour: Palette.At(1))) with { Height = 35 * mm });
        findings.Table(
            "frequencies.csv", "long trains", frequencies.Zip(perSpike, shares), ("frequency (Hz)", row => row.First), ("vesicles a spike", row => row.Second),
            ("asynchronous part", row => row.Third));
        return shares;
    }

    // One spike with twice the calcium again and again, for three cooperativities; residual calcium plays no part.
    private static void Calcium(Session session, Findings findings)
    {
        // Spikes of one time add their calcium: a source that stands 8 times in a step makes 8 times the transient.
        double[] cooperativities = [3, 4, 5];
        double[] calcium = [.. Enumerable.Range(0, 10).Select(i => Math.Pow(2, i))];
        var cases = cooperativities.SelectMany(n =>
        {
            var release = new MeanVesicleCycle("cycle")
            {
                Sites = 1, SynchronousCooperativity = n, SynchronousRate = 1e-3 * Hz, LocalCalcium = 1 * uM, AsynchronousRate = 0 * Hz,
            };
            return calcium.Select(c => new SynapseUnderTest(release, [.. Enumerable.Repeat(1 * ms, (int)c)]));
        }).ToList();
        var trials = ReleaseTrials.Of(cases, 10 * ms, dt, session);
        double[] released = [.. cases.Select((_, i) => trials.Numbers(i, "released")[0])];
        const double Largest = 20;
        var layers = new List<PlotLayer>();
        for (int k = 0; k < cooperativities.Length; k++)
        {
            double n = cooperativities[k];
            double[] row = released[(k * calcium.Length)..((k + 1) * calcium.Length)];
            double[] ratios = [.. Enumerable.Range(0, calcium.Length - 1).Where(i => row[i + 1] < 0.01).Select(i => row[i + 1] / row[i])];
            findings.Check(
                $"release at twice the calcium over that at once, n = {n}, below 1 %: largest deviation from 2^n", 0,
                ratios.Max(ratio => Math.Abs((ratio / Math.Pow(2, n)) - 1)), 0.02, "release ~ [Ca]^n while few of the primed vesicles go; tolerance 2 %");
            layers.Add(Plot.Curve($"n = {n}", calcium, row, colour: Palette.At(k)));
            double scale = row[0] / Math.Pow(calcium[0], n);
            double[] straight = [calcium[0], Math.Pow(Largest / scale, 1 / n)]; // on beyond where vesicles run out
            layers.Add(Plot.Line("", straight, straight.Select(c => scale * Math.Pow(c, n)), LineStyle.Dotted, Palette.At(k)));
        }

        findings.Figure(
            "calcium", "Release and the calcium of a spike",
            "The part of a primed synapse that one spike releases. Dotted: [Ca]^n; doubling calcium multiplies release by 2^n until the primed "
                + "vesicles run out.",
            Plot.Panel(
                new Axis("Peak calcium", "uM") { Scale = AxisScale.Logarithmic },
                new Axis("Part released") { Scale = AxisScale.Logarithmic, Minimum = 1e-6, Maximum = Largest }, layers));
    }

    // A train and the second behind it: stochastic sites beside the mean equations.
    private static double Train(VesicleCycleParameters p, Session session, Findings findings)
    {
        const int Bin = 50; // steps
        const int Fewest = 4; // vesicles that a point of the figure stands for
        Time interval = (1 / p.Frequency).OnGrid(dt);
        Time[] spikes = ReleaseTrials.Train(TrainLength, interval, 50 * ms);
        Time duration = Math.Ceiling((spikes[^1] + (500 * ms)) / (5 * ms)) * (5 * ms);
        var trials = ReleaseTrials.Of(
            [new SynapseUnderTest(p.Stochastic, spikes, p.Trials), new SynapseUnderTest(p.Mean, spikes)], 0 * ms, dt, session);
        int bins = (int)Math.Round(duration / (Bin * dt));
        double[][] parts = new double[bins][];
        for (int bin = 0; bin < bins; bin++)
        {
            trials.Run.Advance(Bin * dt);
            parts[bin] = [.. states.Select(state => trials.Numbers(1, state)[0])];
        }

        double[] mean = trials.Course(1);
        double[] sums = new double[bins];
        double[] squares = new double[bins];
        for (int trial = 0; trial < p.Trials; trial++)
        {
            double[] course = trials.Course(0, trial);
            for (int bin = 0; bin < bins; bin++)
            {
                double inBin = 0;
                for (int n = bin * Bin; n < (bin + 1) * Bin; n++)
                {
                    inBin += course[n];
                }

                sums[bin] += inBin;
                squares[bin] += inBin * inBin;
            }
        }

        double[] found = [.. sums.Select(sum => sum / p.Trials)];
        double[] errors = [.. squares.Select((square, i) => Math.Sqrt(Math.Max(0, (square / p.Trials) - (found[i] * found[i])) / p.Trials))];
        double[] expected = [.. Enumerable.Range(0, bins).Select(bin => mean.Skip(bin * Bin).Take(Bin).Sum())];
        double[] deviations = [.. expected.Select((value, i) => value < 1e-300 && found[i] == 0 ? 0
            : (found[i] - value) / Math.Max(errors[i], Math.Sqrt(value / p.Trials)))];
        findings.Check(
            $"release in {bins} bins of 5 ms, stochastic against the mean equations: largest deviation in standard errors", 0, deviations.Max(Math.Abs),
            -MathNet.Numerics.Distributions.Normal.InvCDF(0, 1, 1e-4 / bins / 2), "one false alarm in 10 000 among all bins");
        double[] times = [.. Enumerable.Range(0, bins).Select(bin => (bin + 1) * 5.0)];
        double[] middles = [.. times.Select(time => time - 2.5)];
        double[] spikeTimes = [.. spikes.Select(time => time / ms)];
        findings.Figure(
            "train", "A train of spikes",
            $"{TrainLength} spikes at {p.Frequency}. Above: vesicles in bins of 5 ms, the mean of {p.Trials} stochastic synapses with standard "
                + $"errors, and the mean "
                + "equations. Below: where the vesicles are.",
            Plot.Panel(
                new Axis("Time", "ms"), new Axis("Vesicles in 5 ms") { Scale = AxisScale.Logarithmic, Minimum = 1e-4, Maximum = 10 },
                Plot.Line("mean equations", middles, expected.Select(value => Math.Max(value, 1e-4)), colour: Colour.Black),
                Plot.Points("stochastic", middles, found.Select(value => value * p.Trials >= Fewest ? value : double.NaN), errors, Palette.At(1))),
            Plot.Panel(
                new Axis("Time", "ms"), new Axis("Part of sites") { Minimum = 0, Maximum = 1 },
                states.Select((_, state) => (PlotLayer)Plot.Line(stateNames[state], times, parts.Select(part => part[state]), colour: Palette.At(state)))));
        return parts[Math.Min(bins - 1, (int)(spikes[^1] / (5 * ms)) + 1)][2];
    }
}
