using static Neuropil.Units;

namespace Neuropil.Experiments;

/// <summary>
/// The calcium rule where calcium is that of NMDA receptors: pairs of a presynaptic spike and a back-propagating one, whose course is prescribed. The scale is
/// stated: what a presynaptic spike alone lets in comes up to <see cref="AloneReaches"/> of the threshold of depression.
/// </summary>
internal static class NmdaCalciumPairs
{
    private const int Pairs = 10;
    private const double Up = 321.808, Down = 200, Tau = 150_000; // Tau in ms
    private const double AloneReaches = 0.8;
    private static readonly Time step = 0.05 * ms;
    private static readonly double[] timings = [-100, -60, -40, -20, -10, -5, 0, 5, 10, 20, 40, 60, 100, 120, 160]; // ms

    // The spike and the receptors are those of coincidence-detection.
    private static readonly CoincidenceDetectionParameters spike = new();

    /// <summary>Simulates pairs at all timings and a presynaptic spike alone, and adds what they show.</summary>
    public static void Show(CalciumPlasticityParameters p, Session session, Findings findings)
    {
        findings.Note("With calcium of NMDA receptors the back-propagating spike is a prescribed course, 100 mV high with a slow part of 25 ms (Shouval, "
            + "Bear and Cooper 2002), which no synapse moves: after a spike of a point neuron the afterhyperpolarisation closes the receptors, and nothing is "
            + $"potentiated. The charge that counts as one is {1 / AloneReaches} times the peak after a presynaptic spike alone.");
        double alone = CoincidenceTheory.Peak(spike, null);
        double[] found = Simulate(p, Charge.FromSi(InFemtocoulombs(alone) * 1e-15 / AloneReaches), session);
        double[] Expected(IEnumerable<double> differences) => [.. differences.Select(difference => AfterPairs(p, difference, alone))];
        double[] expected = Expected(timings);

        // In each pair a time above a threshold is measured to a tick and a step, and to what a step's error of calcium, dt/fast at most as in
        // coincidence-detection, does where calcium comes down with the slow part of the spike.
        double late = (2 * (step / ms)) + (spike.SlowDecay / ms * (step / spike.FastDecay));
        double tolerance = Pairs * late * (Up + Down) / 2 / Tau;
        findings.Check(
            $"NMDA receptors: rho after {Pairs} pairs, largest deviation", 0, found.Zip(expected, (a, b) => Math.Abs(a - b)).Max(), tolerance,
            "quadrature of the receptor's formulas along the spike, and the rule's phases; tolerance: times above the thresholds to a tick, "
                + "a step, and a step's error of calcium");
        findings.Check(
            Check.Exactly("NMDA receptors: change by presynaptic spikes alone", 0, found[^1] - 0.5, "calcium stays below the threshold of depression"));
        var isDefault = Reference.Defaults<CalciumPlasticityParameters>(each => each.PotentiationThreshold, each => each.DepressionThreshold);
        foreach (var (timing, sign) in new[] { (-60.0, 0.0), (-10.0, -1.0), (10.0, 1.0), (100.0, -1.0), (160.0, 0.0) })
        {
            findings.Check(
                new Reference<CalciumPlasticityParameters>($"NMDA receptors: sign of the change at {timing:+0;-0} ms", sign,
                    "the window of Shouval, Bear and Cooper 2002: depression, potentiation, and depression again where the pair is long", isDefault), p,
                Math.Sign(found[Array.IndexOf(timings, timing)] - 0.5));
        }

        double[] line = Plot.Range(timings[0], timings[^1], 130);
        PlotLayer Course(double difference, int colour)
        {
            List<(double Time, double Calcium)> course = [];
            CoincidenceTheory.Calcium(spike, difference, (time, charge) => course.Add((time, charge / alone * AloneReaches)));
            var shown = course.Where((_, i) => i % 50 == 0).ToList();
            return Plot.Line($"{difference:+0;-0} ms", [.. shown.Select(one => one.Time)], shown.Select(one => one.Calcium), colour: Palette.At(colour));
        }

        findings.SideBySide(
            "nmda-receptors", "The same rule with calcium of NMDA receptors",
            "A: calcium of one pair with a prescribed back-propagating spike, the presynaptic spike at 0 ms; dashed: thresholds. B: rho after "
                + $"{Pairs} pairs; line: quadrature, points: simulated.",
            Plot.Panel(
                new Axis("Time after the presynaptic spike", "ms"), new Axis("Calcium") { Minimum = 0 },
                Course(-10, 1), Course(10, 0), Course(100, 2), ReferenceLine.AtY(p.DepressionThreshold), ReferenceLine.AtY(p.PotentiationThreshold)),
            Plot.Panel(
                new Axis("Post minus pre", "ms"), new Axis("rho"),
                Plot.Line("quadrature", line, Expected(line), colour: Palette.At(0)), Plot.Points("simulated", timings, found[..^1], colour: Palette.At(1)),
                ReferenceLine.AtY(0.5)));
    }

    // rho of each timing, and of presynaptic spikes alone.
    private static double[] Simulate(CalciumPlasticityParameters p, Charge scale, Session session)
    {
        const double First = 200, Period = 1000; // ms
        var network = session.NewNetwork();

        // An event of a step happens at its end: it is looked for a step and a half before.
        Time[] first = [.. timings.Append(1e9).Select(timing => ((First + timing) * ms) - (1.5 * step))];
        var cell = new EquationCell("""
            dV/dt = -(V - rest)/slow - f*(1/fast - 1/slow) : mV
            df/dt = -f/fast : mV
            next : ms
            ignored = I : pA
            on t >= next: next += period; V += height; f += part*height
            """)
        {
            Parameters =
            {
                ["rest"] = spike.Rest, ["slow"] = spike.SlowDecay, ["fast"] = spike.FastDecay, ["height"] = spike.SpikeHeight, ["part"] = spike.FastPart,
                ["period"] = Period * ms, ["first"] = first,
            },
            Initial = { ["V"] = "rest", ["next"] = "first" },
        };
        var cells = network.Add(new Population("cells", first.Length, cell));
        var source = network.Add(new Population("source", 1, new SpikeTimes([.. Enumerable.Range(0, Pairs).Select(i => (0, (First + (i * Period)) * ms))])));
        network.Connect(source, cells, new AllToAll(), spike.Receptor, 1 * nS);
        var learned = network.Connect(
            source, cells, new AllToAll(), new Exponential("ampa"), 0.5 * nS, plasticity: new NmdaCalciumPlasticity<Conductance>("calcium")
            {
                LowWeight = 0 * nS, HighWeight = 1 * nS, Scale = scale, CalciumInterval = step, PotentiationThreshold = p.PotentiationThreshold,
                DepressionThreshold = p.DepressionThreshold, Interval = 500 * second, // what holds rho does not act within the run
            });
        var run = session.Simulate(network, step, Integrators.RungeKutta4, "nmda pairs", Precision.Double);
        run.Advance((First + (Pairs * Period)) * ms);
        double[] rho = run.Simulation.SynapsesOf(learned).Numbers("rho");
        run.Dispose();
        return rho;
    }

    // From the quadrature's unit: P_f w over the peak of the kernel's two exponentials, for 1 nS; nS mV ms is fC.
    private static double InFemtocoulombs(double charge)
    {
        var nmda = spike.Receptor;
        double rise = nmda.Rise.UniformSi, decay = nmda.Decay.UniformSi, peak = rise * decay / (decay - rise) * Math.Log(decay / rise);
        return charge * nmda.CalciumFraction.UniformSi / (Math.Exp(-peak / decay) - Math.Exp(-peak / rise));
    }

    // The equation of rho along the calcium of the quadrature, the same in each pair: what a pair leaves of the conductance for the next is 5e-5 of it.
    private static double AfterPairs(CalciumPlasticityParameters p, double difference, double alone)
    {
        List<(double Rises, double Falls)> active = [];
        CoincidenceTheory.Calcium(spike, difference, (_, charge) =>
        {
            double calcium = charge / alone * AloneReaches;
            double up = calcium > p.PotentiationThreshold ? Up : 0, down = calcium > p.DepressionThreshold ? Down : 0;
            if (up + down > 0)
            {
                active.Add((up, down));
            }
        });
        double rho = 0.5;
        for (int pair = 0; pair < Pairs; pair++)
        {
            foreach (var (up, down) in active)
            {
                double rest = up / (up + down);
                rho = rest + ((rho - rest) * Math.Exp(-(up + down) * CoincidenceTheory.Step / Tau));
            }
        }

        return rho;
    }
}
