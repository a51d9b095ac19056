using static Neuropil.Units;

namespace Neuropil.Experiments;

/// <summary>
/// The membrane potential of a cell under K excitatory and K inhibitory Poisson inputs that open conductances, with weights ~ 1/sqrt(K) as the rule of currents
/// wants them. Where g = sqrt(K) means, the time constant shrinks and the same fluctuations of the conductance move V less.
/// </summary>
/// <param name="Inputs">K.</param>
/// <param name="Mean">The mean of V, mV.</param>
/// <param name="Deviation">Its standard deviation over time, mV.</param>
/// <param name="Error">The standard error of that, mV.</param>
internal sealed record ConductanceScaling(double Inputs, double Mean, double Deviation, double Error)
{
    private const int Cells = 100;
    private const int Samples = 100;
    private const int Settling = 5;
    private const double First = 50;
    private static readonly Frequency rate = 10 * Hz;
    private static readonly Time dt = 0.1 * ms;
    private static readonly Time excitatoryDecay = 3 * ms;
    private static readonly Time inhibitoryDecay = 6 * ms;
    private static readonly Conductance excitatory = 0.8 * nS; // at K = 50

    // Means that pull V to -65 mV: g_E 65 mV = g_I 10 mV.
    private static readonly Conductance inhibitory = excitatory * (excitatoryDecay / inhibitoryDecay) * 6.5;
    private static readonly LeakyIntegrateAndFire cell = new()
    {
        Capacitance = 200 * pF, LeakConductance = 10 * nS, LeakReversal = -65 * mV, Threshold = 1 * volt,
    };

    /// <summary>The effective time constant in theory, ms: C over the mean of all conductances.</summary>
    public static double TimeConstant(double inputs) => 200 / Total(inputs);

    /// <summary>The standard deviation in theory, mV: each conductance's fluctuations times its driving force, through the effective time constant.</summary>
    public static double ExpectedDeviation(double inputs)
    {
        double tau = TimeConstant(inputs);
        double Part(Conductance weight, Time decay, double force)
            => Variance(weight, decay, inputs) * Math.Pow(force / Total(inputs), 2) * (decay / ms) / ((decay / ms) + tau);
        return Math.Sqrt(Part(excitatory, excitatoryDecay, 65) + Part(inhibitory, inhibitoryDecay, 10));
    }

    /// <summary>Simulates a group of cells for each K.</summary>
    public static IReadOnlyList<ConductanceScaling> Of(double[] inputs, Session session)
    {
        var network = session.NewNetwork();
        var cells = network.Add(new Population("conductances", inputs.Length * Cells, cell));
        foreach (var (name, weight, decay, reversal) in new[] { ("excitation", excitatory, excitatoryDecay, 0 * mV),
            ("inhibition", inhibitory, inhibitoryDecay, -75 * mV) })
        {
            network.Add(new PoissonInput<Conductance>
            {
                Name = $"{name} spikes", Target = cells, Receptor = new Exponential(name) { Decay = decay, Reversal = reversal },
                Rate = Each(k => k * rate), Weight = Each(k => Scale(k) * weight),
            });
        }

        var run = session.Simulate(network, dt, name: "conductances");
        var record = run.Simulation.Record(cells.All("V") with { Interval = 20 * ms });
        run.Advance((Settling + Samples) * 20 * ms);
        double[,] v = record.Matrix().In(mV);
        return [.. inputs.Select((k, group) => Measured(k, v, group))];

        T[] Each<T>(Func<double, T> of) => [.. inputs.SelectMany(k => Enumerable.Repeat(of(k), Cells))];
    }

    private static ConductanceScaling Measured(double inputs, double[,] v, int group)
    {
        int samples = v.GetLength(0);
        double[] means = new double[Cells], variances = new double[Cells];
        for (int member = 0; member < Cells; member++)
        {
            double[] course = [.. Enumerable.Range(Settling, samples - Settling).Select(sample => v[sample, (group * Cells) + member])];
            (means[member], variances[member]) = (course.Average(), MathNet.Numerics.Statistics.ArrayStatistics.Variance(course));
        }

        double deviation = Math.Sqrt(variances.Average());
        return new ConductanceScaling(inputs, means.Average(), deviation, StandardError.Of(variances) / (2 * deviation));
    }

    private static double Scale(double inputs) => Math.Sqrt(First / inputs);

    // nS, on the grid.
    private static double Total(double inputs) => 10 + MeanOf(excitatory, excitatoryDecay, inputs) + MeanOf(inhibitory, inhibitoryDecay, inputs);

    private static double MeanOf(Conductance weight, Time decay, double inputs)
        => inputs * (rate * dt) * (weight / nS) * Scale(inputs) / (1 - Math.Exp(-dt / decay));

    private static double Variance(Conductance weight, Time decay, double inputs)
        => inputs * (rate * dt) * Math.Pow(weight / nS * Scale(inputs), 2) / (1 - Math.Exp(-2 * dt / decay));
}
