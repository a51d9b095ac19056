namespace Neuropil.Experiments;

/// <summary>The currents of steps to all potentials from one holding potential: what is seen first, and the I-V relation.</summary>
/// <param name="Record">The currents.</param>
/// <param name="Holding">The holding potential, mV.</param>
/// <param name="Peaks">The current of largest size at each potential, pA.</param>
/// <param name="Steady">The current at the end of the step at each potential, pA.</param>
/// <param name="TestPotential">The potential at which both the largest and the last current of a step are well seen, so that neither gate hides the other,
/// mV.</param>
internal sealed record ClampFamily(ClampRecord Record, double Holding, double[] Peaks, double[] Steady, double TestPotential)
{
    // A step begins one sample after the start, since a clamp's first step lies after 0 ms.
    private const int MostSamples = 1000;

    /// <summary>Runs the family from the side on which the channel is closed.</summary>
    public static ClampFamily Of(ClampRig rig, IReadOnlyList<DeclaredGate> gates, double[] potentials, double smallestStep, Progress progress)
    {
        double slowest = potentials.Max(v => gates.Max(gate => gate.TimeConstant(v)));
        double fastest = potentials.Min(v => gates.Min(gate => gate.TimeConstant(v)));
        double step = smallestStep * Math.Max(1, Math.Floor(fastest / 10 / smallestStep));
        double interval = step * Math.Max(1, Math.Floor(4 * slowest / MostSamples / step));
        double until = interval * Math.Ceiling(4 * slowest / interval);
        double[] sides = [-GateRecovery.Saturation, GateRecovery.Saturation];
        ClampSweep[] sweeps = [.. sides.SelectMany(side => potentials.Select(v => new ClampSweep(side, (interval, v))))];
        var record = rig.Run("family", sweeps, step, interval, until + interval, interval, progress);

        // The channel is closed on the side from which currents grow after the step.
        double Growth(int side)
            => potentials.Select((_, i) => record.Currents[(side * potentials.Length) + i]).Sum(current => current.Max(Math.Abs) - Math.Abs(current[0]));
        int closed = Growth(0) > Growth(1) ? 0 : 1;
        double[][] currents = [.. record.Currents.Skip(closed * potentials.Length).Take(potentials.Length)];
        double[] peaks = [.. currents.Select(current => current.MaxBy(Math.Abs))];
        double[] steady = [.. currents.Select(current => current[^1])];
        int test = Enumerable.Range(0, peaks.Length).MaxBy(i => Math.Abs(peaks[i] * steady[i]));
        return new ClampFamily(record with { Currents = currents }, sides[closed], peaks, steady, potentials[test]);
    }
}
