using static Neuropil.Units;

namespace Neuropil.Experiments;

/// <summary>
/// Cells whose depolarisation a pool normalises: in units of the leak and of the driving force R = c f/(1 + c f + c k) at rest, with contrast c,
/// Gaussian tuning f
/// and the pool's strength k (Carandini and Heeger, Nat. Rev. Neurosci. 13, 2012).
/// </summary>
/// <param name="Pool">k.</param>
internal sealed record NormalisingCells(double Pool)
{
    private const int Cells = 2001;

    // Standard deviations of the tuning.
    private const double Reach = 4;

    /// <summary>The distance of each cell's preferred stimulus from the one shown, in standard deviations of the tuning.</summary>
    public static double[] Distances => Plot.Range(0, Reach, Cells - 1);

    /// <summary>The depolarisation of each cell at rest, by simulation.</summary>
    public double[] Responses(Session session)
    {
        var network = session.NewNetwork();
        var cells = network.Add(new Population("cells", Cells, new EquationCell("dV/dt = (-g_L*V + g_L*f*(E - V) - g_L*k*V)/C : mV")
        {
            Parameters =
            {
                ["g_L"] = 10 * nS, ["C"] = 100 * pF, ["E"] = 1 * mV, ["k"] = Pool, ["f"] = Array.ConvertAll(Distances, x => Math.Exp(-x * x / 2)),
            },
            Initial = { ["V"] = 0 * mV }, Threshold = "V > 2 mV", Reset = "V = 0 mV",
        }));
        using var run = session.Simulate(network, 0.5 * ms, precision: Precision.Double);
        run.Advance(400 * ms, Progress.None);
        return run.Simulation.Values(cells, "V").In(mV);
    }

    /// <summary>Where responses fall to half of the first, by straight lines.</summary>
    public static double HalfWidth(double[] responses)
    {
        int below = Array.FindIndex(responses, value => value < responses[0] / 2);
        double part = (responses[below - 1] - (responses[0] / 2)) / (responses[below - 1] - responses[below]);
        return (below - 1 + part) * Reach / (Cells - 1);
    }

    /// <summary>The half-width in closed form: with R(0) = 1/(2 + k) and R = R(0)/2, f = R (1 + k)/(1 - R), and f = e^(-x^2/2).</summary>
    public double ExpectedHalfWidth
    {
        get
        {
            double half = 1 / (2 + Pool) / 2, f = half * (1 + Pool) / (1 - half);
            return Math.Sqrt(-2 * Math.Log(f));
        }
    }
}
