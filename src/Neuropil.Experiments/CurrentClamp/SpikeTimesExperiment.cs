using static Neuropil.Units;
using Fact = (string Name, double Predicted, double Tolerance, System.Func<double[], double> Of);

namespace Neuropil.Experiments;

/// <summary>The parameters of <see cref="SpikeTimesExperiment"/>.</summary>
internal sealed record SpikeTimesParameters
{
    [Option("cell model for which there are references: see the presets")] public string Model { get; init; } = "hodgkin-huxley";
}

/// <summary>
/// Spike times that independent programs gave for cells under a constant current, held against the adaptive method, which locates spikes. The tolerances are
/// the digits of the references; the method's own error is below 1e-5 ms.
/// </summary>
internal sealed class SpikeTimesExperiment : Experiment<SpikeTimesParameters>
{
    private const double Digits = 0.002;
    private const string Cvode = "NEURON (CVODE, 1e-9, exact rates) and SciPy (LSODA, 1e-10) agree";
    private const string Lsoda = "SciPy (LSODA, 1e-10)";

    private static readonly (string Model, string Source, Func<AdaptiveSimulation> Cell, Time Duration, Fact[] Facts)[] references =
    [
        .. new[] { (7.0, 17.1056), (8.0, 15.9844), (10.0, 14.6221), (20.0, 11.5598) }
            .Select(each => ("hodgkin-huxley", Cvode, Driven("hodgkin-huxley", each.Item1), 500 * ms, (Fact[])[Last($"{each.Item1} uA/cm²", each.Item2)])),
        ("hodgkin-huxley", Cvode, Driven("hodgkin-huxley", 6), 1000 * ms, [("spikes in 1 s at 6 uA/cm², then silence", 2, 0, times => times.Length)]),
        ("traub-miles", "NEURON, leak reversal -65 mV, gates from zero", TraubMiles, 500 * ms,
            [Last("0.2 nA", 25.6510, 0.005), ("spikes in 500 ms at 0.2 nA", 20, 0, times => times.Length)]),
        ("reduced-traub-miles", Lsoda, Driven("reduced-traub-miles", 1.4), 200 * ms, [Last("1.4 uA/cm²", 18.460535)]),
        ("wang-buzsaki", Lsoda, Driven("wang-buzsaki", 1), 200 * ms, [Last("1 uA/cm²", 16.750001)]),
        ("adaptive-exponential", Lsoda, Of(new AdaptiveExponential
        {
            Capacitance = 200 * pF, LeakConductance = 11 * nS, LeakReversal = -70 * mV, Threshold = -50 * mV, SlopeFactor = 2 * mV,
            SubthresholdAdaptation = 3 * nS, SpikeAdaptation = 0 * pA, AdaptationTimeConstant = 300 * ms, Reset = -58 * mV, Peak = 0 * mV,
            InitialAdaptation = 5 * pA, Inputs = [new ConstantCurrent { Amplitude = 420 * pA }],
        }), 60 * ms, Each("tonic cell at 420 pA", 18.7160, 30.5619, 42.4971, 54.5201)),
        ("izhikevich", "Runge-Kutta of order 4 with the peak located by bisection", Of(new Izhikevich
        {
            D = 6 * mV / ms, InitialVoltage = -70 * mV, InitialRecovery = -14 * mV / ms, Inputs = [new StepCurrent { Amplitude = 14 * pA, Start = 10 * ms }],
        }), 90 * ms, Each("tonic cell, I 14 from 10 ms", 12.6305, 16.1171, 28.9216, 55.9179, 82.6647)),
        ("leaky-integrate-and-fire", "closed form tau ln((E - reset) / (E - threshold)); the tolerance is the solver's", Of(new LeakyIntegrateAndFire
        {
            Capacitance = 300 * pF, LeakConductance = 10 * nS, LeakReversal = -50 * mV, Threshold = -55 * mV, Reset = -70 * mV, InitialVoltage = -70 * mV,
            RefractoryPeriod = 0 * ms,
        }, 1e-13), 200 * ms, [("interspike interval, tau 30 ms (ms)", 30 * Math.Log(4), 1e-9, times => times[^1] - times[^2])]),
    ];

    /// <summary>The models that have references.</summary>
    public static IReadOnlyList<string> Models { get; } = [.. references.Select(each => each.Model).Distinct()];

    public override string Name => "spike-times";

    public override string Question => "Does a cell of the catalogue spike when independent programs say that it does?";

    public override string Source => "NEURON, SciPy and closed forms; the cells' own papers";

    public override IReadOnlyList<Preset<SpikeTimesParameters>> Presets
        => [.. Models.Skip(1).Select(model => new Preset<SpikeTimesParameters>(model, $"the cell {model}", p => p with { Model = model }))];

    /// <summary>Every preset is another cell, so that all belong to each validation.</summary>
    public override IEnumerable<string?> ValidationPresets(bool full) => base.ValidationPresets(full: true);

    public override void Run(SpikeTimesParameters p, Session session, Findings findings)
    {
        var errors = new List<double>();
        foreach (var (_, source, cell, duration, facts) in references.Where(each => each.Model == p.Model))
        {
            double[] times = [.. cell().Run(duration, cancellation: session.Cancellation).SpikeTimes.Select(time => time / ms)];
            foreach (var (name, predicted, tolerance, of) in facts)
            {
                findings.Check(new Reference<SpikeTimesParameters>(name, predicted, source, each => each.Model == p.Model).Within(tolerance), p, of(times));
                errors.Add(Math.Abs(of(times) - predicted) / (tolerance > 0 ? tolerance : 1));
            }
        }

        findings.Answer($"{p.Model}: {errors.Count(error => error <= 1)} of {errors.Count} numbers are those of independent programs to their digits.");
        findings.Figure(
            "errors", "Differences from independent programs", "Each number's difference over its tolerance (for counts over one), in the order of the checks.",
            Plot.Single(
                new Axis("Check") { WholeNumbers = true }, new Axis("Difference over tolerance") { Minimum = 0 },
                Plot.Points("", [.. errors.Select((_, i) => i + 1.0)], errors), ReferenceLine.AtY(1)));
    }

    protected override void Validate(SpikeTimesParameters p)
        => Refuse.If(!Models.Contains(p.Model), $"--model: there are no references for {OneLine.Quote(p.Model)}.{Suggestion.For(p.Model, Models)}");

    private static Fact Last(string at, double interval, double tolerance = Digits)
        => ($"interspike interval at {at} (ms)", interval, tolerance, times => times[^1] - times[^2]);

    private static Fact[] Each(string what, params double[] expected) => [.. expected.Select((time, i)
        => ($"spike {i + 1} (ms), {what}", time, Digits, (Func<double[], double>)(times => i < times.Length ? times[i] : double.NaN)))];

    private static Func<AdaptiveSimulation> Of(Neuron cell, double? tolerance = null) => () => new AdaptiveSimulation(
        cell, tolerance is { } value ? new AdaptiveOptions { RelativeTolerance = value, AbsoluteTolerance = value } : null);

    private static Func<AdaptiveSimulation> Driven(string model, double density) => () =>
    {
        var cell = CellUnderTest.ByName(model);
        return new AdaptiveSimulation(cell.With(new ConstantCurrent { Amplitude = cell.OfUnit(density) }));
    };

    private static AdaptiveSimulation TraubMiles()
    {
        var cell = (TraubMiles)ModelCatalogue.ByName("traub-miles").Declaration;
        var reference = cell.WithEach(("leak.reversal", [-65e-3])) with { InitialVoltage = -65 * mV, Inputs = [new ConstantCurrent { Amplitude = 0.2 * nA }] };
        var network = new Network();
        var population = network.Add(new Population("cell", 1, reference));
        foreach (var gate in reference.ToEquations().States.Select(state => state.Symbol.Name).Where(name => name != "V"))
        {
            population.Initial[gate] = (NumberParameter)0;
        }

        return new AdaptiveSimulation(network, "cell");
    }
}
