using static Neuropil.Distributions;

namespace Neuropil.Experiments;

/// <summary>The parameters of <see cref="BcmSelectivityExperiment"/>.</summary>
internal sealed record BcmSelectivityParameters
{
    [Option("patterns", AtLeast = "3", AtMost = "8")] public int Patterns { get; init; } = 5;
    [Option("cells", AtLeast = "4", AtMost = "64")] public int Cells { get; init; } = 16;
    [Option("presentations", AtLeast = "1000", AtMost = "1000000")] public int Presentations { get; init; } = 60_000;
    [Option("learning rate per presentation", MoreThan = "0", AtMost = "0.01")] public double LearningRate { get; init; } = 0.001;
    [Option("time constant of the threshold, in presentations", AtLeast = "50", AtMost = "10000")] public double ThresholdTime { get; init; } = 300;
}

/// <summary>Patterns are presented at random: each cell of the BCM rule comes to answer one of them.</summary>
internal sealed class BcmSelectivityExperiment : Experiment<BcmSelectivityParameters>
{
    public override string Name => "bcm-selectivity";

    public override string Question => "Which of several input patterns does a BCM cell come to answer?";

    public override string Source =>
        "Bienenstock, Cooper and Munro, J. Neurosci. 2 (1982); Castellani et al., Neural Comput. 11 (1999); plasticity, learning by rates";

    public override void Run(BcmSelectivityParameters p, Session session, Findings findings)
    {
        int n = p.Patterns;
        double[][] orthogonal = [.. Enumerable.Range(0, n).Select(k => Unit([.. Enumerable.Range(0, 2 * n).Select(i => i / 2 == k ? 1.0 : 0)]))];
        double[][] overlapping = [.. Enumerable.Range(0, n).Select(k => Unit(
            [.. Enumerable.Range(0, 2 * n).Select(i => Math.Exp(2 * (Math.Cos((2 * Math.PI * i / (2 * n)) - (2 * Math.PI * k / n)) - 1)))]))];
        var apart = Learn("orthogonal patterns", orthogonal, isSigned: false);
        var signed = Learn("overlapping patterns, weights of any sign", overlapping, isSigned: true);
        var positive = Learn("overlapping patterns, weights from 0 on", overlapping, isSigned: false);

        // A cell counts with the mean of its last answers; how far a block of shuffled patterns leaves the threshold from its mean is the tolerance.
        double tolerance = 2.0 * n * n / p.ThresholdTime;
        foreach (var (name, answers) in new[] { ("orthogonal", apart), ("overlapping, signed", signed) })
        {
            findings.Check(
                $"{name}: answer to the pattern that won, mean over cells", n, answers.Average(cell => cell.Max()), tolerance,
                "n nu0; the threshold is up to (n - 1)/tau_theta of itself higher when a pattern is there");
            findings.Check(
                $"{name}: largest answer to another pattern, mean over cells", 0, answers.Average(cell => cell.OrderDescending().ElementAt(1)), tolerance,
                "no answer to patterns that lost");
        }

        double second = positive.Average(cell => cell.OrderDescending().ElementAt(1));
        findings.Check(new Check("overlapping, weights from 0 on: second largest answer is another one", 1, second > 2 * tolerance ? 1 : 0, 0,
            "positive weights cannot make the answers to patterns zero that share inputs with the winner"));
        int winners = apart.Select(cell => Array.IndexOf(cell, cell.Max())).Distinct().Count();
        findings.Check(new Check("patterns that won somewhere: more than one", 1, winners > 1 ? 1 : 0, 0, "all are equal; initial weights decide"));
        findings.Measure("largest answer, weights from 0 on", positive.Average(cell => cell.Max()));
        findings.Measure("second answer, weights from 0 on", second);
        findings.Note(
            "The theory averages over all patterns before the threshold has moved. A threshold with a finite time constant (here "
                + $"{p.ThresholdTime:G4} presentations) is higher while a pattern is there, which leaves the answer near {n}, not at it. For weights that may "
                + "not become negative the theory has no answer where patterns overlap: what they come to is measured.");
        findings.Answer($"Each cell answers one pattern: {apart.Average(cell => cell.Max()):F3} to it where orthogonal patterns are presented "
            + $"({n} by theory), {apart.Average(cell => cell.OrderDescending().ElementAt(1)):F3} to the next. Weights that may not become negative leave "
            + $"{second:F2} for the neighbour of an overlapping pattern.");

        double[][] Learn(string name, double[][] patterns, bool isSigned)
        {
            var rule = new BcmPlasticity("bcm")
            {
                LearningRate = Presentations.PerPresentation(p.LearningRate), ThresholdTime = p.ThresholdTime * Presentations.Duration,
                Interval = Presentations.Duration, SmallestWeight = isSigned ? null : 0.0,
            };
            TransferFunction function = isSigned ? new AnyTransferFunction(drive => drive) : new ThresholdLinear();
            var cells = new Presentations(session, patterns[0].Length, p.Cells, function, rule, Uniform(0.0, 0.5));
            var mean = Enumerable.Range(0, p.Cells).Select(_ => new double[patterns.Length]).ToArray();
            List<double> time = [];
            var course = patterns.Select(_ => new List<double>()).ToArray();
            int counted = 0;
            int every = Math.Max(1, p.Presentations / 200);
            cells.Present(Presentations.Shuffled(patterns, p.Presentations, session.Seed), number =>
            {
                bool isLate = number >= 3 * p.Presentations / 4 && number % (10 * patterns.Length) == 0;
                if (number % every != 0 && !isLate)
                {
                    return;
                }

                double[][] weights = cells.Weights();
                for (int k = 0; k < patterns.Length; k++)
                {
                    for (int cell = 0; cell < p.Cells && isLate; cell++)
                    {
                        mean[cell][k] += Presentations.Dot(weights[cell], patterns[k]);
                    }

                    if (number % every == 0)
                    {
                        course[k].Add(Presentations.Dot(weights[0], patterns[k]));
                    }
                }

                counted += isLate ? 1 : 0;
                if (number % every == 0)
                {
                    time.Add(number);
                }
            });
            double[][] answers = [.. mean.Select(cell => Array.ConvertAll(cell, sum => sum / counted))];
            int k0 = 0;
            findings.SideBySide(
                name.Replace(", ", "-").Replace(' ', '-'), char.ToUpperInvariant(name[0]) + name[1..],
                "A: what one cell answers to each pattern while it learns. B: what all cells answer in the end, each to its patterns in falling order.",
                Plot.Panel(
                    new Axis("Presentation"), new Axis("Answer"),
                        [.. course.Select(line => (PlotLayer)Plot.Line($"pattern {k0 + 1}", time, line, colour: Palette.At(k0++))),
                    ReferenceLine.AtY(patterns.Length)]),
                Plot.Panel(
                    new Axis("Rank of the pattern"), new Axis("Answer"), answers.Select(cell => (PlotLayer)Plot.Curve(
                        "", [.. Enumerable.Range(1, patterns.Length).Select(rank => (double)rank)], cell.OrderDescending(), colour: Palette.At(0)))));
            return answers;
        }
    }

    private static double[] Unit(double[] vector)
    {
        double length = Math.Sqrt(Presentations.Dot(vector, vector));
        return Array.ConvertAll(vector, value => value / length);
    }
}
