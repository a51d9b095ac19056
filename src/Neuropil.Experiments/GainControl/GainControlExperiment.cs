using MathNet.Numerics.Interpolation;
using static Neuropil.Units;

namespace Neuropil.Experiments;

/// <summary>The parameters of <see cref="GainControlExperiment"/>.</summary>
internal sealed record GainControlParameters
{
    [Option("k, the untuned inhibition at full contrast, in leak conductances", AtLeast = "0", AtMost = "50")] public double Pool { get; init; } = 5;
    [Option("contrasts", AtLeast = "0.01", AtMost = "1")] public IReadOnlyList<double> Contrasts { get; init; } = [0.1, 0.3, 1];
    [Option("noise of the cells that fire: standard deviation of V at rest", MoreThan = "0 mV", AtMost = "10 mV", Unit = "mV")]
    public Voltage Noise { get; init; } = 5 * mV;

    [Option("measured time of the cells that fire", AtLeast = "100 ms", Unit = "ms")] public Time Duration { get; init; } = 2000 * ms;
}

/// <summary>Contrast invariance: inhibition that grows with contrast divides the depolarisation; what it does to the rate depends on noise.</summary>
internal sealed class GainControlExperiment : Experiment<GainControlParameters>
{
    private const double Gain = 2.8; // excitation of cells that fire over those that do not: peaks above the threshold at all contrasts

    public override string Name => "gain-control";

    public override string Question => "Does balanced inhibition keep the shape of a tuning curve when contrast changes?";

    public override string Source
        => "Carandini and Heeger, Science 264 (1994); Holt and Koch, Neural Comput. 9 (1997); Chance, Abbott and Reyes, Neuron 35 (2002); E-I balance, gain "
            + "control";

    public override void Run(GainControlParameters p, Session session, Findings findings)
    {
        double[] contrasts = [.. p.Contrasts.Order()];
        var (low, high) = (contrasts[0], contrasts[^1]);
        NormalisedTuning[] pools = [new(p.Pool), new(0)];
        var growth = new double[pools.Length];
        List<Panel> panels = [];
        for (int i = 0; i < pools.Length; i++)
        {
            var tuning = pools[i];
            double[][] found = TunedCells.Depolarisations(tuning.Pool, contrasts, session.Part(i, 4));
            double largest = found.Zip(contrasts, (course, c) => course.Zip(TunedCells.Distances, (r, d) => Math.Abs(r - tuning.Response(c, d))).Max()).Max();
            string name = i == 0 ? $"k {p.Pool:G3}" : "without inhibition";
            findings.Check($"{name}: depolarisation, largest distance from the formula, all contrasts and stimuli", 0, largest, 1e-6, "c f/(g_L + c f + c k)");
            double[] widths = [.. found.Select(course => HalfWidth(course))];
            foreach (var (c, width) in contrasts.Zip(widths))
            {
                findings.Check($"{name}: half-width at contrast {c:G6}", tuning.HalfWidth(c), width, 1e-4, "closed form; tolerance: a spline between stimuli");
            }

            growth[i] = (widths[^1] / widths[0]) - 1;
            var defaults = Reference.Defaults<GainControlParameters>(each => each.Pool, each => each.Contrasts);
            findings.Check(new Reference<GainControlParameters>($"{name}: growth of the width over tenfold contrast (%)", i == 0 ? 3.21 : 21.69,
                "half-widths 1.2049 to 1.2435 and 1.2181 to 1.4823", defaults).Within(0.02), p, 100 * growth[i]);
            panels.Add(Curves(i == 0 ? $"k = {p.Pool:G3}" : "without inhibition", contrasts, found, tuning));
        }

        findings.Measure("growth of the depolarisation's width (%)", 100 * growth[0]);
        findings.Measure("the same without inhibition (%)", 100 * growth[1]);
        findings.Measure("depolarisation at the peak, highest contrast over lowest", pools[0].Response(high, 0) / pools[0].Response(low, 0));
        double[] rateGrowth = [.. new[] { 0, p.Noise / mV }.Select((noise, i) => Rates(noise, session.Part(2 + i, 4)))];
        findings.Measure("growth of the rate's width, without noise (%)", 100 * rateGrowth[0]);
        findings.Measure("growth of the rate's width, with noise (%)", 100 * rateGrowth[1]);
        findings.Answer(
            $"The depolarisation keeps its shape: from contrast {low:G3} to {high:G3} its width grows by {100 * growth[0]:F1} %, without the untuned "
                + $"inhibition by {100 * growth[1]:F1} %. The firing rate does not simply inherit this: its width changes by {100 * rateGrowth[0]:F0} % "
                + $"without noise, where a threshold cuts the flanks, and by {100 * rateGrowth[1]:F0} % with noise.");
        findings.Note("The chapter divides the firing rate by the membrane's conductance. What is divided is the depolarisation: below the threshold a rate "
            + "is zero however the conductance is, and above it a shunt subtracts from the rate of a noise-free cell (Holt and Koch 1997). Noise smooths "
            + "the threshold, and the rate then follows the depolarisation more closely (Chance, Abbott and Reyes 2002).");
        findings.SideBySide(
            "gain-control", "Tuning at several contrasts",
            "Excitation is tuned, inhibition is not; both grow with contrast. Points: simulated, lines: the formula. (A) Depolarisation with k = "
                + $"{p.Pool:G3}. (B) Without inhibition. (C) Firing rate of cells without noise. (D) With noise of {p.Noise / mV:G3} mV.", panels);

        double Rates(double noise, Session part)
        {
            var found = TunedCells.Rates(p.Pool, contrasts, Gain, noise, p.Duration, part);
            panels.Add(Plot.Panel(
                new Axis("Distance from the preferred stimulus"), new Axis("Rate", "Hz") { Minimum = 0 },
                contrasts.Select((c, i) => Plot.Curve($"contrast {c:G3}", TunedCells.Distances, found[i].Select(each => each.Rate), Marker.None,
                    colour: Palette.At(i + 2)))) with { Title = noise > 0 ? $"noise {noise:G3} mV" : "without noise" });
            double[] widths = [.. found.Select(course => HalfWidth([.. course.Select(each => each.Rate)]))];
            findings.Table(
                noise > 0 ? "rates-with-noise.csv" : "rates.csv", "the firing rate at each stimulus and contrast",
                    TunedCells.Distances.Select((d, i) => (Distance: d, Index: i)),
                [("distance", row => row.Distance), .. contrasts.Select((c, i)
                    => ($"rate at contrast {c:G3} (Hz)", (Func<(double Distance, int Index), double>)(row => found[i][row.Index].Rate)))]);
            return (widths[^1] / widths[0]) - 1;
        }
    }

    protected override void Validate(GainControlParameters p)
        => Refuse.If(p.Contrasts.Distinct().Count() < 2, $"--contrasts has {p.Contrasts.Distinct().Count()} values; expected two contrasts or more to compare");

    private static Panel Curves(string title, double[] contrasts, double[][] found, NormalisedTuning tuning)
    {
        double[] line = Plot.Range(-3, 3, 120);
        return Plot.Panel(
            new Axis("Distance from the preferred stimulus"), new Axis("Depolarisation") { Minimum = 0 },
            contrasts.SelectMany((c, i) => new PlotLayer[]
            {
                Plot.Line("", line, d => tuning.Response(c, d), colour: Palette.At(i + 2)),
                Plot.Points($"contrast {c:G3}", [.. TunedCells.Distances.Where((_, d) => d % 4 == 0)], found[i].Where((_, d) => d % 4 == 0),
                    colour: Palette.At(i + 2)),
            })) with { Title = title };
    }

    // The distance at which the right flank is at half of the peak, by a spline; NaN where the curve stays above it or is flat.
    private static double HalfWidth(double[] course)
    {
        double peak = course.Max();
        int middle = course.Length / 2;
        int below = Array.FindIndex(course, middle, value => value < peak / 2);
        if (below < 0 || !(peak > 0))
        {
            return double.NaN;
        }

        var spline = CubicSpline.InterpolateNaturalSorted(TunedCells.Distances, course);
        return MathNet.Numerics.FindRoots.OfFunction(d => spline.Interpolate(d) - (peak / 2), TunedCells.Distances[below - 1], TunedCells.Distances[below],
            1e-10);
    }
}
