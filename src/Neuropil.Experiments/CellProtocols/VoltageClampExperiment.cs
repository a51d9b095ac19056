using static Neuropil.Units;

namespace Neuropil.Experiments;

/// <summary>What a voltage clamp finds out about a channel from its currents alone, held against its declaration.</summary>
internal sealed class VoltageClampExperiment : Experiment<VoltageClampParameters>
{
    // What an experiment of this kind is asked to reach; the recovery itself is as good as the least-squares fits, better than 1e-5.
    private const double Tolerance = 1e-3;

    // Channels whose papers measured at body temperature, or extrapolated to it; the squid's at 6.3 °C is the default.
    private static readonly (string Name, string Description, Func<VoltageClampParameters, VoltageClampParameters> Apply)[] others =
    [
        ("potassium-hodgkin-huxley", "the squid's potassium channel, n to the fourth power", p => p with { Channel = "potassium-hodgkin-huxley" }),
        ("sodium-traub-miles", "the sodium channel of the network's cells", p => p with { Channel = "sodium-traub-miles" }),
        ("potassium-transient-connor-stevens", "an A current: a to the third power times b", p => p with { Channel = "potassium-transient-connor-stevens" }),
        ("potassium-muscarinic", "a slow M current at 36 degrees", p => p with { Channel = "potassium-muscarinic", Celsius = 36 }),
        ("calcium-low-threshold-thalamic", "a T current with the driving force of Goldman, Hodgkin and Katz, at 24 degrees",
            p => p with { Channel = "calcium-low-threshold-thalamic", Celsius = 24 }),
        ("hyperpolarization-activated", "an h current, which opens by hyperpolarisation",
            p => p with { Channel = "hyperpolarization-activated", Celsius = 36 }),
    ];

    public override string Name => "voltage-clamp";

    public override string Question
        => "What do the currents of a clamped membrane say about a channel: activation, inactivation, time constants and I-V relation?";

    public override string Source => "Hodgkin and Huxley 1952, J. Physiol. 116 and 117; Hille, Ion Channels of Excitable Membranes (2001), chapters 2 and 3";

    public override IReadOnlyList<Preset<VoltageClampParameters>> Presets
        => [.. others.Select(other => new Preset<VoltageClampParameters>(other.Name, other.Description, other.Apply))];

    /// <summary>Every preset is another kind of channel, so that all belong to each validation.</summary>
    public override IEnumerable<string?> ValidationPresets(bool full) => base.ValidationPresets(full: true);

    public override void Run(VoltageClampParameters parameters, Session session, Findings findings)
    {
        var channel = ChannelUnderTest.ByName(parameters.Channel, parameters.Calcium);
        var rig = new ClampRig(channel, Celsius(parameters.Celsius), session);
        var gates = Gates(channel, parameters);
        double span = (parameters.Highest - parameters.Lowest) / mV;
        double[] potentials =
        [
            .. Enumerable.Range(0, parameters.Potentials).Select(i => Math.Round((parameters.Lowest / mV) + (i * span / (parameters.Potentials - 1)), 9)),
        ];
        double step = parameters.TimeStep / ms;
        var draw = new VoltageClampFigures(channel, potentials, findings);
        var family = ClampFamily.Of(rig, gates, potentials, step, session.Progress.Part(0, 4));
        findings.Note($"Gates count as fully open or closed at {GateRecovery.Saturation} mV of either sign, which a simulated membrane survives; "
            + $"the test potential was {family.TestPotential:G4} mV.");
        foreach (var gate in gates.Where(gate => GateRecovery.Largest(gate) != 1))
        {
            findings.Note($"Gate {gate.ShortName} never opens fully: currents do not tell its scale, "
                + $"for which the declared {GateRecovery.Largest(gate):G3} at {GateRecovery.Saturation} mV stands.");
        }

        findings.Answer(Answer(channel, family, [], gates, potentials));
        draw.Family(family);
        findings.Table("current-voltage.csv", "peak and steady current at each potential, positive inward", ["potential (mV)", "peak (pA)", "steady (pA)"],
            potentials.Select((v, i) => (double[])[v, family.Peaks[i], family.Steady[i]]));
        var tails = ClampTails.Of(rig, gates, potentials, family, step, session.Progress.Part(1, 4));
        draw.CurrentVoltage(family, tails);
        draw.Tails(tails);
        var times = ClampTimes.Of(gates, potentials, family.TestPotential, step);
        var recovered = new GateRecovery(rig, gates, potentials, family.TestPotential, times, session.Progress.Part(1, 2)).Run();
        findings.Answer(Answer(channel, family, recovered, gates, potentials));
        draw.Gates(recovered, gates);
        findings.Table("gates.csv", "what was recovered of the gates at each potential",
            ["potential (mV)", .. recovered.SelectMany(gate => new[] { $"{gate.Name} steady state", $"{gate.Name} time constant (ms)" })],
            potentials.Select((v, i) => (double[])[v, .. recovered.SelectMany(gate => new[] { gate.SteadyStates[i], gate.TimeConstants[i] })]));
        findings.Check(recovered.SelectMany(gate => Checks(gate, gates.Single(each => each.ShortName == gate.Name), potentials)));
        findings.Check(tails.Checks(gates[0], potentials));
    }

    protected override void Validate(VoltageClampParameters parameters)
    {
        Refuse.If(
            !(parameters.Highest > parameters.Lowest), $"--highest {parameters.Highest}: expected more than the lowest potential, {parameters.Lowest}.");
        ChannelUnderTest.ByName(parameters.Channel, parameters.Calcium);
    }

    private static IReadOnlyList<DeclaredGate> Gates(ChannelUnderTest channel, VoltageClampParameters parameters)
    {
        var gates = DeclaredGate.Of(channel.Clamped(Celsius(parameters.Celsius), 0 * mV));
        if (gates.Count == 0)
        {
            throw new UserErrorException($"{channel.Name} has no gates with a time course: there is nothing for a voltage clamp to recover.");
        }

        bool Opens(DeclaredGate gate) => gate.SteadyState(GateRecovery.Saturation) > gate.SteadyState(-GateRecovery.Saturation);
        bool Follows(DeclaredGate gate) => Math.Abs(gate.SteadyState(GateRecovery.Saturation) - gate.SteadyState(-GateRecovery.Saturation)) > 0.5;
        if (gates.FirstOrDefault(gate => !Follows(gate)) is { } blind)
        {
            throw new UserErrorException($"gate {blind.ShortName} of {channel.Name} does not follow the membrane potential: no voltage clamp can recover it.");
        }

        bool separable = gates.Count == 1 || (gates.Count == 2 && Opens(gates[0]) != Opens(gates[1]) && gates.Single(gate => !Opens(gate)).Exponent == 1);
        return separable ? gates : throw new UserErrorException(
            $"{channel.Name} has the gates {string.Join(", ", gates.Select(gate => gate.ShortName))}: "
            + "only one gate, or one that opens and one of exponent 1 that closes by depolarisation, can be told apart.");
    }

    private static IEnumerable<Check> Checks(RecoveredGate gate, DeclaredGate declared, double[] potentials)
    {
        double steady = potentials.Select((v, i) => Math.Abs(gate.SteadyStates[i] - declared.SteadyState(v))).Max();
        double time = potentials.Select((v, i) => Math.Abs((gate.TimeConstants[i] / declared.TimeConstant(v)) - 1)).Max();
        yield return new(
            $"{gate.Name}: largest error of the steady state", 0, steady, Tolerance,
            "the declaration's expressions, evaluated without simulation; 0.1 % of the gate's range");
        yield return new(
            $"{gate.Name}: largest relative error of the time constant", 0, time, Tolerance,
            "the declaration's expressions, evaluated without simulation; 0.1 %");
    }

    private static string Answer(
        ChannelUnderTest channel, ClampFamily family, IReadOnlyList<RecoveredGate> recovered, IReadOnlyList<DeclaredGate> gates, double[] potentials)
    {
        int largest = Enumerable.Range(0, potentials.Length).MaxBy(i => Math.Abs(family.Peaks[i]));
        string current = $"The largest current of {channel.Name} between {potentials[0]:G4} and {potentials[^1]:G4} mV is "
            + $"{Math.Abs(family.Peaks[largest]) / 1000:G4} nA {(family.Peaks[largest] > 0 ? "inward" : "outward")} at {potentials[largest]:G4} mV.";
        return string.Join(' ', recovered.Select(gate =>
        {
            int slowest = Enumerable.Range(0, potentials.Length).MaxBy(i => gate.TimeConstants[i]);
            int exponent = gates.Single(each => each.ShortName == gate.Name).Exponent;
            return $"Gate {gate.Name} (exponent {exponent}) {HalfOpen(gate, potentials)}, "
                + $"and is slowest at {potentials[slowest]:G4} mV with {gate.TimeConstants[slowest]:G4} ms.";
        }).Prepend(current));
    }

    private static string HalfOpen(RecoveredGate gate, double[] potentials)
    {
        for (int i = 1; i < potentials.Length; i++)
        {
            var (before, after) = (gate.SteadyStates[i - 1] - 0.5, gate.SteadyStates[i] - 0.5);
            if (before * after <= 0 && before != after)
            {
                return $"is half open at {potentials[i - 1] + ((potentials[i] - potentials[i - 1]) * before / (before - after)):F1} mV";
            }
        }

        return "is nowhere half open";
    }
}
