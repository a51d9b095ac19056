using static Neuropil.Units;

namespace Neuropil.Experiments;

/// <summary>
/// The synaptic current of cells with K independent Poisson inputs, whose weights are the largest power of K that keeps what: w = w1 K^exponent.
/// </summary>
/// <param name="Exponent">The exponent of the weight in K.</param>
/// <param name="Inputs">K.</param>
/// <param name="Mean">The mean current at each K, pA.</param>
/// <param name="Variance">Its variance at each K, pA².</param>
internal sealed record OpenLoopScaling(double Exponent, double[] Inputs, double[] Mean, double[] Variance)
{
    private const int Cells = 300;
    private const int Samples = 100;
    private const int Settling = 5; // samples, of two time constants each
    private const double First = 50; // the K at which all rules have the same weight
    private static readonly Frequency rate = 10 * Hz;
    private static readonly Current weight = 10 * pA;
    private static readonly Time dt = 0.1 * ms;
    private static readonly Time decay = 5 * ms;

    /// <summary>The slope of the mean current in K, both as logarithms.</summary>
    public double SlopeOfMean => Slope(Inputs, Mean);

    /// <summary>The slope of the variance.</summary>
    public double SlopeOfVariance => Slope(Inputs, Variance);

    /// <summary>The weights' scale: 1 at K = 50.</summary>
    public double WeightAt(double inputs) => Math.Pow(inputs / First, Exponent);

    /// <summary>The mean current in theory, pA: K w r tau, on the grid.</summary>
    public double ExpectedMean(double inputs)
        => inputs * (rate * dt) * (weight / pA) * WeightAt(inputs) / (1 - Math.Exp(-dt / decay));

    /// <summary>The variance in theory, pA²: K w² r tau/2 (Campbell's theorem), on the grid.</summary>
    public double ExpectedVariance(double inputs)
        => inputs * (rate * dt) * Math.Pow(weight / pA * WeightAt(inputs), 2) / (1 - Math.Exp(-2 * dt / decay));

    /// <summary>Simulates the three rules.</summary>
    public static IReadOnlyList<OpenLoopScaling> Of(double[] inputs, double[] exponents, Session session)
    {
        var network = session.NewNetwork();
        List<Population> groups = [];
        foreach (double exponent in exponents)
        {
            var cells = network.Add(new Population($"weights K^{exponent}", inputs.Length * Cells, new VoltageClamp()));
            var rule = new OpenLoopScaling(exponent, inputs, [], []);
            network.Add(new PoissonInput<Current>
            {
                Target = cells, Receptor = new ExponentialCurrent("input") { Decay = decay }, Rate = Each(k => k * rate),
                    Weight = Each(k => rule.WeightAt(k) * weight),
            });
            groups.Add(cells);
        }

        var run = session.Simulate(network, dt, name: "open loop");
        var records = groups.ConvertAll(cells => run.Simulation.Record(cells.All("input.current") with { Interval = 2 * decay }));
        run.Advance((Settling + Samples) * 2 * decay);
        return [.. exponents.Zip(records, (exponent, record) => Measured(exponent, inputs, record.Matrix().In(pA)))];

        T[] Each<T>(Func<double, T> of) => [.. inputs.SelectMany(k => Enumerable.Repeat(of(k), Cells))];
    }

    private static OpenLoopScaling Measured(double exponent, double[] inputs, double[,] currents)
    {
        var (means, variances) = (new double[inputs.Length], new double[inputs.Length]);
        for (int k = 0; k < inputs.Length; k++)
        {
            double sum = 0, squares = 0;
            int count = (currents.GetLength(0) - Settling) * Cells;
            for (int sample = Settling; sample < currents.GetLength(0); sample++)
            {
                for (int cell = k * Cells; cell < (k + 1) * Cells; cell++)
                {
                    sum += currents[sample, cell];
                    squares += currents[sample, cell] * currents[sample, cell];
                }
            }

            means[k] = sum / count;
            variances[k] = (squares / count) - (means[k] * means[k]);
        }

        return new OpenLoopScaling(exponent, inputs, means, variances);
    }

    private static double Slope(double[] x, double[] y)
        => MathNet.Numerics.Fit.Line([.. x.Select(value => Math.Log(value))], [.. y.Select(value => Math.Log(value))]).B;
}
