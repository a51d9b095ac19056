using static Neuropil.Units;

namespace Neuropil.Experiments;

/// <summary>How strong and how fast inhibition has to be: a circuit of two rates against its eigenvalues, and the phases of spiking networks.</summary>
internal sealed class StabilityExperiment : Experiment<StabilityParameters>
{
    private const int Stages = 10;

    // Nearer to the border a circuit takes seconds to come to rest, 1/ms.
    private const double SlowestRecovery = -2e-3;

    // Samples after which what a delayed circuit begins with besides its slow modes has faded: 7.5 time constants.
    private const int Forgotten = 150;

    public override string Name => "stability";

    public override string Question => "How much inhibition is enough to hold excitation that would run away?";

    public override string Source => "Dayan and Abbott, Theoretical Neuroscience, section 7.5; Tsodyks et al., J. Neurosci. 17 (1997); Brunel (2000); "
        + "excitation-inhibition balance, stability and oscillations";

    public override IReadOnlyList<Preset<StabilityParameters>> Presets =>
        [new("paper", "spiking networks of 12 500 cells with 1250 synapses each, over a finer grid", p => p with
        {
            Excitatory = 10_000, Synapses = 1000, Strengths = [2, 2.5, 3, 3.5, 4, 4.5, 5, 6, 7, 8], Inputs = [0.5, 0.7, 0.9, 1.2, 1.6, 2, 3, 4],
                Duration = 500 * ms,
        })];

    public override void Run(StabilityParameters p, Session session, Findings findings)
    {
        var circuit = p.Circuit;
        double growth = CriticalScan.Leading(p, [circuit], session)[0].Real * 1000;
        var strength = CriticalScan.Of(circuit.CriticalInhibition, at => circuit with { EI = at }, p, session);
        findings.Check("w_EI from which on excitation is held", circuit.CriticalInhibition, strength.Crossing, 1e-3 * circuit.CriticalInhibition,
            "(w_EE - 1)(1 + w_II)/w_IE: where the determinant vanishes; the crossing is read off points 1.7 % apart");
        var time = circuit.Determinant > 0 ? CriticalScan.Of(circuit.CriticalTime / ms, at => circuit with { InhibitoryTime = at * ms }, p, session) : null;
        if (time is not null)
        {
            double frequency = Math.Sqrt(circuit.Determinant / (circuit.ExcitatoryTime / ms) / time.Critical) / (2 * Math.PI) * 1000;

            // To first order in the step the border is not where the trace is 0 but where it is -dt times the determinant of the rates, if both advance alike.
            double byStep = p.RateStep / ms * circuit.Determinant * time.Critical / (circuit.ExcitatoryTime / ms * (1 + circuit.II));
            findings.Check("tau_I from which on oscillations grow (ms)", time.Critical, time.Crossing, (1e-4 * time.Critical) + (2 * byStep),
                "tau_E (1 + w_II)/(w_EE - 1): where the trace vanishes; straight lines between points err by 1e-4, and the step moves it");
            findings.Check("frequency there (Hz)", frequency, time.FrequencyAtCrossing, 1e-3 * frequency, "the root of the determinant");
        }

        Describe(p, growth, strength, time, findings);
        if (circuit.Leading.Real < SlowestRecovery)
        {
            Paradox(p, session, findings);
            Delay(p, session, findings);
        }
        else
        {
            findings.Note("With these weights the circuit has no stable point, or hardly one, so that the effects of more input to inhibition and of "
                + "a delay are not shown.");
        }

        Spiking(p, session, findings);
    }

    protected override void Validate(StabilityParameters p)
    {
        Refuse.If(p.Synapses > p.Excitatory, $"--synapses {p.Synapses} is more than the {p.Excitatory} excitatory cells");
        Refuse.If(p.Strengths.Count == 0 || p.Inputs.Count == 0, "--strengths and --inputs need a value each");
    }

    private static void Describe(StabilityParameters p, double growth, CriticalScan strength, CriticalScan? time, Findings findings)
    {
        findings.Measure("growth of a small deviation (1/s)", growth);
        findings.Measure("critical w_EI", strength.Crossing);
        string speed = time is null ? "" : $" It must be fast as well: with tau_I above {time.Crossing:F1} ms oscillations of "
            + $"{time.FrequencyAtCrossing:F1} Hz grow.";
        findings.Answer($"With w_EI = {p.Inhibition:G4} a small deviation {(growth < 0 ? "fades" : "grows")} at {Math.Abs(growth):F1} per second. "
            + "Excitation is held "
            + $"from w_EI = {strength.Crossing:F4} on (theory: {strength.Critical:F4}).{speed}");
        findings.Note("The textbook's critical strength is one of two conditions: inhibition that is strong enough but too slow, or too late, makes "
            + "rhythms that grow. "
            + "Linear theory holds near the fixed point only; where rates reach zero, oscillations that grow end in a cycle, and rates that run away "
            + "do not end.");
        List<Panel> panels = [strength.Panel(new Axis("w_EI"))];
        if (time is not null)
        {
            panels.Add(time.Panel(new Axis("tau_I", "ms")));
        }

        findings.SideBySide("eigenvalues", "What it takes to be stable",
            (time is null ? "" : "(A) ") + "Growth of a small deviation against the strength of inhibition: simulated circuits (points) and the leading "
                + "eigenvalue (line). Vertical line: w_EI = (w_EE - 1)(1 + w_II)/w_IE." + (time is null ? "" : " (B) The same against the time "
                + "constant of inhibition."),
            panels);
    }

    // More input to inhibitory units lowers their own rate where excitation would run away without them.
    private static void Paradox(StabilityParameters p, Session session, Findings findings)
    {
        EiRateCircuit[] circuits = [p.Circuit, p.Circuit with { EE = 0.5 }];
        double input = 0.2 * SimulatedCircuits.Rate * circuits[0].Determinant / circuits[0].EI;
        var simulated = new SimulatedCircuits(circuits, 0, session, p.RateStep, p.Sampling);
        var slowest = circuits.Max(circuit => -1 / circuit.Leading.Real) * ms;
        simulated.Advance(slowest);
        simulated.AddToInhibition(input);
        simulated.Advance(25 * slowest);
        List<Panel> panels = [];
        foreach (var (i, circuit) in circuits.Index())
        {
            var (ms, e, inhibition) = simulated.Course(i);
            int shown = ms.Length / 4;
            double expected = input * circuit.ResponseToInhibitoryInput.Inhibitory;
            findings.Check($"change of the inhibitory rate by {input:G3} more input, w_EE = {circuit.EE:G3}", expected, inhibition[^1] - SimulatedCircuits.Rate,
                1e-6 * SimulatedCircuits.Rate, "(1 - w_EE)/((1 - w_EE)(1 + w_II) + w_EI w_IE) times the input; the rest of the transient is below 1e-9");
            panels.Add(Plot.Panel(new Axis("Time", "ms"), new Axis("Rate"),
                Plot.Line("E", ms.Take(shown).ToArray(), e.Take(shown), colour: EiColours.Excitation),
                Plot.Line("I", ms.Take(shown).ToArray(), inhibition.Take(shown), colour: EiColours.Inhibition),
                ReferenceLine.AtX(slowest / Units.ms)) with { Title = $"w_EE = {circuit.EE:G3}" });
        }

        findings.SideBySide("paradox", "More input to inhibition",
            "(A) Where excitation is held by inhibition, inhibitory units with more input fire less in the end: they lose more excitation than they "
                + "gained. (B) Where "
                + "excitation would be stable alone, they fire more. Vertical line: where the input grows.", panels);
    }

    private static void Delay(StabilityParameters p, Session session, Findings findings)
    {
        double critical = p.Circuit.CriticalDelay(Stages) / ms;
        double[] delays = Plot.Range(0.6 * critical, 1.4 * critical, 16);
        var simulated = new SimulatedCircuits([.. delays.Select(_ => p.Circuit)], CriticalScan.Small, session, p.RateStep, p.Sampling,
            [.. delays.Select(delay => delay * ms)], Stages);
        simulated.Advance(2 * Forgotten * p.Sampling);
        double[] growth = [.. simulated.Leading(Forgotten).Select(value => value.Real * 1000)];
        var found = CriticalScan.Crossings(delays, growth).DefaultIfEmpty((double.NaN, 0, 0)).First();

        // A unit reads what its source was at the step's beginning: half a step for each of the stages and for both units.
        double held = (Stages + 2) / 2.0 * (p.RateStep / ms);
        findings.Check("delay of inhibition from which on oscillations grow (ms)", critical, found.At, 2e-3 * critical + held,
            "eigenvalues of the circuit with a chain of ten stages; the step adds half of itself at each stage");
        double[] line = Plot.Range(delays[0], delays[^1], 60);
        int[] shown = [2, 14];
        findings.SideBySide("delay", "Inhibition that comes late",
            "(A) Growth of a small deviation against the delay of inhibition, a chain of ten stages. (B) Rates after a small kick, below and above "
                + "the critical delay.",
            Plot.Panel(new Axis("Delay", "ms"), new Axis("Growth", "1/s"),
                Plot.Line("eigenvalue", line, delay => p.Circuit.LeadingWithDelay(delay * ms, Stages).Real * 1000, colour: EiColours.Both),
                Plot.Points("simulated", delays, growth, colour: EiColours.Excitation), ReferenceLine.AtY(0), ReferenceLine.AtX(critical)),
            Plot.Panel(new Axis("Time", "ms"), new Axis("Deviation of the rate", "0.01 %"), shown.Select((index, i) =>
            {
                var (ms, e, _) = simulated.Course(index);
                var deviations = e.Select(value => (value - SimulatedCircuits.Rate) / SimulatedCircuits.Rate / CriticalScan.Small);
                return (PlotLayer)Plot.Line($"{delays[index]:F1} ms", ms, deviations, colour: i == 0 ? EiColours.Both : Palette.At(3));
            })));
    }

    private static void Spiking(StabilityParameters p, Session session, Findings findings)
    {
        var points = SpikingPhases.Of(p, session);
        var clear = points.Where(point => point.IsClear).ToList();
        if (clear.Count > 0)
        {
            findings.Check($"networks of {clear.Count} that are in the phase of their mean field", clear.Count,
                clear.Count(point => point.Phase == point.ExpectedPhase), 0,
                "Brunel (2000): the lowest rate that keeps itself by Siegert's formula; networks with one within a factor of two of a border do not "
                    + "count");
        }

        if (points.Where(point => point.Stable.Count > 1).ToList() is { Count: > 0 } bistable)
        {
            findings.Note(
                $"In {bistable.Count} of the {points.Count} networks two rates keep themselves in the mean field, the upper at "
                    + $"{bistable.Min(point => point.Stable[^1]):F0} Hz or more: inhibition is weak, and the input alone does not reach the threshold. "
                    + "Without spikes at the beginning they come to the lower one.");
        }

        Series Of(SpikingPhase phase, string name, Colour colour, Marker marker)
        {
            var own = points.Where(point => point.Phase == phase).ToList();
            return Plot.Points(name, [.. own.Select(point => point.Strength)], own.Select(point => point.Input), colour: colour, marker: marker);
        }

        double[] inputs = [.. p.Inputs.Where(input => input > 1).DefaultIfEmpty(p.Inputs[^1])];
        double shown = inputs[inputs.Length / 2];
        var row = points.Where(point => point.Input == shown).OrderBy(point => point.Strength).ToList();
        double[] strengths = [.. row.Select(point => point.Strength)];
        findings.SideBySide("phases", "Networks of spiking cells",
            $"(A) What {p.Excitatory} excitatory and {p.Excitatory / 4} inhibitory cells do: silence (below 1 Hz), asynchronous firing, runaway "
                + "(above 100 Hz, a border of our choice: rates have no step there). Lines: "
                + $"where excitation and inhibition cancel (g = 4) and where the input alone reaches the threshold. (B) Rates at an input of "
                + $"{shown:G3}: simulated "
                + "(points) and mean field (dashed).",
            Plot.Panel(new Axis("Inhibition over excitation g"), new Axis("Input over threshold") { Minimum = 0 },
                Of(SpikingPhase.Silence, "silence", Colour.Grey, Marker.OpenCircle),
                Of(SpikingPhase.Asynchronous, "asynchronous", Palette.At(2), Marker.Circle), Of(SpikingPhase.Runaway, "runaway", Palette.At(3),
                    Marker.Triangle),
                ReferenceLine.AtX(4), ReferenceLine.AtY(1)),
            Plot.Panel(new Axis("Inhibition over excitation g"), new Axis("Rate", "Hz") { Scale = AxisScale.Logarithmic },
                Plot.Line("mean field", strengths, row.Select(point => point.Theory), LineStyle.Dashed, EiColours.Both),
                Plot.Points("simulated", strengths, row.Select(point => Math.Max(point.Rate, 1e-3)), colour: EiColours.Excitation)));
        findings.Table("phases.csv", "rates of spiking networks", points, ("inhibition over excitation", point => point.Strength),
            ("input over threshold", point => point.Input), ("rate (Hz)", point => point.Rate), ("mean field (Hz)", point => point.Theory));
    }
}
