using static Neuropil.Distributions;
using static Neuropil.Units;

namespace Neuropil.Experiments;

/// <summary>The parameters of <see cref="HebbianRunawayExperiment"/>.</summary>
internal sealed record HebbianRunawayParameters
{
    [Option("inputs, half of which belong to a pattern", AtLeast = "20", AtMost = "1000")] public int Inputs { get; init; } = 100;
    [Option("presentations", AtLeast = "5000", AtMost = "1000000")] public int Presentations { get; init; } = 25_000;
    [Option("learning rate per presentation and Hz^2", MoreThan = "0", AtMost = "1e-6")] public double LearningRate { get; init; } = 4e-8;
    [Option("target rate", AtLeast = "1", AtMost = "20")] public double TargetRate { get; init; } = 5;
    [Option("time constant of scaling, in presentations", AtLeast = "10", AtMost = "1000")] public double ScalingTime { get; init; } = 50;
    [Option("largest weight", MoreThan = "0", AtMost = "1")] public double LargestWeight { get; init; } = 0.1;
}

/// <summary>Hebbian learning alone drives every weight to its bound; with synaptic scaling the same rule learns a pattern at the target rate.</summary>
internal sealed class HebbianRunawayExperiment : Experiment<HebbianRunawayParameters>
{
    private const double Strength = 20; // Hz of the pattern's inputs when it is there

    public override string Name => "hebbian-runaway";

    public override string Question => "What keeps a cell that learns by Hebb's rule from running away?";

    public override string Source => "Turrigiano and Nelson, Nat. Rev. Neurosci. 5 (2004); Miller and MacKay, Neural Comput. 6 (1994); plasticity, homeostasis";

    public override void Run(HebbianRunawayParameters p, Session session, Findings findings)
    {
        double[] pattern = [.. Enumerable.Range(0, p.Inputs).Select(i => i < p.Inputs / 2 ? 1.0 : 0)];
        var hebb = new EquationPlasticity("hebb", """
            x = source.r : 1
            y = target.r : 1
            0 <= w <= w_max
            every 3 ms: w = w + eta*x*y
            """) { Parameters = { ["eta"] = p.LearningRate, ["w_max"] = p.LargestWeight } };
        var scaling = new ActivityScaling("scaling")
        {
            Target = p.TargetRate, SensorTime = 0.4 * p.ScalingTime * Presentations.Duration, TimeConstant = p.ScalingTime * Presentations.Duration,
            Interval = Presentations.Duration,
        };
        var alone = Learn("Hebb alone", hebb);
        var scaled = Learn("with scaling", new PlasticityTogether("learning", hebb, scaling));
        double atBound = alone.Weights.Count(w => w <= 0 || w >= p.LargestWeight) / (double)p.Inputs;
        double cosine = Cosine(scaled.Weights, pattern);
        findings.Check(new Check("alone: weights at a bound, or silent below 0.1 Hz", 1, atBound > 0.95 || alone.Rate < 0.1 ? 1 : 0, 0,
            "Hebb's rule has no rest but the bounds"));
        findings.Check("with scaling: rate over its target", 1, scaled.Rate / p.TargetRate, 0.05, "scaling holds the rate");
        findings.Check(new Check("with scaling: cosine between weights and pattern above 0.9", 1, cosine > 0.9 ? 1 : 0, 0,
            "the leading direction of the inputs"));
        findings.Measure("alone: part of the weights at a bound", atBound);
        findings.Measure("alone: rate (Hz)", alone.Rate);
        findings.Measure("with scaling: rate (Hz)", scaled.Rate);
        findings.Measure("with scaling: cosine with the pattern", cosine);
        findings.Measure("with scaling: weights at a bound", scaled.Weights.Count(w => w <= 0 || w >= p.LargestWeight));
        findings.Answer($"Alone, {100 * atBound:F0} % of the weights end at a bound and the cell fires at {alone.Rate:F1} Hz; with scaling it fires at "
            + $"{scaled.Rate:F2} "
            + $"Hz and its weights point along the pattern (cosine {cosine:F3}).");
        var courses = new[] { alone, scaled };
        double[] numbers = [.. Enumerable.Range(1, p.Inputs).Select(i => (double)i)];
        findings.SideBySide(
            "hebbian-runaway", "Hebbian learning, alone and with scaling",
            $"{p.Inputs} inputs of 1 Hz and more; in half of the presentations the first half of them fires at {Strength:F0} Hz more. A: the cell's rate, "
                + "mean over 100 "
                + "presentations. B: the weights in the end.",
            Plot.Panel(
                new Axis("Presentation"), new Axis("Rate", "Hz") { Scale = AxisScale.Logarithmic },
                [.. courses.Select((each, i) => (PlotLayer)Plot.Line(each.Name, each.Times, each.Rates, colour: Palette.At(i))),
                    ReferenceLine.AtY(p.TargetRate)]),
            Plot.Panel(
                new Axis("Input"), new Axis("Weight") { Minimum = 0 },
                courses.Select((each, i) => (PlotLayer)Plot.Line(each.Name, numbers, each.Weights, colour: Palette.At(i)))));

        Course Learn(string name, Plasticity rule)
        {
            var cell = new Presentations(session, p.Inputs, 1, new ThresholdLinear(), rule, Uniform(0.0, 0.1 * p.LargestWeight));
            List<double> times = [], rates = [];
            double sum = 0;
            cell.Present(Inputs(p, pattern, session.Seed), number =>
            {
                sum += cell.Activities()[0];
                if (number % 100 == 99)
                {
                    times.Add(number + 1);
                    rates.Add(sum / 100);
                    sum = 0;
                }
            });
            return new Course(name, times, rates, rates.Skip(2 * rates.Count / 3).Average(), cell.Weights()[0]);
        }
    }

    // 1 Hz, an exponential number of mean 1 Hz, and the pattern in half of the presentations.
    private static IEnumerable<double[]> Inputs(HebbianRunawayParameters p, double[] pattern, ulong seed)
    {
        var random = new Random(unchecked((int)(seed * 40503) + 1));
        for (int k = 0; k < p.Presentations; k++)
        {
            double shown = random.NextDouble() < 0.5 ? Strength : 0;
            yield return Array.ConvertAll(pattern, belongs => 1 + (shown * belongs) - Math.Log(1 - random.NextDouble()));
        }
    }

    private static double Cosine(double[] a, double[] b)
        => Presentations.Dot(a, b) / Math.Sqrt(Presentations.Dot(a, a) * Presentations.Dot(b, b));

    private sealed record Course(string Name, List<double> Times, List<double> Rates, double Rate, double[] Weights);
}
