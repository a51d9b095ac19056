namespace Neuropil.Experiments;

/// <summary>
/// Closed forms of depression and facilitation by a resource (Tsodyks and Markram 1997; Markram, Wang and Tsodyks 1998): times in ms, rates in 1/ms. A time
/// constant of facilitation of zero is none.
/// </summary>
/// <param name="Utilization">U.</param>
/// <param name="Recovery">tau_rec, ms.</param>
/// <param name="Facilitation">tau_fac, ms; 0 for none.</param>
internal sealed record ResourceFormulas(double Utilization, double Recovery, double Facilitation)
{
    /// <summary>u before a spike of a steady train of that interval: U / (1 - (1 - U) e^(-T/tau_fac)).</summary>
    public double SteadyUtilization(double interval)
        => Facilitation == 0 ? Utilization : Utilization / (1 - ((1 - Utilization) * Math.Exp(-interval / Facilitation)));

    /// <summary>What each spike of a steady train of that interval lets out: u (1 - e^(-T/tau_rec)) / (1 - (1 - u) e^(-T/tau_rec)).</summary>
    public double Steady(double interval)
    {
        double u = SteadyUtilization(interval);
        double left = Math.Exp(-interval / Recovery);
        return u * (1 - left) / (1 - ((1 - u) * left));
    }

    /// <summary>What a second spike lets out over what the first does.</summary>
    public double PairedPulseRatio(double interval)
    {
        double u = Facilitation == 0 ? Utilization : Utilization + (Utilization * (1 - Utilization) * Math.Exp(-interval / Facilitation));
        return u * (1 - (Utilization * Math.Exp(-interval / Recovery))) / Utilization;
    }

    /// <summary>What each spike of a train lets out.</summary>
    public double[] Train(IReadOnlyList<double> times)
    {
        var (u, r) = (Utilization, 1.0);
        double[] released = new double[times.Count];
        for (int k = 0; k < times.Count; k++)
        {
            double age = k == 0 ? double.PositiveInfinity : times[k] - times[k - 1];
            u = Facilitation == 0 ? Utilization : Utilization + ((u - Utilization) * Math.Exp(-age / Facilitation));
            r = 1 - ((1 - r) * Math.Exp(-age / Recovery));
            released[k] = u * r;
            r -= released[k];
            u += Utilization * (1 - u);
        }

        return released;
    }

    /// <summary>The mean release of a spike of a Poisson train, without facilitation: U / (1 + U r tau_rec).</summary>
    public double Poisson(double rate) => Utilization / (1 + (Utilization * rate * Recovery));

    /// <summary>
    /// The mean release of a spike, without facilitation, a time after the rate of a Poisson train has changed for good: the mean of R goes to its new value
    /// with the rate 1/tau_rec + U r, since a spike does not know of what was before.
    /// </summary>
    public double AfterStep(double before, double after, double time)
    {
        double decay = Math.Exp(-time * ((1 / Recovery) + (Utilization * after)));
        return (Poisson(before) * decay) + (Poisson(after) * (1 - decay));
    }

    /// <summary>The mean of that over a bin.</summary>
    public double MeanAfterStep(double before, double after, double begin, double end)
    {
        double rate = (1 / Recovery) + (Utilization * after);
        double decay = (Math.Exp(-begin * rate) - Math.Exp(-end * rate)) / (rate * (end - begin));
        return (Poisson(before) * decay) + (Poisson(after) * (1 - decay));
    }
}
