using static Neuropil.Units;

namespace Neuropil.Experiments;

/// <summary>The parameters of <see cref="BalancedPlasticityExperiment"/>.</summary>
internal sealed record BalancedPlasticityParameters
{
    [Option("the part of every inhibitory weight that is lost", AtLeast = "0.05", AtMost = "0.9")] public double Lost { get; init; } = 0.5;
    [Option("rate that both rules seek", AtLeast = "2 Hz", AtMost = "20 Hz", Unit = "Hz")] public Frequency TargetRate { get; init; } = 5 * Hz;
    [Option("eta, the change of an inhibitory weight for a trace of one, as a part of 10 nS", AtLeast = "1e-5", AtMost = "0.01")]
    public double LearningRate { get; init; } = 1e-3;

    [Option("time before the loss, and after it", AtLeast = "20 s", AtMost = "2000 s", Unit = "s")] public Time Duration { get; init; } = 60 * second;
    [Option("cells of each kind", AtLeast = "10")] public int Cells { get; init; } = 40;
}

/// <summary>Cells that lose a part of their inhibition, and what brings their rate and their irregularity back.</summary>
internal sealed class BalancedPlasticityExperiment : Experiment<BalancedPlasticityParameters>
{
    private const int Excitatory = 1000;
    private const int Inhibitory = 250;
    private const double Probability = 0.4;
    private const string None = "nothing learns", Inhibition = "inhibition learns", Excitation = "excitation scales", Both = "both";
    private static readonly Time dt = 0.1 * ms;
    private static readonly Time bin = 2 * second;
    private static readonly Conductance largest = 10 * nS;

    public override string Name => "balanced-plasticity";

    public override string Question => "What keeps cells in balance when a part of their inhibition is lost?";

    public override string Source
        => "Vogels, Sprekeler, Zenke, Clopath and Gerstner, Science 334 (2011); Turrigiano et al., Nature 391 (1998); E-I balance, exercise 1";

    public override void Run(BalancedPlasticityParameters p, Session session, Findings findings)
    {
        var network = session.NewNetwork();
        var sources = network.Add(new Population("excitatory", Excitatory, new PoissonSource { Rate = 5 * Hz }));
        var inhibitory = network.Add(new Population("inhibitory", Inhibitory, new PoissonSource { Rate = 10 * Hz }));
        Kind[] kinds = [.. new[] { None, Inhibition, Excitation, Both }.Select(name => Kind.AddTo(network, name, sources, inhibitory, p))];
        var run = session.Simulate(network, dt);
        var records = Array.ConvertAll(kinds, kind => run.Record(kind.Cells.Spikes));
        List<double> times = [];
        var weights = kinds.Select(_ => (E: new List<double>(), I: new List<double>())).ToArray();
        int steps = (int)(p.Duration / bin);
        var progress = session.Progress.Towards(2 * steps * bin);
        for (int phase = 0; phase < 2; phase++)
        {
            if (phase == 1)
            {
                Lose(p, run.Simulation, kinds);
            }

            for (int step = 0; step < steps; step++)
            {
                run.Advance(bin, progress);
                times.Add(run.Time / second);
                for (int k = 0; k < kinds.Length; k++)
                {
                    weights[k].E.Add(run.Simulation.SynapsesOf(kinds[k].Excitation).In("w", nS).Average());
                    weights[k].I.Add(run.Simulation.SynapsesOf(kinds[k].Inhibition).In("w", nS).Average());
                }
            }
        }

        var found = kinds.Select((kind, k) => Found.Of(kind.Name, records[k].Trains(), p.Duration, weights[k].E, weights[k].I)).ToList();
        Report(p, found, findings);
        Draw(p, found, times, weights, findings);
    }

    // Every inhibitory weight loses its part. What is to stay as it is stops learning.
    private static void Lose(BalancedPlasticityParameters p, Simulation run, Kind[] kinds)
    {
        foreach (var kind in kinds)
        {
            double[] w = run.SynapsesOf(kind.Inhibition).In("w", nS);
            run.Set(kind.Inhibition, "w", Array.ConvertAll(w, weight => (1 - p.Lost) * weight * nS));
            if (kind.Name is None or Excitation)
            {
                run.Set(kind.Inhibition, "learningRate", 0);
            }
        }
    }

    private static void Report(BalancedPlasticityParameters p, List<Found> found, Findings findings)
    {
        foreach (var kind in found)
        {
            findings.Measure($"{kind.Name}: rate before (Hz)", kind.Before.Rate);
            findings.Measure($"{kind.Name}: rate in the first 2 s after the loss (Hz)", kind.AtLoss.Rate);
            findings.Measure($"{kind.Name}: rate at the end (Hz)", kind.After.Rate);
            findings.Measure($"{kind.Name}: CV before", kind.Before.Cv);
            findings.Measure($"{kind.Name}: CV at the end", kind.After.Cv);
        }

        // Of n intervals of a CV near 1 the mean is known to 1/sqrt(n) and the CV to 1.2/sqrt(n), before and after.
        double Tolerance(Found kind) => Math.Max(0.05, 4 * Math.Sqrt(2) * 1.2 / Math.Sqrt(p.Cells * kind.Before.Rate * (p.Duration / second / 3)));
        var (none, inhibition, excitation, both) = (found[0], found[1], found[2], found[3]);
        findings.Check(Check.AtLeast("nothing learns: rate after the loss over before", 1.5, none.After.Rate / none.Before.Rate,
            "without inhibition cells fire more; it stays so"));
        foreach (var kind in new[] { inhibition, both })
        {
            findings.Check($"{kind.Name}: rate at the end over before", 1, kind.After.Rate / kind.Before.Rate, Tolerance(kind),
                "the rule's fixed point does not depend on where it starts; 5 %, or 4 standard errors");
            findings.Check($"{kind.Name}: CV at the end over before", 1, kind.After.Cv / kind.Before.Cv, Tolerance(kind),
                "the same weights, the same irregularity; 5 %, or 4 standard errors");
        }

        findings.Check($"{excitation.Name}: rate at the end (Hz)", p.TargetRate / Hz, excitation.After.Rate, Tolerance(excitation) * (p.TargetRate / Hz),
            "the fixed point of tau dw/dt = w (1 - r/r*); 5 %, or 4 standard errors");
        findings.Check(
            "inhibition learns: inhibitory weight at the end over before", 1, inhibition.InhibitoryRatio, 0.05, "what was lost comes back; 5 %");
        findings.Check(Check.AtMost("excitation scales: excitatory weight at the end over before", 0.95, excitation.ExcitatoryRatio,
            "less inhibition is balanced by less excitation"));
        findings.Answer(
            $"When cells lose {p.Lost:P0} of their inhibition, they fire at {none.AtLoss.Rate:F1} Hz in place of {none.Before.Rate:F1}. Where inhibition "
                + $"learns, the rate is {inhibition.After.Rate:F2} Hz again and the CV {inhibition.After.Cv:F2} (before: {inhibition.Before.Cv:F2}): what "
                + $"was lost comes back. Where excitation scales, the rate comes back to {excitation.After.Rate:F2} Hz too, with "
                + $"{100 * (1 - excitation.ExcitatoryRatio):F0} % less excitation against less inhibition, and a CV of {excitation.After.Cv:F2}: a rate can "
                + "be held in more than one state.");
        findings.Note($"Inhibition that learns settles a little above its target of {p.TargetRate}: each inhibitory spike prevents spikes of the cell, so "
            + "that pairs are missing which the rule counts on (inhibitory-plasticity). Where excitation scales as well, the two rules want rates that "
            + "differ by as much, and weights of both kinds go on falling together: a rate alone does not say where they are.");
    }

    private static void Draw(BalancedPlasticityParameters p, List<Found> found, List<double> times, (List<double> E, List<double> I)[] weights,
        Findings findings)
    {
        double[] at = [.. times.Select(time => time - (bin / second / 2) - (p.Duration / second))];
        var time = new Axis("Time after the loss", "s");
        Panel Panel(Axis y, Func<int, IEnumerable<double>> of) => Plot.Panel(
            time, y with { Minimum = 0 }, [.. found.Select((kind, k) => (PlotLayer)Plot.Line(kind.Name, at, of(k), colour: Palette.At(k + 2))),
                ReferenceLine.AtX(0)]);
        var rates = Panel(new Axis("Rate", "Hz"), k => found[k].Rates);
        findings.SideBySide(
            "balanced-plasticity", "After the loss",
            $"Cells lose {p.Lost:P0} of each inhibitory weight at 0 s. (A) Their rate; dashed, the target. (B) CV of intervals in windows of 10 s. (C) Mean "
                + "inhibitory weight. (D) Mean excitatory weight.",
            rates with { Layers = [.. rates.Layers, ReferenceLine.AtY(p.TargetRate / Hz)] },
            Plot.Panel(
                time, new Axis("CV of intervals") { Minimum = 0 },
                [.. found.Select((kind, k) => (PlotLayer)Plot.Line(kind.Name, kind.CvTimes, kind.Cvs, colour: Palette.At(k + 2))), ReferenceLine.AtX(0)]),
            Panel(new Axis("Inhibitory weight", "nS"), k => weights[k].I), Panel(new Axis("Excitatory weight", "nS"), k => weights[k].E));
    }

    /// <summary>Cells of one kind with their synapses.</summary>
    private sealed record Kind(string Name, Population Cells, Projection<Conductance> Excitation, Projection<Conductance> Inhibition)
    {
        public static Kind AddTo(Network network, string name, Population sources, Population inhibitory, BalancedPlasticityParameters p)
        {
            var cells = network.Add(new Population(name, p.Cells, new LeakyIntegrateAndFire { RefractoryPeriod = 5 * ms }));
            bool scales = name is BalancedPlasticityExperiment.Excitation or Both;
            var excitation = network.Connect(
                sources, cells, new FixedInDegree((int)(Probability * Excitatory)), new Exponential("excitation") { Decay = 5 * ms, Reversal = 0 * mV },
                    1 * nS, name: $"excitation, {name}",
                plasticity: scales ? new SynapticScaling("scaling") { Target = p.TargetRate, SensorTime = 2 * second, TimeConstant = 30 * second } : null);
            var inhibition = network.Connect(
                inhibitory, cells, new FixedInDegree((int)(Probability * Inhibitory)), new Exponential("inhibition") { Decay = 10 * ms, Reversal = -80 * mV },
                    2 * nS, name: $"inhibition, {name}",
                plasticity: new InhibitoryPlasticity<Conductance>("balance") { LargestWeight = largest, LearningRate = p.LearningRate,
                    TargetRate = p.TargetRate });
            return new Kind(name, cells, excitation, inhibition);
        }
    }

    /// <summary>What became of the cells of one kind.</summary>
    private sealed record Found(
        string Name, (double Rate, double Cv) Before, (double Rate, double Cv) AtLoss, (double Rate, double Cv) After, double ExcitatoryRatio,
            double InhibitoryRatio,
        double[] Rates, double[] CvTimes, double[] Cvs)
    {
        public static Found Of(string name, SpikeTrains spikes, Time duration, List<double> excitation, List<double> inhibition)
        {
            (double, double) In(Time from, Time to)
            {
                var window = spikes.Window(from, to);
                return (window.MeanRate() / Hz, window.InterspikeIntervals().Cv);
            }

            const int Window = 10; // s
            int bins = (int)(2 * duration / bin), windows = (int)(2 * duration / (Window * second)), half = excitation.Count / 2;
            double Ratio(List<double> weights) => weights.TakeLast(half / 3).Average() / weights.Take(half).TakeLast(half / 3).Average();
            return new Found(
                name, In(duration * (2.0 / 3), duration), In(duration, duration + bin), In(duration * (5.0 / 3), 2 * duration), Ratio(excitation),
                    Ratio(inhibition),
                [.. Enumerable.Range(0, bins).Select(i => In(i * bin, (i + 1) * bin).Item1)],
                [.. Enumerable.Range(0, windows).Select(i => (Window * (i + 0.5)) - (duration / second))],
                [.. Enumerable.Range(0, windows).Select(i => In(Window * i * second, Window * (i + 1) * second).Item2)]);
        }
    }
}
