using static Neuropil.Distributions;
using static Neuropil.Units;

namespace Neuropil.Experiments;

/// <summary>
/// Cells that spike see patterns by Poisson inputs and learn by triplets of spikes, with a depression that follows the square of the cell's own mean rate: the
/// sliding threshold of BCM (Pfister and Gerstner 2006, J. Neurosci. 26, after eq. 7).
/// </summary>
internal static class TripletReceptiveField
{
    private const int Inputs = 64;
    private static readonly Time step = 1 * ms;
    private static readonly Time presentation = 200 * ms;

    /// <summary>The rate of each cell, Hz, at each pattern, in the last quarter of the run: [cell][pattern].</summary>
    /// <param name="patterns">What is shown: [pattern][input], from 0 to 1.</param>
    /// <param name="count">The number of cells.</param>
    /// <param name="duration">How long they learn.</param>
    /// <param name="session">What runs them.</param>
    public static double[][] Rates(double[][] patterns, int count, Time duration, Session session)
    {
        var network = session.NewNetwork();
        var inputs = network.Add(new Population("inputs", Inputs, new PoissonSource { Rate = 10 * Hz }));
        var cells = network.Add(new Population("cells", count, new LeakyIntegrateAndFire()));
        var rule = new EquationPlasticity("triplets", """
            dr1/dt = -r1/tau_plus  : source
            do1/dt = -o1/tau_minus : target
            do2/dt = -o2/tau_y     : target
            dnu/dt = -nu/tau_nu    : Hz target
            0 nS <= w <= w_max
            on spike:        w = w - w_max*A2_minus*(nu/rho_0)^2*o1; r1 = r1 + 1
            on target spike: w = w + w_max*A3_plus*r1*o2; o1 = o1 + 1; o2 = o2 + 1; nu = nu + 1/tau_nu
            """)
        {
            Parameters =
            {
                ["tau_plus"] = 16.8 * ms, ["tau_minus"] = 33.7 * ms, ["tau_y"] = 114 * ms, ["tau_nu"] = 5 * second, ["w_max"] = 8 * nS,
                ["A2_minus"] = 7.1e-3, ["A3_plus"] = 6.5e-3, ["rho_0"] = 10 * Hz,
            },
            Initial = { ["nu"] = 5 * Hz },
        };
        network.Connect(inputs, cells, new AllToAll(), new Exponential("excitation") { Decay = 3 * ms }, Uniform(1.5 * nS, 3 * nS), plasticity: rule);
        var run = session.Simulate(network, step, precision: Precision.Double);
        var spikes = run.Record(cells.Spikes);
        int presentations = (int)Math.Round(duration / presentation), first = presentations * 3 / 4;
        var random = new Random(unchecked((int)(session.Seed * 69069) + 11));
        int[] shown = [.. Enumerable.Range(0, presentations).Select(_ => random.Next(patterns.Length))];
        foreach (int pattern in shown)
        {
            run.Simulation.Set(inputs, "rate", Array.ConvertAll(patterns[pattern], part => 50 * part * Hz));
            run.Advance(presentation, Progress.None);
        }

        var trains = spikes.Trains();
        double[] times = [.. Enumerable.Range(0, patterns.Length).Select(k => shown.Skip(first).Count(pattern => pattern == k) * (presentation / second))];
        return [.. Enumerable.Range(0, count).Select(cell =>
        {
            double[] rates = new double[patterns.Length];
            foreach (double time in trains.TimesMs(cell))
            {
                int number = Math.Min(presentations - 1, (int)(time / (presentation / ms)));
                if (number >= first)
                {
                    rates[shown[number]] += 1 / times[shown[number]];
                }
            }

            return rates;
        })];
    }
}
