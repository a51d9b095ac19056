using static Neuropil.Units;

namespace Neuropil.Experiments;

/// <summary>
/// A leaky integrate-and-fire cell under a steady conductance: C dV/dt = g_L (E_L - V) + g (E - V) + I. Its interval between spikes is known:
/// refractory + tau ln((V_inf - reset)/(V_inf - threshold)) with tau = C/(g_L + g), or none where V_inf is not above the threshold.
/// </summary>
/// <param name="Current">I.</param>
/// <param name="Conductance">g.</param>
/// <param name="Reversal">E.</param>
internal sealed record ShuntedCell(Current Current, Conductance Conductance, Voltage Reversal)
{
    private static readonly LeakyIntegrateAndFire cell = new();

    /// <summary>The threshold.</summary>
    public static Voltage Threshold { get; } = Voltage.FromSi(cell.Threshold.UniformSi);

    private static Conductance Leak { get; } = Conductance.FromSi(cell.LeakConductance.UniformSi);

    /// <summary>The rate, Hz, where V is looked at each step: the time to the threshold is rounded up to one.</summary>
    public double Rate(Time timeStep)
    {
        var total = Leak + Conductance;
        var rest = (Voltage)(((Leak * Voltage.FromSi(cell.LeakReversal.UniformSi)) + (Conductance * Reversal) + Current) / total);
        // Where both are equal but for rounding it does not fire.
        if (!(rest > Threshold + (1e-9 * mV)))
        {
            return 0;
        }

        double passage = (Capacitance.FromSi(cell.Capacitance.UniformSi) / total / ms)
            * Math.Log((rest - Voltage.FromSi(cell.Reset.UniformSi)) / (rest - Threshold));
        double step = timeStep / ms;
        return 1000 / (Time.FromSi(cell.RefractoryPeriod.UniformSi) / ms + (timeStep > 0 * ms ? step * Math.Ceiling(passage / step) : passage));
    }

    /// <summary>The reversal potential from which on it makes a quiet cell fire: threshold + (g_L (threshold - E_L) - I)/g.</summary>
    public static Voltage SwitchOfQuiet(Current current, Conductance conductance)
        => Threshold + (Voltage)(((Leak * (Threshold - Voltage.FromSi(cell.LeakReversal.UniformSi))) - current) / conductance);

    /// <summary>The reversal potential from which on it makes a cell fire faster that fires without it, by halving.</summary>
    public static Voltage SwitchOfFiring(Current current, Conductance conductance)
    {
        double alone = new ShuntedCell(current, 0 * nS, Threshold).Rate(0 * ms);
        var (low, high) = (-100 * mV, Threshold);
        for (int i = 0; i < 60; i++)
        {
            var middle = (low + high) / 2;
            (low, high) = new ShuntedCell(current, conductance, middle).Rate(0 * ms) < alone ? (middle, high) : (low, middle);
        }

        return low;
    }
}
