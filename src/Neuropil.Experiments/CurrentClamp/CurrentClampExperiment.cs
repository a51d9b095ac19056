using static Neuropil.Units;
using Threshold = (Neuropil.Current Value, Neuropil.Current Uncertainty)?;

namespace Neuropil.Experiments;

/// <summary>What an electrophysiologist does first with a cell: current steps, their responses, and the numbers that follow from them.</summary>
internal sealed class CurrentClampExperiment : Experiment<CurrentClampParameters>
{
    // A current that makes a cell fire is searched at 1, 2, 4, ... mV of passive depolarisation, up to where no cell lives.
    private const int Doublings = 9;

    public override string Name => "current-clamp";

    public override string Question => "How does a cell respond to current steps: f-I curve, rheobase, input resistance and membrane time constant?";

    public override string Source => "Koch, Biophysics of Computation (1999), chapters 1, 6 and 9; the cells' own papers";

    public override IReadOnlyList<Preset<CurrentClampParameters>> Presets =>
    [
        .. SpikeTimesExperiment.Models.Where(model => model is not "hodgkin-huxley")
            .Select(model => new Preset<CurrentClampParameters>(model, $"the cell {model}", p => p with { Model = model })),
    ];

    /// <summary>A cell with a rich response, and the one whose resistance and time constant are known.</summary>
    public override IEnumerable<string?> ValidationPresets(bool full) => full ? base.ValidationPresets(full) : [null, "leaky-integrate-and-fire"];

    public override void Run(CurrentClampParameters p, Session session, Findings findings)
    {
        var cell = CellUnderTest.ByName(p.Model);
        var passive = PassiveResponse.Of(cell, Given(cell, "test-current", p.TestCurrent), session.Cancellation);
        Current lowest = cell.Parse("lowest-current", p.LowestCurrent);
        Current highest = Given(cell, "highest-current", p.HighestCurrent) ?? Highest(cell, passive, p.Steps, session);
        Current[] amplitudes = [.. Enumerable.Range(0, p.Currents).Select(i => lowest + (i / (p.Currents - 1.0) * (highest - lowest)))];
        var curve = CurrentStepRun.Of(cell, "f-I curve", amplitudes, p.Steps, session.Part(0, 4));
        RequireSpikes(cell, curve.Firing.Any(each => each.Spikes > 0), highest, p.Duration);
        Threshold once = null;
        Threshold repetitive = null;
        CurrentStepRun? responses = null;
        findings.Always(() => Show(p, passive, curve, once, repetitive, responses, findings));
        once = Refined(curve, firing => firing.Spikes > 0, session.Part(1, 4));
        repetitive = Refined(curve, firing => firing.IsRepetitive, session.Part(2, 4));
        responses = CurrentStepRun.Of(cell, "responses", Shown(curve, once?.Value, repetitive?.Value), p.Steps, session.Part(3, 4), traced: true);
        CheckPassive(cell.Cell, passive, findings);
    }

    protected override void Validate(CurrentClampParameters p)
    {
        var cell = CellUnderTest.ByName(p.Model);
        Current lowest = cell.Parse("lowest-current", p.LowestCurrent);
        Refuse.If(
            Given(cell, "highest-current", p.HighestCurrent) is { } highest && !(highest > lowest),
            $"--highest-current {p.HighestCurrent}: expected more than the lowest current, {p.LowestCurrent}.");
        Refuse.If(
            Given(cell, "test-current", p.TestCurrent) is { SiValue: 0 }, $"--test-current {p.TestCurrent}: a response needs a current other than zero.");
        OptionText.Method("method", p.Method);
    }

    internal static void CheckPassive(Neuron cell, PassiveResponse? passive, Findings findings)
    {
        // Tolerances of 1e-11 per step over 400 ms, and the deflection that is missing after 400 ms: e^(-400 ms / tau), 2e-9 at 20 ms.
        const double Relative = 1e-6;
        if (passive is not null && Circuit(cell) is var (conductance, capacitance))
        {
            var (resistance, tau) = (1e-6 / conductance, capacitance / conductance * 1e3);
            findings.Check(
                "input resistance (MOhm)", resistance, passive.Resistance / Mohm, Relative * resistance, "closed form 1/g; the tolerance is the solver's");
            findings.Check(
                "membrane time constant (ms)", tau, passive.TimeConstant / ms, Relative * (capacitance / conductance) * 1e3,
                "closed form C/g; the tolerance is the solver's");
        }
    }

    // Conductance and capacitance, SI, of cells in which resistance and time constant are known in closed form.
    private static (double Conductance, double Capacitance)? Circuit(Neuron cell) => cell switch
    {
        PointNeuron { Mechanisms: [Leak leak] } point
            => (leak.Conductance.UniformSi * point.Area.UniformSi, point.Capacitance.UniformSi * point.Area.UniformSi),
        LeakyIntegrateAndFire leaky => (leaky.LeakConductance.UniformSi, leaky.Capacitance.UniformSi),
        _ => null,
    };

    private static Current? Given(CellUnderTest cell, string option, string text) => text == CurrentClampParameters.Auto ? null : cell.Parse(option, text);

    private static void RequireSpikes(CellUnderTest cell, bool fires, Current highest, Time duration) => Refuse.If(
        !fires, $"{cell.Name} never fires: the largest current tried, {cell.Describe(highest)} for {duration}, gives no spike, so that there is no f-I curve.");

    // Three times the first of doubled currents that makes the cell fire until the step ends (or at all, where none does). Exponential Euler bears any current,
    // and what is asked for is only a range.
    private static Current Highest(CellUnderTest cell, PassiveResponse? passive, StepProtocol steps, Session session)
    {
        Current unit = passive is null ? cell.OfUnit(0.1) : 1 * mV / passive.Resistance;
        Current[] amplitudes = [.. Enumerable.Range(0, Doublings).Select(i => Math.Pow(2, i) * unit)];
        var firing = CurrentStepRun.Of(cell, "search", amplitudes, steps with { Method = null }, session.Part(0, 4), isShown: false).Firing.ToList();
        int repetitive = firing.FindIndex(each => each.IsRepetitive);
        int first = repetitive < 0 ? firing.FindIndex(each => each.Spikes > 0) : repetitive;
        RequireSpikes(cell, first >= 0, amplitudes[^1], steps.Duration);
        return 3 * amplitudes[first];
    }

    private static Threshold Refined(CurrentStepRun curve, Func<StepFiring, bool> fires, Session session) => curve.First(fires) is not { } first ? null
        : Rheobase.Between(
            curve.Amplitudes[first - 1], curve.Amplitudes[first],
            amplitudes => CurrentStepRun.Of(curve.Cell, "rheobase", amplitudes, curve.Protocol, session, isShown: false).Firing, fires);

    // Currents whose responses are worth seeing: below zero, around the rheobase, far above.
    private static Current[] Shown(CurrentStepRun curve, Current? once, Current? repetitive)
    {
        Current highest = curve.Amplitudes[^1];
        Current rheobase = once ?? highest / 3;
        Current sustained = 1.2 * (repetitive ?? rheobase);
        return [-0.5 * rheobase, 0.95 * rheobase, 1.05 * rheobase, sustained < highest ? sustained : (rheobase + highest) / 2, highest];
    }

    private static void Show(
        CurrentClampParameters p, PassiveResponse? passive, CurrentStepRun curve, Threshold once, Threshold repetitive, CurrentStepRun? responses,
        Findings findings)
    {
        var cell = curve.Cell;
        findings.Answer($"{Rest(cell, passive)} {Firing(p, curve, once?.Value, repetitive?.Value)}");
        Notes(p, cell, passive, curve, once, findings);
        if (responses is not null)
        {
            findings.Figure(
                "responses", "Responses to current steps",
                $"The membrane potential of {cell.Name} before and after the onset (dashed) of steps of the currents above each panel."
                    + (cell.Resets ? " Its spikes are drawn: the model resets and has no action potential." : ""), responses.Responses());
        }

        Current[] thresholds = [.. new[] { once, repetitive }.OfType<(Current Value, Current)>().Select(each => each.Value).Distinct()];
        string lines = thresholds.Length switch
        {
            0 => "", 1 => " Dashed line: the rheobase.", _ => " Dashed lines: the smallest currents for one spike and for firing until the step ends.",
        };
        findings.Figure(
            "f-i-curve", "f-I curve",
            $"One over the first interspike interval, and over the mean interval of the second half of a step of {p.Duration} "
                + $"(0 where the cell has stopped).{lines}",
            curve.Curve(thresholds));
        if (passive is not null)
        {
            findings.Figure(
                "passive", "Input resistance and time constant",
                $"A step of {cell.Describe(passive.Amplitude)} from rest at {passive.Rest:F2} mV: input resistance {passive.Resistance / Mohm:G4} MOhm"
                    + (passive.IsExponential ? $", time constant {passive.TimeConstant / ms:F3} ms." : "; no single exponential."),
                passive.Draw());
        }

        findings.Table(
            "f-i-curve.csv", "a line for each current of the f-I curve", curve.Amplitudes.Zip(curve.Firing),
            ("current (pA)", point => point.First / pA), ($"current ({cell.Unit})", point => cell.InUnit(point.First)),
            ("spikes", point => point.Second.Spikes), ("onset rate (Hz)", point => point.Second.OnsetHz), ("steady rate (Hz)", point => point.Second.SteadyHz));
        findings.Traces("responses", "the membrane potentials of the figure", responses?.Voltages ?? new Traces([], []));
        findings.Spikes(curve.Spikes);
        findings.Populations(responses is null ? [curve.Spikes] : [curve.Spikes, responses.Spikes]);
    }

    private static string Rest(CellUnderTest cell, PassiveResponse? passive) => passive is null
        ? $"{cell.Name} has no resting potential: it does not settle without current."
        : $"{cell.Name} rests at {passive.Rest:F2} mV with an input resistance of {passive.Resistance / Mohm:G5} MOhm and "
            + (passive.IsExponential ? $"a membrane time constant of {passive.TimeConstant / ms:G4} ms." : "no single time constant.");

    private static string Firing(CurrentClampParameters p, CurrentStepRun curve, Current? once, Current? repetitive)
    {
        var (cell, last, highest) = (curve.Cell, curve.Firing[^1], curve.Amplitudes[^1]);
        string first = once is { } single ? $"A step of {p.Duration} makes it spike from {cell.Describe(single)} on"
            : curve.Firing[0].Spikes > 0 ? $"It spikes at the lowest current of the curve already, {cell.Describe(curve.Amplitudes[0])}"
            : "The current at which spikes begin was not searched";
        string sustained = repetitive is not { } many ? "" : many == once ? ", until the step's end"
            : $", and until the step's end from {cell.Describe(many)} on";
        return $"{first}{sustained}; at {cell.Describe(highest)} it " + (last.IsRepetitive
            ? $"fires at {last.SteadyHz:F1} Hz (first interval {last.OnsetHz:F1} Hz)."
            : $"stops after {last.Spikes} {(last.Spikes == 1 ? "spike" : "spikes")}.");
    }

    private static void Notes(CurrentClampParameters p, CellUnderTest cell, PassiveResponse? passive, CurrentStepRun curve, Threshold once, Findings findings)
    {
        if (once is { } rheobase)
        {
            findings.Note($"The rheobase is known to {cell.InUnit(rheobase.Uncertainty):G2} {cell.Unit}, and holds for a step of {p.Duration}: "
                + "a longer one may need less.");
        }

        if (passive is { IsExponential: false })
        {
            findings.Note($"The small step's response is no single exponential (the nearest one, of {passive.TimeConstant / ms:G3} ms, "
                + $"misses it by {100 * passive.Fit.Misfit:F0} %: sag, resonance or adaptation).");
        }

        if (curve.Firing.Any(firing => firing is { IsRepetitive: false, Spikes: > 0 }))
        {
            findings.Note("Some currents make the cell spike and fall silent before the step ends; their steady rate is 0.");
        }
    }
}
