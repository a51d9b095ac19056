using static Neuropil.Units;

namespace Neuropil.Experiments;

/// <summary>The parameters of <see cref="StdpWindowExperiment"/>.</summary>
internal sealed record StdpWindowParameters
{
    [Option("what a pair at no distance adds, as a part of the largest weight", AtLeast = "0", AtMost = "0.1")]
    public double Potentiation { get; init; } = 0.01;

    [Option("what a pair at no distance takes away, as a part of the largest weight", AtLeast = "0", AtMost = "0.1")]
    public double Depression { get; init; } = 0.0105;

    [Option("width of the window of potentiation", MoreThan = "0 ms", AtMost = "200 ms", Unit = "ms")]
    public Time PotentiationDecay { get; init; } = 20 * ms;

    [Option("width of the window of depression", MoreThan = "0 ms", AtMost = "200 ms", Unit = "ms")]
    public Time DepressionDecay { get; init; } = 20 * ms;

    [Option("exponents with which a change depends on the distance to its bound: 0 additive, 1 multiplicative", AtLeast = "0", AtMost = "1")]
    public IReadOnlyList<double> Exponents { get; init; } = [0, 0.1, 0.4, 1];

    [Option("time step", Name = "dt", MoreThan = "0 ms", AtMost = "0.5 ms", Unit = "ms")] public Time TimeStep { get; init; } = 0.1 * ms;
}

/// <summary>What pairs, trains, triplets and quadruplets of spikes make of a weight, measured as an experimenter would and held to sums over spikes.</summary>
internal sealed class StdpWindowExperiment : Experiment<StdpWindowParameters>
{
    private const int Repeats = 60;
    private const double Distance = 10; // ms
    private const double Rounding = 1e-9;
    private const string Sums = "the rule's definition: a sum over all pairs and triplets of spikes; tolerance: rounding";

    private const double Largest = 4;

    private static readonly double[] frequencies = [0.1, 10, 20, 40, 50];

    // Predicted change of 60 pairs at +10 ms.
    private static readonly double[] published = [0, 0.1186, 0.2278, 0.5321, 0.7627];

    // Wang, Gerkin, Nauen and Bi (2005), as tabled by Pfister and Gerstner (2006): presynaptic and postsynaptic times, measured change and its error.
    private static readonly (string Name, double[] Presynaptic, double[] Postsynaptic, double Measured, double Error)[] triplets =
    [
        ("pre-post-pre 5, 5", [0, 10], [5], -0.01, 0.04), ("pre-post-pre 10, 10", [0, 20], [10], 0.03, 0.04),
        ("pre-post-pre 15, 5", [0, 20], [15], 0.01, 0.03), ("pre-post-pre 5, 15", [0, 20], [5], 0.24, 0.06),
        ("post-pre-post 5, 5", [5], [0, 10], 0.33, 0.04), ("post-pre-post 10, 10", [10], [0, 20], 0.34, 0.04),
        ("post-pre-post 5, 15", [5], [0, 20], 0.22, 0.08), ("post-pre-post 15, 5", [15], [0, 20], 0.29, 0.05),
    ];

    public override string Name => "stdp-window";

    public override string Question => "How does a pair of spikes move a weight, by its order and its distance, and what do pairs not say?";

    public override string Source
        => "Song, Miller and Abbott, Nat. Neurosci. 3 (2000); Pfister and Gerstner, J. Neurosci. 26 (2006); transmission and plasticity, Hebbian learning";

    public override void Run(StdpWindowParameters p, Session session, Findings findings)
    {
        var window = Window(p, session.Part(0, 5), findings);
        var weights = Weights(p, session.Part(1, 5), findings);
        var rates = Frequencies(p, session.Part(2, 5), findings);
        var patterns = Triplets(p, session.Part(3, 5), findings);
        var quadruplets = Quadruplets(p, session.Part(4, 5), findings);
        findings.SideBySide(
            "window", "What spikes of both ends make of a weight",
            $"Points: simulated. Lines: sums over all pairs and triplets of spikes. (A) The change by one pair. (B) The same at {Distance} ms, upwards and "
                + "downwards, where the change depends on the distance of the weight to its bound; the exponent is 0 for additive and 1 for multiplicative "
                + $"rules. (C) {Repeats} pairs at {Distance} ms at different rates: the triplet rule, fitted to visual cortex, turns from depression to "
                + "potentiation, which the pair rule (dashed) cannot. (D) 60 quadruplets of cultures of hippocampus: two pairs of 5 ms, the first post-pre "
                + "and the second pre-post where the interval between them is positive, the other order where it is negative.",
            window, weights, rates, quadruplets);
        findings.Figure("triplets", "Triplets of spikes",
            $"{Repeats} triplets at 1 Hz. Bars: the triplet rule, fitted to cultures of hippocampus; points: simulated; with errors: measured by Wang, Gerkin, "
                + "Nauen and Bi (2005). From left: pre-post-pre of 5 and 5, 10 and 10, 15 and 5, 5 and 15 ms, then the same of post-pre-post. Pairs alone say "
                + "the same of 5, 5 in both orders.",
            patterns);
        double up = p.Potentiation * Math.Exp(-Distance / (p.PotentiationDecay / ms)), down = p.Depression * Math.Exp(-Distance / (p.DepressionDecay / ms));
        findings.Answer(
            $"A presynaptic spike {Distance} ms before a postsynaptic one adds {up:G5} of the largest weight, behind it it takes {down:G5} away, and both fall "
            + $"off exponentially. Rates and triplets of spikes need more than pairs: by the triplet rule {Repeats} pairs of {Distance} ms add "
            + $"{published[1]:G3} at 10 Hz and {published[^1]:G3} at 50 Hz.");
    }

    private static Panel Window(StdpWindowParameters p, Session session, Findings findings)
    {
        double dt = p.TimeStep / ms;
        double[] distances = [.. Enumerable.Range(-14, 29).Select(k => k * 7.0).Concat([-Distance, Distance, -1, 1]).Distinct().Order()
            .Select(time => Math.Round(time / dt) * dt)];
        var rule = new SpikeTimingPlasticity<Number>("pairs")
        {
            LargestWeight = (Number)Largest, Potentiation = p.Potentiation, Depression = p.Depression, PotentiationDecay = p.PotentiationDecay,
            DepressionDecay = p.DepressionDecay,
        };
        PairedSpikes[] pairs = [.. distances.Select(distance => PairedSpikes.Pairs(distance, 1, 1))];
        double[] expected = [.. distances.Select(Of)];
        double[] all = Changes(pairs, expected, rule, p, session.Part(0, 2));
        double[] nearest = Changes(pairs, expected, rule with { Pairing = SpikePairing.NearestNeighbour }, p, session.Part(1, 2));
        double Of(double distance) => distance >= 0 ? p.Potentiation * Math.Exp(-distance / (p.PotentiationDecay / ms))
            : -p.Depression * Math.Exp(distance / (p.DepressionDecay / ms));
        findings.Check($"change by one pair at {distances.Length} distances: largest deviation", 0, Deviation(all, expected), Rounding,
            "the window, exponential on both sides; tolerance: rounding");
        findings.Check("the same where only nearest neighbours pair: largest difference", 0, Deviation(all, nearest), Rounding,
            "one pair has no other neighbours");
        foreach (var (at, change) in new[] { (Distance, 0.0060653), (-Distance, -0.0063686) })
        {
            findings.Check(
                new Reference<StdpWindowParameters>($"change by a pair at {at:+0;-0} ms", change, "0.01 exp(-1/2) and -0.0105 exp(-1/2), to seven digits",
                    Reference.Defaults<StdpWindowParameters>(each => each.Potentiation, each => each.Depression, each => each.PotentiationDecay,
                        each => each.DepressionDecay)).Within(5.1e-8),
                p, all[Array.FindIndex(distances, distance => Math.Abs(distance - at) < dt / 2)]);
        }

        findings.Measure("largest potentiation by one pair (%)", 100 * all.Max());
        findings.Measure("largest depression by one pair (%)", 100 * all.Min());
        findings.Table("window.csv", "change by one pair, as a part of the largest weight", Enumerable.Range(0, distances.Length),
            ("post - pre (ms)", i => distances[i]), ("change", i => all[i]), ("window", i => Of(distances[i])));
        double[] before = Plot.Range(-100, -1e-9, 100), after = Plot.Range(0, 100, 100);
        return Plot.Panel(
            new Axis("Post - pre", "ms") { Minimum = -100, Maximum = 100 }, new Axis("Change by a pair", "%"),
            Plot.Line("", before, at => 100 * Of(at), colour: Palette.At(0)), Plot.Line("", after, at => 100 * Of(at), colour: Palette.At(1)),
            Plot.Points("", distances, all.Select(change => 100 * change), colour: Colour.Black));
    }

    // One pair upwards and one downwards from weights all over the range.
    private static Panel Weights(StdpWindowParameters p, Session session, Findings findings)
    {
        double[] weights = Plot.Range(0, 1, 20);
        PairedSpikes[] pairs = [.. new[] { Distance, -Distance }.SelectMany(at => weights.Select(_ => PairedSpikes.Pairs(at, 1, 1)))];
        var layers = new List<PlotLayer>();
        double worst = 0;
        double[] line = Plot.Range(0, 1, 200);
        for (int i = 0; i < p.Exponents.Count; i++)
        {
            double mu = p.Exponents[i];
            var rule = new SpikeTimingPlasticity<Number>("pairs")
            {
                LargestWeight = (Number)1, Potentiation = p.Potentiation, Depression = p.Depression, PotentiationDecay = p.PotentiationDecay,
                DepressionDecay = p.DepressionDecay, PotentiationExponent = mu, DepressionExponent = mu,
            };
            double[] ends = PairingProtocol.Weights(pairs, rule, [.. weights, .. weights], p.TimeStep, session.Part(i, p.Exponents.Count));
            double Up(double w) => Math.Min(1 - w, p.Potentiation * Math.Exp(-Distance / (p.PotentiationDecay / ms)) * Math.Pow(1 - w, mu));
            double Down(double w) => -Math.Min(w, p.Depression * Math.Exp(-Distance / (p.DepressionDecay / ms)) * Math.Pow(w, mu));
            double[] up = [.. weights.Select((w, k) => ends[k] - w)], down = [.. weights.Select((w, k) => ends[k + weights.Length] - w)];
            worst = Math.Max(worst, weights.Select((w, k) => Math.Max(Math.Abs(up[k] - Up(w)), Math.Abs(down[k] - Down(w)))).Max());
            layers.AddRange(
            [
                Plot.Line($"exponent {mu:G3}", line, w => 100 * Up(w), colour: Palette.At(i)), Plot.Line("", line, w => 100 * Down(w), colour: Palette.At(i)),
                Plot.Points("", weights, up.Select(change => 100 * change), colour: Palette.At(i)),
                Plot.Points("", weights, down.Select(change => 100 * change), colour: Palette.At(i)),
            ]);
        }

        findings.Check($"change by one pair from {weights.Length} weights, {p.Exponents.Count} exponents: largest deviation", 0, worst, Rounding,
            "A+ (1 - w)^mu and A- w^mu (Gütig et al. 2003, eqs. 2 and 3), cut at the bounds; tolerance: rounding");
        return Plot.Panel(new Axis("Weight") { Minimum = 0, Maximum = 1 }, new Axis("Change by a pair", "%"), layers);
    }

    private static Panel Frequencies(StdpWindowParameters p, Session session, Findings findings)
    {
        double dt = p.TimeStep / ms;
        PairedSpikes At(double frequency, double distance) => PairedSpikes.Pairs(distance, Repeats, Math.Round(1000 / frequency / dt) * dt);
        PairedSpikes[] protocols = [.. new[] { Distance, -Distance }.SelectMany(distance => frequencies.Select(frequency => At(frequency, distance)))];
        var numbers = TripletNumbers.VisualCortex;
        double[] expected = [.. protocols.Select(spikes => SpikeTimingSums.Triplets(spikes, numbers))];
        double[] found = Changes(protocols, expected, TripletFits.VisualCortex<Number>("triplets", (Number)Largest), p, session);
        findings.Check($"{Repeats} pairs at 0.1 to 50 Hz by the triplet rule (visual cortex): largest deviation", 0, Deviation(found, expected),
            Rounding, Sums);
        for (int i = 0; i < frequencies.Length; i++)
        {
            findings.Check($"{Repeats} pairs at +{Distance} ms and {frequencies[i]} Hz by the triplet rule", published[i], found[i], 6e-5,
                "Pfister and Gerstner (2006), minimal fit to visual cortex, evaluated by another program to four digits");
        }

        double[] line = Plot.Range(0.5, 50, 99);
        var (up, down) = ((p.Potentiation, p.PotentiationDecay / ms), (p.Depression, p.DepressionDecay / ms));
        IEnumerable<PlotLayer> Both(double distance, int place, Colour colour) =>
        [
            Plot.Line($"{distance:+0;-0} ms", line, frequency => SpikeTimingSums.Triplets(PairedSpikes.Pairs(distance, Repeats, 1000 / frequency), numbers),
                colour: colour),
            Plot.Line("", line, frequency => SpikeTimingSums.Pairs(PairedSpikes.Pairs(distance, Repeats, 1000 / frequency), up, down), LineStyle.Dashed,
                colour),
            Plot.Points("", frequencies, found.Skip(place).Take(frequencies.Length), colour: colour),
        ];
        return Plot.Panel(
            new Axis("Rate of pairs", "Hz") { Minimum = 0 }, new Axis($"Change by {Repeats} pairs"),
            [.. Both(Distance, 0, Palette.At(1)), .. Both(-Distance, frequencies.Length, Palette.At(0))]);
    }

    private static Panel Triplets(StdpWindowParameters p, Session session, Findings findings)
    {
        PairedSpikes[] protocols = [.. triplets.Select(each => PairedSpikes.Repeated(each.Presynaptic, each.Postsynaptic, Repeats, 1000))];
        double[] expected = [.. protocols.Select(spikes => SpikeTimingSums.Triplets(spikes, TripletNumbers.Hippocampus))];
        double[] found = Changes(protocols, expected, TripletFits.Hippocampus<Number>("triplets", (Number)Largest), p, session);
        findings.Check($"{Repeats} triplets at 1 Hz, {triplets.Length} patterns (hippocampus): largest deviation", 0, Deviation(found, expected), Rounding,
            Sums);

        int within = triplets.Zip(expected, (each, rule) => Math.Abs(each.Measured - rule) <= 2 * each.Error).Count(isNear => isNear);
        findings.Note(
            "Points lie on lines to rounding because both are the same sum over spikes: that says that the simulator does what the rule says, not that "
                + $"synapses do. Of {triplets.Length} measured triplets the fitted rule is within two standard errors of {within}; the same two pairs in both "
                + "orders would have the same change by pairs alone, and have not.");

        // What the pair rule cannot: the same two distances, in two orders.
        findings.Check(Check.Between("post-pre-post less pre-post-pre of 5 and 5 ms", 0.2, 0.5, found[4] - found[0],
            "measured: 0.34 +- 0.06 (Wang et al. 2005); the rule was fitted to it"));
        double[] places = [.. triplets.Select((_, i) => i + 1.0)];
        return Plot.Panel(
            new Axis("Pattern") { WholeNumbers = true }, new Axis($"Change by {Repeats} triplets"),
            new Bars("triplet rule", [.. places.Select(at => at - 0.5), places[^1] + 0.5], expected) { Colour = Palette.At(2) },
            Plot.Points("simulated", places, found, colour: Colour.Black),
            Plot.Points("measured", [.. places.Select(at => at + 0.2)], triplets.Select(each => each.Measured), triplets.Select(each => each.Error),
                Palette.At(1), Marker.Square));
    }

    private static Panel Quadruplets(StdpWindowParameters p, Session session, Findings findings)
    {
        static PairedSpikes At(double interval)
        {
            // Two pairs of 5 ms whose centres are |interval| apart: post-pre first where it is positive, pre-post first where it is negative.
            double gap = Math.Abs(interval);
            return interval >= 0 ? PairedSpikes.Repeated([5, gap], [0, gap + 5], Repeats, 1000) : PairedSpikes.Repeated([0, gap + 5], [5, gap], Repeats, 1000);
        }

        double[] intervals = [.. Enumerable.Range(1, 9).SelectMany(k => new[] { -10.0 * k, 10.0 * k }).Order()];
        PairedSpikes[] protocols = [.. intervals.Select(At)];
        double[] expected = [.. protocols.Select(spikes => SpikeTimingSums.Triplets(spikes, TripletNumbers.Hippocampus))];
        double[] found = Changes(protocols, expected, TripletFits.Hippocampus<Number>("triplets", (Number)Largest), p, session);
        findings.Check($"{Repeats} quadruplets at 1 Hz, {intervals.Length} intervals (hippocampus): largest deviation", 0, Deviation(found, expected),
            Rounding, Sums);
        Series Line(double first, double last) => Plot.Line("", Plot.Range(first, last, 85),
            interval => SpikeTimingSums.Triplets(At(interval), TripletNumbers.Hippocampus), colour: Palette.At(2));
        return Plot.Panel(
            new Axis("Interval between the pairs", "ms") { Minimum = -100, Maximum = 100 }, new Axis($"Change by {Repeats} quadruplets") { Minimum = 0 },
            Line(-95, -8), Line(8, 95), Plot.Points("", intervals, found, colour: Colour.Black));
    }

    // As parts of the largest weight. A weight begins so that no bound lies on its way.
    private static double[] Changes(IReadOnlyList<PairedSpikes> protocols, double[] expected, Plasticity rule, StdpWindowParameters p, Session session)
    {
        double[] initial = [.. expected.Select(change => Largest * (1 - change) / 2)];
        return [.. PairingProtocol.Weights(protocols, rule, initial, p.TimeStep, session).Zip(initial, (end, start) => (end - start) / Largest)];
    }

    private static double Deviation(double[] found, double[] expected) => found.Zip(expected, (one, other) => Math.Abs(one - other)).Max();
}
