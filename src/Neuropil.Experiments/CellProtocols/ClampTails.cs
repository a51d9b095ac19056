namespace Neuropil.Experiments;

/// <summary>Tail currents: the channel is opened, then stepped to all potentials; the current of the first instant shows the open channel.</summary>
/// <param name="Record">The currents from the step on.</param>
/// <param name="Instantaneous">The first current at each potential, pA.</param>
internal sealed record ClampTails(ClampRecord Record, double[] Instantaneous)
{
    /// <summary>Runs them.</summary>
    public static ClampTails Of(ClampRig rig, IReadOnlyList<DeclaredGate> gates, double[] potentials, ClampFamily family, double smallestStep,
        Progress progress)
    {
        double fast = gates.Min(gate => gate.TimeConstant(family.TestPotential));
        double step = smallestStep * Math.Max(1, Math.Floor(potentials.Min(v => gates.Min(gate => gate.TimeConstant(v))) / 10 / smallestStep));
        double begin = step * Math.Ceiling(((2.5 * fast) + step) / step);
        double shown = step * Math.Ceiling(8 * fast / step);
        ClampSweep[] sweeps = [.. potentials.Select(v => new ClampSweep(family.Holding, (step, family.TestPotential), (begin, v)))];
        var record = rig.Run("tails", sweeps, step, begin, begin + shown, step, progress);
        return new ClampTails(record, [.. record.Currents.Select(current => current[0])]);
    }

    /// <summary>Where the instantaneous current changes its sign; null where it does not.</summary>
    public double? Reversal(double[] potentials)
    {
        for (int i = 1; i < potentials.Length; i++)
        {
            var (before, after) = (Instantaneous[i - 1], Instantaneous[i]);
            if (before * after <= 0 && before != after)
            {
                return potentials[i - 1] + ((potentials[i] - potentials[i - 1]) * before / (before - after));
            }
        }

        return null;
    }

    /// <summary>The check of the reversal potential, for a channel whose open current is a straight line.</summary>
    public IEnumerable<Check> Checks(DeclaredGate gate, double[] potentials)
        => Reversal(potentials) is { } measured && gate.Reversal() is { } declared
            ? [new("reversal potential of tail currents (mV)", declared, measured, 1e-6,
                "the declaration; the open channel is ohmic, so that interpolation is exact")]
            : [];
}
