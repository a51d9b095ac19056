using static Neuropil.Units;

namespace Neuropil.Experiments;

/// <summary>The parameters of <see cref="SeizureExperiment"/>.</summary>
internal sealed record SeizureParameters
{
    [Option("conductance of an excitatory synapse: the one to turn", AtLeast = "0 nS", AtMost = "30 nS", Unit = "nS")]
    public Conductance ExcitatoryWeight { get; init; } = 6 * nS;

    [Option("conductance of an inhibitory synapse", AtLeast = "0 nS", AtMost = "300 nS",
        Unit = "nS")] public Conductance InhibitoryWeight { get; init; } = 67 * nS;
    [Option("reversal potential of inhibition", AtLeast = "-100 mV", AtMost = "-60 mV", Unit = "mV")] public Voltage Reversal { get; init; } = -80 * mV;
    [Option("current into every cell; 100 pA reach the threshold", AtLeast = "0 pA", AtMost = "300 pA",
        Unit = "pA")] public Current Drive { get; init; } = 110 * pA;
    [Option("excitatory cells; a quarter as many inhibit", AtLeast = "200", AtMost = "100000")] public int Excitatory { get; init; } = 800;
    [Option("synapses of a cell, of which a fifth inhibit", AtLeast = "20", AtMost = "1000")] public int Synapses { get; init; } = 80;
    [Option("networks at each strength of a change", AtLeast = "2", AtMost = "100")] public int Networks { get; init; } = 4;
    [Option("strengths of each change", AtLeast = "5", AtMost = "101")] public int Strengths { get; init; } = 11;
    [Option("time before the measurement", AtLeast = "50 ms", Unit = "ms")] public Time Settling { get; init; } = 100 * ms;
    [Option("measured time", AtLeast = "100 ms", Unit = "ms")] public Time Duration { get; init; } = 200 * ms;
    [Option("time step", Name = "dt", MoreThan = "0 ms", AtMost = "0.2 ms", Unit = "ms")] public Time TimeStep { get; init; } = 0.1 * ms;
}

/// <summary>Three ways out of balance to runaway firing, when GABA excites, and how much the rate follows the balance of both.</summary>
internal sealed class SeizureExperiment : Experiment<SeizureParameters>
{
    private const string Rate = "rate (Hz)";
    private const double SeizureAbove = 100; // Hz

    public override string Name => "seizure";

    public override string Question => "What happens when the balance of excitation and inhibition fails?";

    public override string Source => "Ben-Ari, Nat. Rev. Neurosci. 3 (2002); Rubenstein and Merzenich, Genes Brain Behav. 2 (2003); Brette et al. (2007), "
        + "benchmark 1; excitation-inhibition balance, disease";

    public override IReadOnlyList<Preset<SeizureParameters>> Presets =>
        [new("paper", "4000 cells, ten networks at each of 21 strengths, half a second each", p => p with
        {
            Excitatory = 3200, Networks = 10, Strengths = 21, Settling = 200 * ms, Duration = 500 * ms,
        })];

    public override void Run(SeizureParameters p, Session session, Findings findings)
    {
        GabaSwitch.Find(p, session.Part(0, 2), findings);
        Path[] paths =
        [
            new("weaker inhibition", new Axis("Inhibition lost", "%"), 0, 100, lost => new BalanceChange(Inhibition: 1 - (lost / 100))),
            new("stronger recurrent excitation", new Axis("Recurrent excitation", "times"), 1, 4, factor => new BalanceChange(Recurrence: factor)),
            new("depolarised chloride", new Axis("Reversal of inhibition", "mV"), p.Reversal / mV, -40, reversal => new BalanceChange(Reversal: reversal * mV)),
        ];
        (Path Path, double Strength)[] points = [.. paths.SelectMany(path => Plot.Range(path.From, path.To, p.Strengths - 1).Select(at => (path, at)))];
        BalanceChange[] small = [new(), new(Inhibition: 0.9), new(Inhibition: 0.8), new(OntoInhibition: 0.9), new(OntoInhibition: 0.8), new(Recurrence: 1.1)];
        var sweep = session.Part(1, 2).Sweep([.. points.Select(point => point.Path.Change(point.Strength)), .. small], p.Networks, (change, part, found) =>
        {
            var spikes = SeizureNetwork.Run(p, change, part);
            found.Measure(Rate, spikes.MeanRate() / Hz);
        });
        sweep.Run();
        double[][] rates = [.. sweep.Points.Select(point => point.Runs.Select(run => run.Measured(Rate)).ToArray())];
        List<(Path Path, double Onset)> onsets = [];
        List<Panel> panels = [];
        foreach (var (k, path) in paths.Index())
        {
            double[] strengths = [.. points.Skip(k * p.Strengths).Take(p.Strengths).Select(point => point.Strength)];
            double[][] own = rates[(k * p.Strengths)..((k + 1) * p.Strengths)];
            double onset = Onset(strengths, [.. own.Select(MathNet.Numerics.Statistics.Statistics.Median)]);
            onsets.Add((path, onset));
            findings.Measure($"onset by {path.Name} ({path.Axis.Unit})", onset);
            SeizureReferences.Check(p, path.Name, onset, findings);
            panels.Add(Plot.Panel(path.Axis, new Axis("Rate", "Hz") { Minimum = 0 },
                [Plot.Curve("", strengths, own.Select(seeds => seeds.Average()), colour: EiColours.Excitation), ReferenceLine.AtY(SeizureAbove),
                    .. double.IsFinite(onset) ? [ReferenceLine.AtX(onset)] : Array.Empty<PlotLayer>()]));
        }

        findings.SideBySide("onset", "Three ways into runaway firing",
            $"Rates of excitatory cells, means of {p.Networks} networks: (A) inhibition becomes weaker, (B) excitation among excitatory cells stronger, "
                + "(C) inhibition's "
                + "reversal potential less negative. Vertical lines: where half of the networks exceed 100 Hz.", panels);
        findings.Table("rates.csv", "rates of single networks", points.Zip(rates), ("path, from 0", row => Array.IndexOf(paths, row.First.Path)),
            ("strength", row => row.First.Strength), ("mean rate (Hz)", row => row.Second.Average()), ("networks above 100 Hz",
                row => row.Second.Count(rate => rate > SeizureAbove)));
        Sensitivity(rates[points.Length..], findings);
        string Of((Path Path, double Onset) one) => double.IsFinite(one.Onset)
            ? $"{one.Path.Name} ({one.Path.Axis.Quantity.ToLowerInvariant()}: {one.Onset:G3} {one.Path.Axis.Unit})" : $"not by {one.Path.Name} in this range";
        double normal = rates[points.Length].Average();
        SeizureReferences.CheckRate(p, normal, findings);
        findings.Answer($"In balance excitatory cells fire at {normal:F1} Hz. Half of the networks fire at more than {SeizureAbove} Hz by "
            + $"{string.Join("; ", onsets.Select(Of))}.");
        var quietest = points.Take(p.Strengths).Zip(rates).MinBy(point => point.Second.Average());
        findings.Note($"The rate does not rise steadily as inhibition is lost: it is lowest, {quietest.Second.Average():F1} Hz, with "
            + $"{quietest.First.Strength:G3} % lost. Weaker "
            + "inhibition frees the inhibitory cells as well. What comes before runaway firing is not seen in the mean rate.");
        findings.Note("Runaway firing of such a network is tonic: all cells fire as fast as their refractory period lets them. The bursts and the end "
            + "of a seizure need "
            + "what these cells have not, such as potassium that accumulates, adaptation or synapses that tire.");
    }

    protected override void Validate(SeizureParameters p)
        => Refuse.If(p.Synapses > p.Excitatory, $"--synapses {p.Synapses} is more than the {p.Excitatory} excitatory cells");

    // The strength at which half of the networks fire faster than 100 Hz: where their median does, between two strengths by a straight line; NaN where it does
    // not, or does from the first on.
    private static double Onset(double[] strengths, double[] medians)
    {
        int above = Array.FindIndex(medians, rate => rate > SeizureAbove);
        return above <= 0 ? double.NaN
            : strengths[above - 1] + ((strengths[above] - strengths[above - 1]) * (SeizureAbove - medians[above - 1]) / (medians[above] - medians[above - 1]));
    }

    // What a tenth of the balance is worth.
    private static void Sensitivity(double[][] rates, Findings findings)
    {
        string[] names = ["inhibition", "inhibition", "excitation of inhibitory cells", "excitation of inhibitory cells", "recurrent excitation"];
        double[] factors = [0.9, 0.8, 0.9, 0.8, 1.1];
        double normal = rates[0].Average();
        for (int i = 0; i < names.Length; i++)
        {
            findings.Measure($"rate with {names[i]} times {factors[i]:G2}, over the normal one", rates[i + 1].Average() / normal);
        }

        findings.Note($"Autism and schizophrenia are discussed as shifts of this balance by some per cent. Here a tenth less inhibition multiplies the rate by "
            + $"{rates[1].Average() / normal:F2}, a tenth less excitation of inhibitory cells by {rates[3].Average() / normal:F2} (means of "
            + $"{rates[0].Length} networks, whose "
            + $"normal rates have a standard error of {StandardError.Of(rates[0]) / normal:P0}). That is what this network does; it says nothing "
            + "about a patient.");
    }

    /// <summary>A change that grows.</summary>
    private sealed record Path(string Name, Axis Axis, double From, double To, Func<double, BalanceChange> Change);
}
