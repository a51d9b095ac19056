namespace Neuropil.Experiments;

/// <summary>
/// The mean rate of cells whose synapses follow their elements: r = w k, d[Ca]/dt = (r - [Ca])/tau, dk/dt = nu exp(-t/tau_c) (1 - [Ca]/epsilon), by
/// Runge-Kutta steps of 50 ms, fine against all time constants.
/// </summary>
internal sealed class LinearGrowth(double growthRate, double ratePerSynapse, double targetRate, double calciumDecay, double? criticalPeriod, double synapses)
{
    private const double Step = 0.05; // s

    private readonly List<double> rates = [ratePerSynapse * synapses];
    private double k = synapses;
    private double calcium = ratePerSynapse * synapses;

    /// <summary>The mean rate at a time, Hz.</summary>
    public double At(Time time)
    {
        int index = (int)Math.Round(time.SiValue / Step);
        while (rates.Count <= index)
        {
            Advance((rates.Count - 1) * Step);
            rates.Add(ratePerSynapse * k);
        }

        return rates[index];
    }

    private void Advance(double time)
    {
        var (k1, c1) = Slopes(time, k, calcium);
        var (k2, c2) = Slopes(time + (Step / 2), k + (Step / 2 * k1), calcium + (Step / 2 * c1));
        var (k3, c3) = Slopes(time + (Step / 2), k + (Step / 2 * k2), calcium + (Step / 2 * c2));
        var (k4, c4) = Slopes(time + Step, k + (Step * k3), calcium + (Step * c3));
        k += Step / 6 * (k1 + (2 * k2) + (2 * k3) + k4);
        calcium += Step / 6 * (c1 + (2 * c2) + (2 * c3) + c4);
    }

    private (double K, double Calcium) Slopes(double time, double k, double calcium)
    {
        double open = criticalPeriod is { } period ? Math.Exp(-time / period) : 1;
        return (growthRate * open * (1 - (calcium / targetRate)), ((ratePerSynapse * k) - calcium) / calciumDecay);
    }
}
