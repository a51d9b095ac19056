using static Neuropil.Units;

namespace Neuropil.Experiments;

/// <summary>Simulated cells with tuned excitation and untuned inhibition, a cell for each contrast and stimulus.</summary>
internal static class TunedCells
{
    private const double Rest = -70; // mV; excitation reverses at 0 mV, inhibition at rest
    private const double Leak = 10; // nS
    private const double Capacitance = 200; // pF: 20 ms
    private const double Threshold = -60; // mV

    /// <summary>The distances of the stimuli from the preferred one, in widths of the tuning.</summary>
    public static double[] Distances { get; } = Plot.Range(-3, 3, 48);

    /// <summary>The depolarisation that cells without spikes come to, in parts of the way to the reversal of excitation: a row for each contrast.</summary>
    public static double[][] Depolarisations(double pool, double[] contrasts, Session session)
    {
        var network = session.NewNetwork();
        var cells = network.Add(new Population("cells", contrasts.Length * Distances.Length, Cell(contrasts, pool, noise: 0, isSpiking: false, copies: 1)));
        using var run = session.Simulate(network, 0.1 * ms, name: "depolarisation", precision: Precision.Double);
        run.Advance(800 * ms); // 40 time constants of the leak alone
        double[] v = run.Simulation.Values(cells, "V").In(mV);
        return [.. contrasts.Select((_, c) => Distances.Select((_, d) => (v[(c * Distances.Length) + d] - Rest) / -Rest).ToArray())];
    }

    /// <summary>The firing rate, Hz, with its standard error.</summary>
    public static (double Rate, double Error)[][] Rates(double pool, double[] contrasts, double gain, double noise, Time duration, Session session)
    {
        const int Copies = 10;
        var network = session.NewNetwork();
        int count = contrasts.Length * Distances.Length;
        var cells = network.Add(new Population($"noise {noise}", count * Copies, Cell(contrasts, pool, noise, isSpiking: true, Copies, gain)));
        using var run = session.Simulate(network, 0.1 * ms, name: $"rates at {noise} mV");
        run.Advance(100 * ms, Progress.None);
        var record = run.Simulation.Record(cells.SpikeCounts);
        run.Advance(duration);
        double[] rates = record.RatesHz();
        return [.. contrasts.Select((_, c) => Distances.Select((_, d) =>
        {
            double[] copies = rates[(((c * Distances.Length) + d) * Copies)..][..Copies];
            return (copies.Average(), StandardError.Of(copies));
        }).ToArray())];
    }

    // Noise is that of a current: sigma is the standard deviation of V at rest without spikes.
    private static EquationCell Cell(double[] contrasts, double pool, double noise, bool isSpiking, int copies, double gain = 1)
    {
        Conductance[] Each(Func<double, double, double> ofLeak)
            => [.. contrasts.SelectMany(c => Distances.SelectMany(d => Enumerable.Repeat(ofLeak(c, d) * Leak * nS, copies)))];
        string random = noise > 0 ? " + sigma*sqrt(2*g_L/C)*xi" : "";
        var cell = new EquationCell($"dV/dt = (g_L*(E_L - V) + g_E*(0 mV - V) + g_I*(E_L - V))/C{random} : mV")
        {
            Parameters =
            {
                ["g_L"] = Leak * nS, ["C"] = Capacitance * pF, ["E_L"] = Rest * mV,
                ["g_E"] = Each((c, d) => gain * c * NormalisedTuning.Tuning(d)), ["g_I"] = Each((c, _) => c * pool),
            },
        };
        if (noise > 0)
        {
            cell.Parameters["sigma"] = noise * mV;
        }

        if (isSpiking)
        {
            cell.Parameters["threshold"] = Threshold * mV;
            cell = cell with { Threshold = "V >= threshold", Reset = "V = E_L", RefractoryPeriod = 2 * ms };
        }

        cell.Initial["V"] = "E_L";
        return cell;
    }
}
