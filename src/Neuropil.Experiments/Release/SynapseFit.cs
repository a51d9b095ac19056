using MathNet.Numerics.LinearAlgebra;

namespace Neuropil.Experiments;

/// <summary>
/// Release and short-term plasticity from amplitudes: the likelihood of Gaussian amplitudes with the exact mean and covariance of N sites that are emptied and
/// refilled by chance (<see cref="StochasticTsodyksMarkram"/>) plus noise, and its maximum by Fisher's scoring.
/// </summary>
/// <remarks>
/// A site releases at spike k with probability m_k = u_k f_k, f_k being the probability that it is full. Whether it releases at j and at k > j depend on each
/// other: what was let out at j has to be refilled, P(j and k) = m_j u_k f(k | empty after j). So the covariance of amplitudes is N q^2 (P(j and k) - m_j m_k),
/// on the diagonal N q^2 m (1 - m) + noise^2. Parameters are fitted as logarithms (U as that of its odds), with 95 % intervals from Fisher's information.
/// </remarks>
internal sealed class SynapseFit
{
    /// <summary>The parameters, in this order.</summary>
    public static readonly string[] Names = ["U", "tau_rec (ms)", "tau_fac (ms)", "N", "q", "noise"];

    // A parameter that the data leave within a factor of 20 is not called known.
    private const double Unknown = 3;
    private const double Quantile = 1.959963984540054;
    private const double Difference = 1e-5;
    private readonly double[] values; // transformed
    private readonly Matrix<double> information;

    private SynapseFit(double[] values, Matrix<double> information, int rounds, bool converged)
    {
        (this.values, this.information, Rounds, Converged) = (values, information, rounds, converged);
        var eigen = information.Evd(Symmetricity.Symmetric);
        var deviations = new double[values.Length];
        for (int i = 0; i < values.Length; i++)
        {
            double variance = 0;
            for (int k = 0; k < values.Length; k++)
            {
                double part = eigen.EigenVectors[i, k];
                variance += part * part / Math.Max(eigen.EigenValues[k].Real, 1e-12);
            }

            deviations[i] = Math.Sqrt(variance);
        }

        Deviations = deviations;
    }

    /// <summary>The standard deviations of the logarithms.</summary>
    public double[] Deviations { get; }

    public int Rounds { get; }

    public bool Converged { get; }

    /// <summary>The estimates.</summary>
    public double[] Estimates => [.. values.Select(Value)];

    /// <summary>The 95 % interval of a parameter.</summary>
    public (double Lower, double Upper) Interval(int parameter)
        => (Value(values[parameter] - (Quantile * Deviations[parameter]), parameter), Value(values[parameter] + (Quantile * Deviations[parameter]), parameter));

    /// <summary>Whether a value lies in the interval.</summary>
    public bool Covers(int parameter, double value)
    {
        var (lower, upper) = Interval(parameter);
        return lower <= value && value <= upper;
    }

    /// <summary>The parameters that the data do not tell: their intervals span more than a factor of about 20.</summary>
    public IEnumerable<string> Unconstrained => Names.Where((_, i) => Quantile * 2 * Deviations[i] > Unknown);

    /// <summary>The mean amplitudes of a train.</summary>
    public double[] MeanOf(double[] times) => Model.Of(Estimates, times).Mean;

    /// <summary>Fits recordings.</summary>
    /// <param name="recordings">The trains with their repeats.</param>
    /// <param name="cancellation">To stop between rounds.</param>
    public static SynapseFit Of(IReadOnlyList<SynapseRecording> recordings, CancellationToken cancellation)
    {
        var trains = recordings.Select(recording => new Train(recording)).ToList();
        double[] at = Start(recordings);
        var (likelihood, score, information) = Derivatives(trains, at);
        bool converged = false;
        int round = 0;
        for (double damping = 1e-3; round < 200 && !converged; round++)
        {
            cancellation.ThrowIfCancellationRequested();
            var damped = information.Clone();
            for (int i = 0; i < at.Length; i++)
            {
                damped[i, i] += (damping * information[i, i]) + 1e-9;
            }

            var step = damped.Solve(score);
            double longest = step.AbsoluteMaximum();
            double[] next = [.. at.Select((value, i) => value + (step[i] * Math.Min(1, 1 / longest)))];
            double reached = trains.Sum(train => train.Likelihood([.. next.Select(Value)]));
            if (reached >= likelihood)
            {
                converged = longest < 1e-5;
                (at, damping) = (next, Math.Max(1e-8, damping / 5));
                (likelihood, score, information) = Derivatives(trains, at);
            }
            else
            {
                // Where no step climbs by more than rounding the maximum is found.
                damping *= 10;
                converged = longest < 1e-4 || damping > 1e12;
            }
        }

        return new SynapseFit(at, information, round, converged);
    }

    // From the first spikes and the last ones: a depressing synapse of ten sites.
    private static double[] Start(IReadOnlyList<SynapseRecording> recordings)
    {
        double[] first = [.. recordings.SelectMany(recording => recording.Amplitudes.Select(row => row[0]))];
        double mean = Math.Max(1e-3, first.Average());
        double variance = first.Length > 1 ? MathNet.Numerics.Statistics.ArrayStatistics.Variance(first) : mean;
        double quantum = Math.Max(variance / mean / 0.6, 1e-3 * mean);
        return [Math.Log(0.4 / 0.6), Math.Log(400), Math.Log(100), Math.Log(Math.Max(1, mean / 0.4 / quantum)), Math.Log(quantum), Math.Log(0.2 * quantum)];
    }

    private static double Value(double transformed, int parameter) => parameter == 0 ? 1 / (1 + Math.Exp(-transformed)) : Math.Exp(transformed);

    private static (double Likelihood, Vector<double> Score, Matrix<double> Information) Derivatives(IReadOnlyList<Train> trains, double[] at)
    {
        var (likelihood, score, information) = (0.0, Vector<double>.Build.Dense(at.Length), Matrix<double>.Build.Dense(at.Length, at.Length));
        foreach (var train in trains)
        {
            likelihood += train.Add(at, score, information);
        }

        return (likelihood, score, information);
    }

    /// <summary>Mean and covariance of the amplitudes of a train.</summary>
    private sealed record Model(double[] Mean, Matrix<double> Covariance)
    {
        public static Model Of(double[] parameters, double[] times)
        {
            var (use, recovery, facilitation) = (parameters[0], parameters[1], parameters[2]);
            var (sites, quantum, noise) = (parameters[3], parameters[4], parameters[5]);
            int count = times.Length;
            double[] u = new double[count];
            double[] left = new double[count]; // e^(-T/tau_rec) from the spike before
            double[] m = new double[count];
            double full = 1;
            for (int k = 0; k < count; k++)
            {
                double age = k == 0 ? double.PositiveInfinity : times[k] - times[k - 1];
                u[k] = k == 0 ? use : use + ((u[k - 1] + (use * (1 - u[k - 1])) - use) * Math.Exp(-age / facilitation));
                left[k] = Math.Exp(-age / recovery);
                full = k == 0 ? 1 : 1 - ((1 - (full * (1 - u[k - 1]))) * left[k]);
                m[k] = u[k] * full;
            }

            double scale = sites * quantum * quantum;
            var covariance = Matrix<double>.Build.Dense(count, count);
            for (int j = 0; j < count; j++)
            {
                covariance[j, j] = (scale * m[j] * (1 - m[j])) + (noise * noise);
                double emptied = 0;
                for (int k = j + 1; k < count; k++)
                {
                    emptied = 1 - ((1 - (k == j + 1 ? 0 : emptied * (1 - u[k - 1]))) * left[k]);
                    covariance[j, k] = covariance[k, j] = scale * m[j] * ((u[k] * emptied) - m[k]);
                }
            }

            return new Model([.. m.Select(each => sites * quantum * each)], covariance);
        }
    }

    /// <summary>One train's part of the likelihood.</summary>
    private sealed class Train
    {
        private readonly double[] times;
        private readonly int repeats;
        private readonly Vector<double> mean;
        private readonly Matrix<double> scatter; // mean of the products of deviations from the mean

        public Train(SynapseRecording recording)
        {
            (times, repeats) = (recording.Times, recording.Amplitudes.Length);
            mean = Vector<double>.Build.DenseOfArray(recording.Mean);
            var deviations = Matrix<double>.Build.DenseOfRows(recording.Amplitudes.Select(row => row.Select((value, k) => value - mean[k])));
            scatter = deviations.TransposeThisAndMultiply(deviations) / repeats;
        }

        public double Likelihood(double[] parameters)
        {
            var model = Model.Of(parameters, times);
            var decomposed = model.Covariance.Cholesky();
            var residual = mean - Vector<double>.Build.DenseOfArray(model.Mean);
            return -0.5 * repeats * (decomposed.DeterminantLn + decomposed.Solve(scatter).Trace() + residual.DotProduct(decomposed.Solve(residual)));
        }

        /// <summary>Adds score and information; gives the likelihood.</summary>
        public double Add(double[] at, Vector<double> score, Matrix<double> information)
        {
            var model = Model.Of([.. at.Select(Value)], times);
            var inverse = model.Covariance.Inverse();
            var residual = mean - Vector<double>.Build.DenseOfArray(model.Mean);
            var weighted = inverse * residual;
            var spread = inverse * (scatter + residual.OuterProduct(residual));
            var (means, products) = (new Vector<double>[at.Length], new Matrix<double>[at.Length]);
            for (int i = 0; i < at.Length; i++)
            {
                var (more, less) = (Shifted(at, i, Difference), Shifted(at, i, -Difference));
                means[i] = (Vector<double>.Build.DenseOfArray(more.Mean) - Vector<double>.Build.DenseOfArray(less.Mean)) / (2 * Difference);
                products[i] = inverse * ((more.Covariance - less.Covariance) / (2 * Difference));

                // d log L = R (m' V^-1 r + tr(V^-1 V' (V^-1 S - 1))/2).
                score[i] += repeats * (means[i].DotProduct(weighted) + (0.5 * (Trace(products[i], spread) - products[i].Trace())));
            }

            for (int i = 0; i < at.Length; i++)
            {
                var row = inverse * means[i];
                for (int k = 0; k <= i; k++)
                {
                    double both = repeats * (row.DotProduct(means[k]) + (0.5 * Trace(products[i], products[k])));
                    information[i, k] += both;
                    information[k, i] += i == k ? 0 : both;
                }
            }

            return Likelihood([.. at.Select(Value)]);
        }

        private Model Shifted(double[] at, int parameter, double by)
            => Model.Of([.. at.Select((value, i) => Value(i == parameter ? value + by : value, i))], times);

        private static double Trace(Matrix<double> first, Matrix<double> second)
        {
            double sum = 0;
            for (int i = 0; i < first.RowCount; i++)
            {
                for (int k = 0; k < first.ColumnCount; k++)
                {
                    sum += first[i, k] * second[k, i];
                }
            }

            return sum;
        }
    }
}
