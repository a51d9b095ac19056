namespace Neuropil.Adaptive;

/// <summary>
/// Chooses steps so that the largest estimated error of a state, relative to its tolerance, stays below one: the proportional-integral control of
/// Gustafsson in the form of Hairer, Norsett and Wanner (Solving Ordinary Differential Equations I and II, sections II.4 and IV.2).
/// </summary>
internal sealed class StepSizeControl(AdaptiveOptions options)
{
    private const double Safety = 0.9;
    private const double Smallest = 0.2;
    private const double Largest = 10;
    private const double IntegralExponent = 0.04;
    private const double Exponent = 0.2 - (0.75 * IntegralExponent);

    private double lastError = 1e-4;
    private bool wasRejected;

    /// <summary>The largest error relative to its tolerance, and whose it is.</summary>
    public (double Error, int State) Measure(double[] y, DormandPrince step)
    {
        var (largest, state) = (0.0, 0);
        for (int i = 0; i < y.Length; i++)
        {
            double relative = Math.Abs(step.Error[i]) / Tolerance(Math.Max(Math.Abs(y[i]), Math.Abs(step.End[i])));
            if (!(relative <= largest))
            {
                (largest, state) = (relative, i);
            }
        }

        return (largest, state);
    }

    /// <summary>The next step after one with an error below 1.</summary>
    public double AfterSuccess(double h, double error)
    {
        double factor = Safety * Math.Pow(Math.Max(error, 1e-10), -Exponent) * Math.Pow(lastError, IntegralExponent);
        (lastError, factor) = (Math.Max(error, 1e-4), Math.Clamp(factor, Smallest, wasRejected ? 1 : Largest));
        wasRejected = false;
        return h * factor;
    }

    /// <summary>The step to try after one with an error above 1, or with no error that is a number.</summary>
    public double AfterFailure(double h, double error)
    {
        wasRejected = true;
        return h * (double.IsFinite(error) ? Math.Max(Smallest, Safety * Math.Pow(error, -Exponent)) : Smallest);
    }

    /// <summary>
    /// A first step: one of which the explicit Euler method makes an error of a hundredth of the tolerance's order (Hairer, Norsett and Wanner I,
    /// section II.4, without their second derivative).
    /// </summary>
    public double First(double[] y, double[] slope)
    {
        var (size, speed) = (0.0, 0.0);
        for (int i = 0; i < y.Length; i++)
        {
            double tolerance = Tolerance(Math.Abs(y[i]));
            (size, speed) = (Math.Max(size, Math.Abs(y[i]) / tolerance), Math.Max(speed, Math.Abs(slope[i]) / tolerance));
        }

        return size < 1e-5 || speed < 1e-5 ? 1e-6 : 0.01 * size / speed;
    }

    private double Tolerance(double size) => options.AbsoluteTolerance + (options.RelativeTolerance * size);
}
