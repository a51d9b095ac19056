using static Neuropil.Units;

namespace Neuropil.Experiments;

/// <summary>The conductance of cells under Poisson inputs of their own, the same spikes at deterministic and at stochastic synapses of the same mean.</summary>
internal sealed class OpenLoopConductance
{
    /// <summary>Inputs of a cell, 10 Hz and 1 nS each.</summary>
    public const int Inputs = 20;

    private const int Cells = 200;
    private const int Groups = 20;
    private const int Settling = 50; // ms
    private static readonly Time dt = 0.1 * ms;
    private readonly Time decay;
    private readonly Trace[] columns;
    private readonly double[] certain;
    private readonly double[] random;

    private OpenLoopConductance(Trace[] columns, Time decay)
    {
        (this.columns, this.decay) = (columns, decay);
        certain = [.. Enumerable.Range(0, Cells).Select(VarianceOf)];
        random = [.. Enumerable.Range(Cells, Cells).Select(VarianceOf)];
    }

    /// <summary>The conductance of one cell with deterministic synapses, nS, each ms.</summary>
    public IEnumerable<double> Deterministic => columns[0].In(nS);

    /// <summary>That of the cell with the same spikes at stochastic synapses.</summary>
    public IEnumerable<double> Stochastic => columns[Cells].In(nS);

    /// <summary>The variance with deterministic synapses, nS².</summary>
    public double Variance => certain.Average();

    /// <summary>Its standard error over cells.</summary>
    public double VarianceError => StandardError.Of(certain);

    /// <summary>What it is in theory: decay, then add (Campbell's theorem on the grid).</summary>
    public double ExpectedVariance => RatePerStep / (1 - Math.Exp(-2 * dt / decay));

    /// <summary>The variance with stochastic synapses over it.</summary>
    public double Ratio => random.Sum() / certain.Sum();

    /// <summary>Its standard error, from the residuals random - ratio x certain of groups of cells.</summary>
    public double RatioError
    {
        get
        {
            int each = Cells / Groups;
            double[] residuals = [.. Enumerable.Range(0, Groups).Select(group =>
                random.Skip(group * each).Take(each).Average() - (Ratio * certain.Skip(group * each).Take(each).Average()))];
            return Math.Sqrt(residuals.Sum(residual => residual * residual) / (Groups * (Groups - 1))) / Variance;
        }
    }

    private static double RatePerStep => Inputs * 10 * dt.SiValue;

    /// <summary>Measures it for 2 s.</summary>
    /// <param name="release">The stochastic release.</param>
    /// <param name="quanta">What it lets out on average.</param>
    /// <param name="decay">The decay of the conductance.</param>
    /// <param name="session">What runs it.</param>
    public static OpenLoopConductance Of(Release release, double quanta, Time decay, Session session)
    {
        var network = session.NewNetwork();
        var sources = network.Add(new Population("sources", Cells * Inputs, new PoissonSource { Rate = 10 * Hz }));
        var cells = network.Add(new Population("cells", 2 * Cells, new LeakyIntegrateAndFire()));
        var receptor = new Exponential("excitation") { Decay = decay };
        (int, int)[] pairs = [.. Enumerable.Range(0, Cells * Inputs).Select(i => (i, i / Inputs))];
        network.Connect(sources, cells.Slice("deterministic", ..Cells), new ExplicitPairs(pairs), receptor, 1 * nS);
        network.Connect(sources, cells.Slice("stochastic", Cells..), new ExplicitPairs(pairs), receptor, 1 * nS / quanta, release: release);
        var run = session.Simulate(network, dt, precision: Precision.Double);
        var record = run.Record(cells.Trace("excitation.g", [.. Enumerable.Range(0, 2 * Cells)]) with { Interval = 1 * ms });
        run.Advance(2 * second);
        return new OpenLoopConductance([.. record.Traces().Columns], decay);
    }

    // About the true mean, so that cells need not be looked at for long.
    private double VarianceOf(int cell)
    {
        double mean = RatePerStep / (1 - Math.Exp(-dt / decay));
        return columns[cell].In(nS).Skip(Settling).Average(value => (value - mean) * (value - mean));
    }
}
