using static Neuropil.Units;

namespace Neuropil.Experiments;

/// <summary>The parameters of <see cref="DendriticClustersExperiment"/>.</summary>
internal sealed record DendriticClustersParameters
{
    [Option("AMPA conductance of a group of synapses", MoreThan = "0 nS", AtMost = "20 nS", Unit = "nS")]
    public Conductance Conductance { get; init; } = 2 * nS;

    [Option("NMDA conductance over the AMPA conductance", AtLeast = "0", AtMost = "50")] public double NmdaRatio { get; init; } = 5;
    [Option("decay time constant of AMPA", MoreThan = "0 ms", AtMost = "100 ms", Unit = "ms")] public Time AmpaDecay { get; init; } = 5 * ms;
    [Option("concentration of magnesium outside", AtLeast = "0 mM", Unit = "mM")] public Concentration Magnesium { get; init; } = 1 * mM;

    [Option("conductance between the soma and a dendrite", MoreThan = "0 nS", Unit = "nS")] public Conductance Coupling { get; init; } = 5 * nS;
    [Option("time step", Name = "dt", MoreThan = "0 ms", AtMost = "0.1 ms", Unit = "ms")] public Time TimeStep { get; init; } = 0.02 * ms;
}

/// <summary>Two groups of synapses on one dendrite or on two: driving force makes neighbours weaker, NMDA receptors make them stronger.</summary>
internal sealed class DendriticClustersExperiment : Experiment<DendriticClustersParameters>
{
    private const double Shown = 150; // ms
    private static readonly Time duration = 300 * ms;
    private static readonly double[] strengths = [0.125, 0.25, 0.5, 0.75, 1, 1.25, 1.5, 2, 3, 5];

    // Groups on the left and on the right dendrite.
    private static readonly (int Left, int Right)[] placements = [(2, 0), (1, 1)];

    private enum Synapses
    {
        Ampa,
        LastingAmpa,
        AmpaAndNmda,
    }

    public override string Name => "dendritic-clusters";

    public override string Question => "Do two groups of synapses do more together on one dendrite, or apart on two?";

    public override string Source => "Mel, J. Neurophysiol. 70 (1993); Koch, Biophysics of Computation (1999), chapter 5; dendrites, clustered synapses";

    public override void Run(DendriticClustersParameters p, Session session, Findings findings)
    {
        findings.Note("A passive soma with two equal dendrites, values of ours: 5000 um² and 5 nS each. Whatever the placement, the linear sum is the same.");
        var ampa = Simulate(p, Synapses.Ampa, session.Part(0, 3));
        var lasting = Simulate(p, Synapses.LastingAmpa, session.Part(1, 3));
        var nmda = Simulate(p, Synapses.AmpaAndNmda, session.Part(2, 3));
        int normal = Array.IndexOf(strengths, 1.0);
        double[] conductances = [.. strengths.Select(strength => strength * (p.Conductance / nS))];
        double[] gain = [.. nmda.Clustered.Zip(nmda.Dispersed, (together, apart) => together.Max() / apart.Max())];
        double[] loss = [.. ampa.Clustered.Zip(ampa.Dispersed, (together, apart) => together.Max() / apart.Max())];
        double[] steady = [.. lasting.Clustered.Zip(lasting.Dispersed, (together, apart) => together[^1] / apart[^1])];
        Check(p, ampa, nmda, normal, session, findings);
        findings.Check(
            "lasting AMPA conductances, together over apart, all strengths: largest deviation", 0,
            steady.Select((ratio, i) => Math.Abs(ratio - DrivingForce(p, conductances[i]))).Max(), 1e-8,
            "the circuit with the synapses' conductances added, solved for the soma; double precision, settled");
        findings.Answer($"Two groups of {p.Conductance} do {loss[normal]:F3} times together what they do apart with AMPA receptors alone, and "
            + $"{gain[normal]:F3} times with NMDA receptors of {p.NmdaRatio} times the conductance.");
        findings.Table(
            "clusters.csv", "the soma's response to two groups together over that to two groups apart", Enumerable.Range(0, strengths.Length),
            ("AMPA conductance (nS)", i => conductances[i]), ("AMPA", i => loss[i]), ("lasting AMPA", i => steady[i]), ("AMPA and NMDA", i => gain[i]));
        double[] times = [.. nmda.Times.TakeWhile(time => time <= Shown)];
        PlotLayer Course(string name, double[] course, int colour, LineStyle style = LineStyle.Solid)
            => Plot.Line(name, times, course[..times.Length], style, Palette.At(colour));
        findings.SideBySide(
            "dendritic-clusters", "Together on one dendrite, or apart on two",
            $"(A) The soma's response to two groups of {p.Conductance}; dashed: AMPA alone. (B) The peak together over the peak apart; "
                + "line without points: lasting AMPA conductances in closed form, diamonds: simulated.",
            Plot.Panel(
                new Axis("Time after the onset", "ms"), new Axis("Soma", "mV") { Minimum = 0 },
                Course("together", nmda.Clustered[normal], 0), Course("apart", nmda.Dispersed[normal], 1),
                Course("", ampa.Clustered[normal], 0, LineStyle.Dashed), Course("", ampa.Dispersed[normal], 1, LineStyle.Dashed)),
            Plot.Panel(
                new Axis("AMPA conductance of a group", "nS") { Scale = AxisScale.Logarithmic }, new Axis("Together over apart") { Minimum = 0 },
                Plot.Curve("AMPA and NMDA", conductances, gain, colour: Palette.At(0)), Plot.Curve("AMPA", conductances, loss, colour: Palette.At(1)),
                Plot.Line("", Plot.Range(conductances[0], conductances[^1], 60, logarithmic: true), g => DrivingForce(p, g), colour: Palette.At(2)),
                Plot.Points("lasting AMPA", conductances, steady, colour: Palette.At(2), marker: Marker.Diamond), ReferenceLine.AtY(1)));
    }

    private static void Check(DendriticClustersParameters p, Responses ampa, Responses nmda, int normal, Session session, Findings findings)
    {
        const string Solver = "the adaptive solver; 1 %";
        Dictionary<(Synapses, (int, int)), double> exact = [];
        foreach (var (kind, name, found) in new[] { (Synapses.Ampa, "AMPA", ampa), (Synapses.AmpaAndNmda, "AMPA and NMDA", nmda) })
        {
            foreach (var placement in placements)
            {
                double peak = exact[(kind, placement)] = Exact(p, kind, placement, session);
                string where = placement == (2, 0) ? "together" : "apart";
                findings.Check($"{name}, {where}: the soma's peak (mV)", peak, found.At(placement)[normal].Max(), 0.01 * peak, Solver);
            }
        }

        double Ratio(Synapses kind) => exact[(kind, (2, 0))] / exact[(kind, (1, 1))];
        double less = ampa.Clustered[normal].Max() / ampa.Dispersed[normal].Max(), more = nmda.Clustered[normal].Max() / nmda.Dispersed[normal].Max();
        findings.Check("AMPA: together over apart", Ratio(Synapses.Ampa), less, 0.01 * Ratio(Synapses.Ampa), Solver);
        findings.Check("AMPA and NMDA: together over apart", Ratio(Synapses.AmpaAndNmda), more, 0.01 * Ratio(Synapses.AmpaAndNmda), Solver);
        var isDefault = Reference.Defaults<DendriticClustersParameters>(
            each => each.Conductance, each => each.NmdaRatio, each => each.AmpaDecay, each => each.Magnesium, each => each.Coupling);
        findings.Check(
            new Reference<DendriticClustersParameters>("together less than apart, AMPA alone", 0,
                "driving force: neighbours take it from each other; a strict order has no tolerance", isDefault).Between(0, 1), p, less);
        findings.Check(
            new Reference<DendriticClustersParameters>("together more than apart, with NMDA", 0,
                "depolarisation lifts the block of neighbours (Mel 1993); by more than the two per cent of both peaks", isDefault).AtLeast(1.02), p, more);
    }

    // V_s (g_s + 2 g_c - sum g_c²/(g_d + g_c + g_i)) = E sum g_c g_i/(g_d + g_c + g_i), deviations from rest; nS.
    private static double DrivingForce(DendriticClustersParameters p, double conductance)
    {
        const double Leak = 5;
        double coupling = p.Coupling / nS;
        return Soma(2 * conductance, 0) / Soma(conductance, conductance);

        double Soma(double left, double right)
        {
            double Whole(double g) => Leak + coupling + g;
            double into = (coupling * left / Whole(left)) + (coupling * right / Whole(right));
            return into / (Leak + (2 * coupling) - (coupling * coupling / Whole(left)) - (coupling * coupling / Whole(right)));
        }
    }

    private static Receptor<Conductance> Receptor(DendriticClustersParameters p, Synapses kind, string compartment)
    {
        var ampa = new Exponential($"{compartment}Ampa") { Decay = kind == Synapses.LastingAmpa ? 1e9 * second : p.AmpaDecay, Compartment = compartment };
        return kind != Synapses.AmpaAndNmda
            ? ampa
            : new Together<Conductance>($"{compartment}Glutamate", ampa, new Nmda($"{compartment}Nmda") { Magnesium = p.Magnesium, Compartment = compartment },
                p.NmdaRatio) { Compartment = compartment };
    }

    private static Responses Simulate(DendriticClustersParameters p, Synapses kind, Session session)
    {
        var network = session.NewNetwork();
        int count = strengths.Length * placements.Length;
        var cells = network.Add(new Population(
            kind.ToString(), count, new TwoDendrites { Method = Integrators.RungeKutta4, Coupling = p.Coupling }));
        var source = DendriteRun.Source(network, p.TimeStep);
        foreach (string compartment in new[] { "left", "right" })
        {
            var groups = Enumerable.Range(0, count)
                .Select(i => (Cell: i, Placement: placements[i % placements.Length], Strength: strengths[i / placements.Length]))
                .Select(each => (each.Cell, Weight: (compartment == "left" ? each.Placement.Left : each.Placement.Right) * each.Strength * p.Conductance))
                .Where(each => each.Weight > 0 * nS).ToList();
            network.Connect(source, cells, new ExplicitPairs(groups.ConvertAll(group => (0, group.Cell))), Receptor(p, kind, compartment),
                groups.ConvertAll(group => group.Weight));
        }

        var run = session.Simulate(network, p.TimeStep, name: cells.Name, precision: Precision.Double);
        int onset = (int)Math.Round(DendriteRun.OnsetTime(p.TimeStep) / p.TimeStep);
        var record = run.Record(cells.Trace("soma.V", [.. Enumerable.Range(0, count)]));
        run.Advance(DendriteRun.OnsetTime(p.TimeStep) + duration);
        var traces = record.Traces();
        double[][] courses = [.. traces.Columns.Select(column => column.In(mV)).Select(v => v.Skip(onset).Select(value => value - v[0]).ToArray())];
        double[] times = [.. traces.TimesSeconds.Skip(onset).Select(time => (time * 1000) - (DendriteRun.OnsetTime(p.TimeStep) / ms))];
        return new Responses(times, [.. courses.Where((_, i) => i % 2 == 0)], [.. courses.Where((_, i) => i % 2 == 1)]);
    }

    private static double Exact(DendriticClustersParameters p, Synapses kind, (int Left, int Right) at, Session session)
    {
        List<ReceptorInput> inputs = [];
        foreach (var (compartment, groups) in new[] { ("left", at.Left), ("right", at.Right) })
        {
            if (groups > 0)
            {
                inputs.Add(new ReceptorInput<Conductance>(Receptor(p, kind, compartment), [(0 * ms, groups * p.Conductance)]));
            }
        }

        double[] soma = new AdaptiveSimulation(new TwoDendrites { Coupling = p.Coupling }, null, inputs)
            .Run(duration, ["soma.V"], p.TimeStep, cancellation: session.Cancellation).Traces["soma.V"].In(mV);
        return soma.Max() - soma[0];
    }

    /// <summary>The soma's deviation from rest, mV, from the onset on, for each strength.</summary>
    private sealed record Responses(double[] Times, double[][] Clustered, double[][] Dispersed)
    {
        public double[][] At((int Left, int Right) placement) => placement == (2, 0) ? Clustered : Dispersed;
    }
}
