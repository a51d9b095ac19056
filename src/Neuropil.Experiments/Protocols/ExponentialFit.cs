namespace Neuropil.Experiments;

/// <summary>
/// The exponential end + amplitude e^(-t/tau) that fits samples best in the sense of least squares. For a given tau the other two follow from
/// linear equations, so that only tau is searched.
/// </summary>
/// <param name="End">The value after infinite time.</param>
/// <param name="Amplitude">The difference from it at time zero.</param>
/// <param name="TimeConstant">tau, in the unit of the times.</param>
/// <param name="Misfit">The root mean square of the residuals relative to the amplitude.</param>
public sealed record ExponentialFit(double End, double Amplitude, double TimeConstant, double Misfit)
{
    private const int Scan = 200;
    private const int Refinements = 100;
    private static readonly double golden = (Math.Sqrt(5) - 1) / 2;

    /// <summary>Fits samples at ascending times.</summary>
    /// <exception cref="ArgumentException">There are fewer than four, or not as many values as times.</exception>
    public static ExponentialFit Of(IReadOnlyList<double> times, IReadOnlyList<double> values)
    {
        if (times.Count < 4 || times.Count != values.Count)
        {
            throw new ArgumentException(
                $"An exponential needs four samples or more and as many values as times, but there are {times.Count} times and {values.Count} values.");
        }

        double longest = times[^1] - times[0];
        double shortest = longest / times.Count / 4;
        double ratio = Math.Log(10 * longest / shortest) / Scan;
        int best = Enumerable.Range(0, Scan + 1).MinBy(i => At(times, values, shortest * Math.Exp(i * ratio)).Squares);
        var (low, high) = (Math.Log(shortest) + ((best - 1) * ratio), Math.Log(shortest) + ((best + 1) * ratio));
        for (int i = 0; i < Refinements; i++)
        {
            double left = high - (golden * (high - low));
            double right = low + (golden * (high - low));
            (low, high) = At(times, values, Math.Exp(left)).Squares < At(times, values, Math.Exp(right)).Squares ? (low, right) : (left, high);
        }

        double tau = Math.Exp((low + high) / 2);
        var (squares, end, amplitude) = At(times, values, tau);
        return new ExponentialFit(end, amplitude, tau, Math.Sqrt(squares / times.Count) / Math.Abs(amplitude));
    }

    /// <summary>The fitted value.</summary>
    public double At(double time) => End + (Amplitude * Math.Exp(-time / TimeConstant));

    // The straight line through (e^(-t/tau), value), about the means so that little cancels.
    private static (double Squares, double End, double Amplitude) At(IReadOnlyList<double> times, IReadOnlyList<double> values, double tau)
    {
        int n = times.Count;
        var decay = new double[n];
        double meanDecay = 0;
        double meanValue = 0;
        for (int i = 0; i < n; i++)
        {
            decay[i] = Math.Exp(-times[i] / tau);
            meanDecay += decay[i] / n;
            meanValue += values[i] / n;
        }

        double both = 0;
        double square = 0;
        for (int i = 0; i < n; i++)
        {
            both += (decay[i] - meanDecay) * (values[i] - meanValue);
            square += (decay[i] - meanDecay) * (decay[i] - meanDecay);
        }

        double amplitude = square > 0 ? both / square : 0;
        double end = meanValue - (amplitude * meanDecay);
        double squares = 0;
        for (int i = 0; i < n; i++)
        {
            double residual = values[i] - end - (amplitude * decay[i]);
            squares += residual * residual;
        }

        return (squares, end, amplitude);
    }
}
