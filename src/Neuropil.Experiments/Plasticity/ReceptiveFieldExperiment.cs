using System.Numerics;
using static Neuropil.Distributions;

namespace Neuropil.Experiments;

/// <summary>The parameters of <see cref="ReceptiveFieldExperiment"/>.</summary>
internal sealed record ReceptiveFieldParameters
{
    [Option("cells", AtLeast = "16", AtMost = "1024")] public int Cells { get; init; } = 32;
    [Option("presentations", AtLeast = "1000", AtMost = "1000000")] public int Presentations { get; init; } = 60_000;
    [Option("learning rate per presentation", MoreThan = "0", AtMost = "0.01")] public double LearningRate { get; init; } = 0.002;
    [Option("time constant of the threshold, in presentations", AtLeast = "10", AtMost = "1000")] public double ThresholdTime { get; init; } = 50;
    [Option("how long cells that spike learn by triplets", AtLeast = "10 s", AtMost = "100000 s", Unit = "s")]
    public Time SpikingDuration { get; init; } = 400 * Units.second;
}

/// <summary>Bars of all orientations are shown to cells of the BCM rule: each comes to prefer one.</summary>
internal sealed class ReceptiveFieldExperiment : Experiment<ReceptiveFieldParameters>
{
    private const int Inputs = 64;
    private const int Orientations = 16;

    public override string Name => "receptive-field";

    public override string Question => "How does a cell that sees bars of all orientations come to prefer one?";

    public override string Source => "Bienenstock, Cooper and Munro, J. Neurosci. 2 (1982); Blais and Cooper, Scholarpedia 3 (2008); plasticity, applications";

    public override void Run(ReceptiveFieldParameters p, Session session, Findings findings)
    {
        double[] angles = [.. Enumerable.Range(0, Orientations).Select(k => Math.PI * k / Orientations)];
        double[][] patterns = [.. angles.Select(angle => Unit(
            [.. Enumerable.Range(0, Inputs).Select(i => Math.Exp(4 * (Math.Cos(2 * ((Math.PI * i / Inputs) - angle)) - 1)))]))];
        var isDefault = Reference.Defaults<ReceptiveFieldParameters>(
            each => each.Presentations, each => each.LearningRate, each => each.ThresholdTime);
        var positive = Learn(isSigned: false);
        var signed = Learn(isSigned: true);
        const string Program = "independent program (NumPy), 60 000 presentations";
        void Check(string name, double expected, double found)
            => findings.Check(new Reference<ReceptiveFieldParameters>(name, expected, Program, isDefault).Within(0.02), p, found);
        Check("weights from 0 on: 1 - mean/largest answer", 0.779, positive.Average(Sharpness));
        Check("weights from 0 on: vector index", 0.854, positive.Average(cell => Direction(cell, angles).Magnitude));
        Check("weights of any sign: 1 - mean/largest answer", 0.874, signed.Average(Sharpness));
        Check("weights of any sign: vector index", 0.974, signed.Average(cell => Direction(cell, angles).Magnitude));
        int preferred = positive.Select(Best).Distinct().Count();
        findings.Measure("sharpness, weights from 0 on", positive.Average(Sharpness));
        findings.Measure("sharpness, weights of any sign", signed.Average(Sharpness));
        findings.Measure("orientations that some cell prefers", preferred);
        if (p.Cells >= 128)
        {
            findings.Check("orientations that some cell prefers", Orientations, preferred, 0, "all are equal, and cells are many");
        }

        Triplets();
        findings.Answer($"Each of {p.Cells} cells prefers one orientation (1 - mean/largest answer {positive.Average(Sharpness):F3}); together they prefer "
            + $"{preferred} of "
            + $"{Orientations}.");
        double[] degrees = [.. angles.Select(angle => angle * 180 / Math.PI)];
        double[] counts = [.. Enumerable.Range(0, Orientations).Select(k => (double)positive.Count(cell => Best(cell) == k))];
        findings.SideBySide(
            "receptive-fields", "Orientations that cells come to prefer",
            $"A: answers of five cells to {Orientations} orientations, weights from 0 on. B: the same with weights of any sign. C: how many cells prefer each.",
            Plot.Panel(new Axis("Orientation", "degrees"), new Axis("Answer") { Minimum = 0 },
                positive.Take(5).Select((cell, i) => (PlotLayer)Plot.Curve("", degrees, cell, colour: Palette.At(i)))),
            Plot.Panel(new Axis("Orientation", "degrees"), new Axis("Answer"),
                signed.Take(5).Select((cell, i) => (PlotLayer)Plot.Curve("", degrees, cell, colour: Palette.At(i)))),
            Plot.Panel(new Axis("Orientation", "degrees"), new Axis("Cells") { Minimum = 0 }, Plot.Curve("", degrees, counts, colour: Palette.At(0))));

        // Reported, not checked: no published number has these inputs.
        void Triplets()
        {
            double[][] shown = [.. patterns.Select(pattern => Array.ConvertAll(pattern, value => value / pattern.Max()))];
            double[][] rates = TripletReceptiveField.Rates(shown, 16, p.SpikingDuration, session);
            double[][] firing = [.. rates.Where(cell => cell.Sum() > 0)];
            findings.Measure("triplet rule, 16 cells that spike: cells that fire", firing.Length);
            if (firing.Length > 0)
            {
                findings.Measure("triplet rule: 1 - mean/largest rate", firing.Average(Sharpness));
                findings.Measure("triplet rule: vector index", firing.Average(cell => Direction(cell, angles).Magnitude));
                findings.Measure("triplet rule: mean rate (Hz)", firing.Average(cell => cell.Average()));
                findings.Measure("triplet rule: orientations that some cell prefers", firing.Select(Best).Distinct().Count());
            }
        }

        double[][] Learn(bool isSigned)
        {
            var rule = new BcmPlasticity("bcm")
            {
                LearningRate = Presentations.PerPresentation(p.LearningRate), ThresholdTime = p.ThresholdTime * Presentations.Duration,
                Interval = Presentations.Duration, SmallestWeight = isSigned ? null : 0.0,
            };
            var cells = new Presentations(session, Inputs, p.Cells, new ThresholdLinear(), rule, Uniform(0.0, 0.3));
            cells.Present(Drawn(patterns, p.Presentations, session.Seed));
            return [.. cells.Weights().Select(w => patterns.Select(pattern => Math.Max(0, Presentations.Dot(w, pattern))).ToArray())];
        }
    }

    private static IEnumerable<double[]> Drawn(double[][] patterns, int count, ulong seed)
    {
        var random = new Random(unchecked((int)(seed * 69069) + 7));
        for (int i = 0; i < count; i++)
        {
            yield return patterns[random.Next(patterns.Length)];
        }
    }

    private static double Sharpness(double[] answers) => 1 - (answers.Average() / answers.Max());

    private static int Best(double[] answers) => Array.IndexOf(answers, answers.Max());

    private static Complex Direction(double[] answers, double[] angles)
        => answers.Zip(angles, (answer, angle) => answer * Complex.Exp(new Complex(0, 2 * angle))).Aggregate((a, b) => a + b) / answers.Sum();

    private static double[] Unit(double[] vector)
    {
        double length = Math.Sqrt(Presentations.Dot(vector, vector));
        return Array.ConvertAll(vector, value => value / length);
    }
}
