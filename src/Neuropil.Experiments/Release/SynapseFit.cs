using MathNet.Numerics.Distributions;
using MathNet.Numerics.LinearAlgebra;
using MathNet.Numerics.LinearAlgebra.Factorization;

namespace Neuropil.Experiments;

/// <summary>
/// Release and short-term plasticity from amplitudes: the likelihood of Gaussian amplitudes with the exact mean and covariance of N sites that are emptied and
/// refilled by chance (<see cref="StochasticTsodyksMarkram"/>) plus noise, and its maximum by Fisher's scoring.
/// </summary>
/// <remarks>
/// A site releases at spike k with probability m_k = u_k f_k, f_k being the probability that it is full. Whether it releases at j and at k > j depend on each
/// other: what was let out at j has to be refilled, P(j and k) = m_j u_k f(k | empty after j). So the covariance of amplitudes is N q^2 (P(j and k) - m_j m_k),
/// on the diagonal N q^2 m (1 - m) + noise^2. Parameters are fitted as logarithms, U as that of its odds, and the noise as its variance over q^2, which may
/// come out below zero: of it the data tell only the sum with the variance of release, and a bound at zero would push q away from where it belongs. 95 %
/// intervals follow from Fisher's information or from how the scores of the repeats scatter (Huber 1967; White, Econometrica 50, 1982), whichever is wider:
/// amplitudes are no normal numbers. That of the noise ends above zero, also where its variance comes out far below. Recordings under several conditions have
/// a U each and share the others: where they are single spikes from rest, this is the analysis of variance against mean.
/// </remarks>
internal sealed class SynapseFit
{
    private static readonly string[] shared = ["tau_rec (ms)", "tau_fac (ms)", "N", "q", "noise"];

    // A parameter that the data leave within a factor of 20 is not called known.
    private const double Unknown = 3;
    private const double Confidence = 0.95;
    private const double Quantile = 1.959963984540054;
    private const double Difference = 1e-5;
    private readonly double[] values; // transformed
    private readonly double noiseVariance, noiseDeviation;

    private readonly int conditions;

    private SynapseFit(IReadOnlyList<string> conditions, double[] values, Matrix<double> covariance, int rounds, bool converged)
    {
        (this.values, Rounds, Converged, this.conditions) = (values, rounds, converged, conditions.Count);
        Names = [.. conditions.Count == 1 ? ["U"] : conditions.Select(condition => $"U ({condition})"), .. shared];
        Deviations = [.. covariance.Diagonal().Select(Math.Sqrt)];

        // noise^2 = x q^2 of the last two parameters, of which the one before is ln q.
        int last = values.Length - 1;
        double x = values[last], scale = Math.Exp(2 * values[last - 1]);
        noiseVariance = x * scale;
        noiseDeviation = scale * Math.Sqrt(Math.Max(
            0, covariance[last, last] + (4 * x * covariance[last, last - 1]) + (4 * x * x * covariance[last - 1, last - 1])));
    }

    /// <summary>The parameters, in this order: U of each condition, then those that conditions share.</summary>
    public IReadOnlyList<string> Names { get; }

    /// <summary>The standard deviations of the fitted parameters: logarithms but for the last.</summary>
    public double[] Deviations { get; }

    public int Rounds { get; }

    public bool Converged { get; }

    /// <summary>The estimates.</summary>
    public double[] Estimates => [.. values[..^1].Select((value, i) => Value(value, i, conditions)), Math.Sqrt(Math.Max(0, noiseVariance))];

    /// <summary>The 95 % interval of a parameter.</summary>
    public (double Lower, double Upper) Interval(int parameter)
    {
        double reach = Quantile * Deviations[parameter];
        if (parameter == values.Length - 1)
        {
            // A variance is not below zero, however far below the estimate is: the upper end is that of a normal number that is known to be above.
            double above = Normal.CDF(0, 1, noiseVariance / noiseDeviation);
            double upper = noiseVariance - (noiseDeviation * Normal.InvCDF(0, 1, (1 - Confidence) / 2 * above));
            return (Math.Sqrt(Math.Max(0, noiseVariance - (Quantile * noiseDeviation))), Math.Sqrt(Math.Max(0, upper)));
        }

        return (Value(values[parameter] - reach, parameter, conditions), Value(values[parameter] + reach, parameter, conditions));
    }

    /// <summary>Whether a value lies in the interval.</summary>
    public bool Covers(int parameter, double value)
    {
        var (lower, upper) = Interval(parameter);
        return lower <= value && value <= upper;
    }

    /// <summary>The parameters that the data do not tell: their intervals span more than a factor of about 20.</summary>
    public IEnumerable<string> Unconstrained => Names.Where((_, i) => i == values.Length - 1
        ? !(Interval(i).Upper < Math.Exp(Unknown) * Interval(i).Lower) : Quantile * 2 * Deviations[i] > Unknown);

    /// <summary>The mean amplitudes of a train of one of the conditions.</summary>
    public double[] MeanOf(double[] times, int condition = 0) => Model.Of(Local([.. Estimates[..^1], 0], condition, conditions), times).Mean;

    /// <summary>The conditions of recordings, in the order in which they come.</summary>
    public static IReadOnlyList<string> Conditions(IReadOnlyList<SynapseRecording> recordings)
        => [.. recordings.Select(recording => recording.Condition).Distinct()];

    /// <summary>Fits recordings.</summary>
    /// <param name="recordings">The trains with their repeats.</param>
    /// <param name="cancellation">To stop between rounds.</param>
    public static SynapseFit Of(IReadOnlyList<SynapseRecording> recordings, CancellationToken cancellation)
    {
        var named = Conditions(recordings).ToList();
        int count = named.Count;
        var trains = recordings.Select(recording => new Train(recording, named.IndexOf(recording.Condition), count)).ToList();
        double[] at = Start(recordings, named);
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
            double reached = trains.Sum(train => train.Likelihood(next));
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

        return new SynapseFit(named, at, Covariance(trains, at, information), round, converged);
    }

    // The inverse of the information, and what the scatter of the scores makes of it; of each parameter the wider.
    private static Matrix<double> Covariance(List<Train> trains, double[] at, Matrix<double> information)
    {
        // What the data do not tell has no information: it gets next to none.
        var eigen = information.Evd(Symmetricity.Symmetric);
        var inverse = eigen.EigenVectors * Matrix<double>.Build.DenseOfDiagonalArray(
            [.. eigen.EigenValues.Select(value => 1 / Math.Max(value.Real, 1e-12))]) * eigen.EigenVectors.Transpose();
        var scatter = Matrix<double>.Build.Dense(at.Length, at.Length);
        int count = trains.Sum(train => train.AddScores(at, scatter));
        if (count <= 2 * at.Length)
        {
            return inverse;
        }

        var robust = inverse * scatter * inverse * (count / (double)(count - at.Length));
        var widened = Matrix<double>.Build.DenseOfDiagonalArray(
            [.. robust.Diagonal().Zip(inverse.Diagonal(), (wide, usual) => Math.Sqrt(Math.Max(1, wide / usual)))]);
        return widened * inverse * widened;
    }

    // From the first spikes: a depressing synapse of ten sites. Of several conditions, that of the largest mean has the U 0.6, others in proportion.
    private static double[] Start(IReadOnlyList<SynapseRecording> recordings, IReadOnlyList<string> conditions)
    {
        double[][] first = [.. conditions.Select(condition => recordings.Where(recording => recording.Condition == condition)
            .SelectMany(recording => recording.Amplitudes.Select(row => row[0])).ToArray())];
        double[] means = [.. first.Select(each => Math.Max(1e-3, each.Average()))];
        int largest = Array.IndexOf(means, means.Max());
        double use = conditions.Count == 1 ? 0.4 : 0.6, mean = means[largest];
        double variance = first[largest].Length > 1 ? MathNet.Numerics.Statistics.ArrayStatistics.Variance(first[largest]) : mean;
        double quantum = Math.Max(variance / mean / (1 - use), 1e-3 * mean);
        return
        [
            .. means.Select(each => Math.Max(0.01, use * each / mean)).Select(u => Math.Log(u / (1 - u))),
            Math.Log(400), Math.Log(100), Math.Log(Math.Max(1, mean / use / quantum)), Math.Log(quantum), 0.04,
        ];
    }

    private static double Value(double transformed, int parameter, int conditions)
        => parameter < conditions ? 1 / (1 + Math.Exp(-transformed)) : parameter == conditions + shared.Length - 1 ? transformed : Math.Exp(transformed);

    // The six parameters of a train, of all.
    private static double[] Local(double[] all, int condition, int conditions) => [all[condition], .. all[conditions..]];

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
            var (sites, quantum, relativeNoise) = (parameters[3], parameters[4], parameters[5]);
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
                covariance[j, j] = (scale * m[j] * (1 - m[j])) + (relativeNoise * quantum * quantum);
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
        private const int Parameters = 6;
        private readonly double[] times;
        private readonly int repeats, condition, conditions;
        private readonly double[][] amplitudes;
        private readonly Vector<double> mean;
        private readonly Matrix<double> scatter; // mean of the products of deviations from the mean

        public Train(SynapseRecording recording, int condition, int conditions)
        {
            (times, repeats, this.condition, this.conditions) = (recording.Times, recording.Amplitudes.Length, condition, conditions);
            amplitudes = recording.Amplitudes;
            mean = Vector<double>.Build.DenseOfArray(recording.Mean);
            var deviations = Matrix<double>.Build.DenseOfRows(recording.Amplitudes.Select(row => row.Select((value, k) => value - mean[k])));
            scatter = deviations.TransposeThisAndMultiply(deviations) / repeats;
        }

        public double Likelihood(double[] at)
        {
            var model = Shifted(at, 0, 0);
            Cholesky<double> decomposed;
            try
            {
                decomposed = model.Covariance.Cholesky();
            }
            catch (ArgumentException)
            {
                return double.NegativeInfinity; // no covariance: the noise is too far below zero
            }

            var residual = mean - Vector<double>.Build.DenseOfArray(model.Mean);
            return -0.5 * repeats * (decomposed.DeterminantLn + decomposed.Solve(scatter).Trace() + residual.DotProduct(decomposed.Solve(residual)));
        }

        /// <summary>Adds score and information; gives the likelihood.</summary>
        public double Add(double[] at, Vector<double> score, Matrix<double> information)
        {
            var model = Shifted(at, 0, 0);
            var inverse = model.Covariance.Inverse();
            var residual = mean - Vector<double>.Build.DenseOfArray(model.Mean);
            var weighted = inverse * residual;
            var spread = inverse * (scatter + residual.OuterProduct(residual));
            var (means, products) = (new Vector<double>[Parameters], new Matrix<double>[Parameters]);
            for (int i = 0; i < Parameters; i++)
            {
                var (more, less) = (Shifted(at, i, Difference), Shifted(at, i, -Difference));
                means[i] = (Vector<double>.Build.DenseOfArray(more.Mean) - Vector<double>.Build.DenseOfArray(less.Mean)) / (2 * Difference);
                products[i] = inverse * ((more.Covariance - less.Covariance) / (2 * Difference));

                // d log L = R (m' V^-1 r + tr(V^-1 V' (V^-1 S - 1))/2).
                score[Global(i)] += repeats * (means[i].DotProduct(weighted) + (0.5 * (Trace(products[i], spread) - products[i].Trace())));
            }

            for (int i = 0; i < Parameters; i++)
            {
                var row = inverse * means[i];
                for (int k = 0; k <= i; k++)
                {
                    double both = repeats * (row.DotProduct(means[k]) + (0.5 * Trace(products[i], products[k])));
                    information[Global(i), Global(k)] += both;
                    information[Global(k), Global(i)] += i == k ? 0 : both;
                }
            }

            return Likelihood(at);
        }

        /// <summary>Adds the products of the scores of each repeat; how many repeats there are.</summary>
        public int AddScores(double[] at, Matrix<double> sum)
        {
            var model = Shifted(at, 0, 0);
            var inverse = model.Covariance.Inverse();
            var means = new Vector<double>[Parameters]; // V^-1 m'
            var spreads = new Matrix<double>[Parameters]; // V^-1 V' V^-1 / 2
            double[] traces = new double[Parameters];
            for (int i = 0; i < Parameters; i++)
            {
                var (more, less) = (Shifted(at, i, Difference), Shifted(at, i, -Difference));
                means[i] = inverse * (Vector<double>.Build.DenseOfArray(more.Mean) - Vector<double>.Build.DenseOfArray(less.Mean)) / (2 * Difference);
                var product = inverse * ((more.Covariance - less.Covariance) / (2 * Difference));
                (spreads[i], traces[i]) = (product * inverse / 2, product.Trace() / 2);
            }

            var expected = Vector<double>.Build.DenseOfArray(model.Mean);
            foreach (double[] row in amplitudes)
            {
                var residual = Vector<double>.Build.DenseOfArray(row) - expected;
                double[] scores = [.. means.Select((each, i) => each.DotProduct(residual) + residual.DotProduct(spreads[i] * residual) - traces[i])];
                for (int i = 0; i < Parameters; i++)
                {
                    for (int k = 0; k < Parameters; k++)
                    {
                        sum[Global(i), Global(k)] += scores[i] * scores[k];
                    }
                }
            }

            return amplitudes.Length;
        }

        // The place of one of the train's parameters among all.
        private int Global(int parameter) => parameter == 0 ? condition : conditions + parameter - 1;

        private Model Shifted(double[] at, int parameter, double by)
            => Model.Of([.. Local(at, condition, conditions).Select((value, i) => Value(i == parameter ? value + by : value, i, 1))], times);

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
