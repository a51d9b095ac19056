namespace Neuropil.Experiments;

/// <summary>What was recovered of a gate from currents.</summary>
/// <param name="Name">The gate.</param>
/// <param name="SteadyStates">At each potential.</param>
/// <param name="TimeConstants">At each potential, ms.</param>
internal sealed record RecoveredGate(string Name, double[] SteadyStates, double[] TimeConstants);

/// <summary>
/// Recovers gates by the protocols of electrophysiology. Steady states: hold a potential until everything is steady, then test. Time constants: condition the
/// channel to be closed, opened or inactivated, step to a potential for longer and longer, then test; the difference between two conditions decays as
/// e^(-t/tau) alone. A test gives the gates at its beginning, a single one by the p-th root of the first current, two by <see cref="TestKinetics"/>. Fully open
/// and fully closed are +-<see cref="Saturation"/>.
/// </summary>
internal sealed class GateRecovery(ClampRig rig, IReadOnlyList<DeclaredGate> gates, double[] potentials, double testPotential, ClampTimes times,
    Progress progress)
{
    /// <summary>A potential, mV, that opens or closes gates completely: no patch would survive it, a simulated one does.</summary>
    public const double Saturation = 500;

    private const double SmallestDifference = 0.03;

    // A gate that is declared to stay further than this from one at saturation is never fully open.
    private const double Open = 1e-3;

    /// <summary>
    /// The value of a gate at the saturating potential that opens it: 1, as currents alone cannot tell; but where the declaration says that it never opens
    /// fully, the declared value.
    /// </summary>
    public static double Largest(DeclaredGate gate)
    {
        double value = Math.Max(gate.SteadyState(Saturation), gate.SteadyState(-Saturation));
        return Math.Abs(value - 1) < Open ? 1 : value;
    }

    private double End => times.TestStart + times.Test;

    /// <summary>Runs the protocols.</summary>
    public IReadOnlyList<RecoveredGate> Run()
    {
        ClampSweep[] steady = [.. potentials.Append(Saturation).Append(-Saturation)
            .Select(potential => new ClampSweep(potential, (times.TestStart, testPotential)))];
        var levels = rig.Run("steady states", steady, times.Step, times.TestStart, End, times.Interval, progress.Part(0, 2));
        var decay = rig.Run("time constants", [.. Conditioned()], times.Step, times.TestStart, End, times.Interval, progress.Part(1, 2));
        return gates.Count == 1 ? [One(levels, decay)] : Two(levels, decay);
    }

    // Closed, opened, inactivated: for each potential and duration.
    private IEnumerable<ClampSweep> Conditioned()
    {
        foreach (double potential in potentials)
        {
            foreach (double duration in times.Durations)
            {
                double begin = times.TestStart - duration;
                double open = begin - times.Opening;
                yield return new ClampSweep(-Saturation, (open, -Saturation), (begin, potential), (times.TestStart, testPotential));
                yield return new ClampSweep(-Saturation, (open, testPotential), (begin, potential), (times.TestStart, testPotential));
                yield return new ClampSweep(Saturation, (open, Saturation), (begin, potential), (times.TestStart, testPotential));
            }
        }
    }

    private RecoveredGate One(ClampRecord levels, ClampRecord decay)
    {
        double full = new[] { levels.Currents[^1][0], levels.Currents[^2][0] }.MaxBy(Math.Abs);
        double Gate(double[] current) => Largest(gates[0]) * Math.Pow(Math.Max(current[0] / full, 0), 1.0 / gates[0].Exponent);
        return new RecoveredGate(
            gates[0].ShortName, [.. potentials.Select((_, i) => Gate(levels.Currents[i]))], TimeConstants(index => Gate(decay.Currents[index]), condition: 2));
    }

    private RecoveredGate[] Two(ClampRecord levels, ClampRecord decay)
    {
        bool firstActivates = gates[0].SteadyState(Saturation) > gates[0].SteadyState(-Saturation);
        var (activation, inactivation) = firstActivates ? (gates[0], gates[1]) : (gates[1], gates[0]);
        int[] kept = Thinned(levels.TimesMs);
        double[] at = [.. kept.Select(i => levels.TimesMs[i])];
        double[] Kept(double[] current) => [.. kept.Select(i => current[i])];

        var kinetics = TestKinetics.Of(at, Kept(levels.Currents[^1]), activation.Exponent);
        double open = (1 + kinetics.Before(at, Kept(levels.Currents[^2])).Activation) / Largest(activation);
        double available = (1 + kinetics.Before(at, Kept(levels.Currents[^1])).Inactivation) / Largest(inactivation);
        var before = levels.Currents.Concat(decay.Currents).AsParallel().AsOrdered().Select(current => kinetics.Before(at, Kept(current))).ToArray();
        double A(int sweep) => (1 + before[sweep].Activation) / open;
        double B(int sweep) => (1 + before[sweep].Inactivation) / available;
        int first = levels.Currents.Count;
        return
        [
            new(activation.ShortName, [.. potentials.Select((_, i) => A(i))], TimeConstants(index => A(first + index), condition: 1)),
            new(inactivation.ShortName, [.. potentials.Select((_, i) => B(i))], TimeConstants(index => B(first + index), condition: 2)),
        ];
    }

    // The slope of the logarithm of the difference between a condition and the closed channel, over the duration.
    private double[] TimeConstants(Func<int, double> gate, int condition)
    {
        return [.. potentials.Select((_, v) =>
        {
            var points = new List<(double Time, double Log)>();
            for (int k = 0; k < times.Durations.Length; k++)
            {
                int sweep = 3 * ((v * times.Durations.Length) + k);
                double difference = Math.Abs(gate(sweep + condition) - gate(sweep));
                if (difference > SmallestDifference)
                {
                    points.Add((times.Durations[k], Math.Log(difference)));
                }
            }

            return points.Count < 3 ? double.NaN : -1 / Slope(points);
        })];
    }

    private static double Slope(List<(double Time, double Log)> points)
    {
        var (time, log) = (points.Average(point => point.Time), points.Average(point => point.Log));
        return points.Sum(point => (point.Time - time) * (point.Log - log)) / points.Sum(point => (point.Time - time) * (point.Time - time));
    }

    // All of the beginning, where activation is, and less and less of what follows.
    private static int[] Thinned(double[] times)
    {
        var kept = new List<int>();
        for (double i = 0; i < times.Length; i = Math.Max(i + 1, i * 1.1))
        {
            kept.Add((int)i);
        }

        return [.. kept.Distinct()];
    }
}
